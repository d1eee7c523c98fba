import { expect, test } from 'vitest';
import { parseListen } from '../../src/http/listener.ts';

test.each([
  ['8080', '127.0.0.1', 8080],
  [' 0 ', '127.0.0.1', 0],
  ['65535', '127.0.0.1', 65_535],
  ['0.0.0.0:8080', '0.0.0.0', 8080],
  ['localhost:80', 'localhost', 80],
  ['[::]:8080', '::', 8080],
  ['[::1]:09090', '::1', 9090],
])('%j', (text, host, port) => {
  expect(parseListen(text)).toEqual({ host, port });
});

test.each([
  ...['', 'x', '-1', '65536', '8080.5', '0x50', '1e3', ':8080', '::1:8080', '[::1]', '[]:80'],
  ...['a b:80', 'http://0.0.0.0:80', '80/x', `${'1'.repeat(5_000)}`],
])('%j is refused', (text) => {
  expect(parseListen(text)).toBeUndefined();
});
