// A map's list of its fields, and its own entry in the table, as fields come and go.
import { expect, test } from 'vitest';
import { createStorage } from '../../src/devnet/storage.ts';

const ALL = { table: 'MAP', prefix: '', from: '', to: '', limit: 100 } as const;

test('follows the fields of a map', () => {
  const storage = createStorage({ maps: { m: { a: '1' } } });
  storage.apply({ maps: { m: { b: '2', a: '3' } } });
  expect(storage.fields('m')).toEqual(['a', 'b']);
  storage.apply({ maps: { m: { a: null, nosuch: null } } });
  expect(storage.fields('m')).toEqual(['b']);
  expect(storage.list(ALL)).toEqual([
    { key: 'm', value: '["b"]' },
    { key: 'm-b', value: '2' },
  ]);
});

test('a map without fields is gone, and may come back', () => {
  const storage = createStorage({ maps: { m: { a: '1' } } });
  storage.apply({ maps: { m: { a: null } } });
  expect([storage.fields('m'), storage.list(ALL)]).toEqual([[], []]);
  storage.apply({ maps: { m: { c: '4' } } });
  expect(storage.list(ALL)).toEqual([
    { key: 'm', value: '["c"]' },
    { key: 'm-c', value: '4' },
  ]);
});

test('shows at most 257 fields, and those that were hidden once there is room', () => {
  const many = Object.fromEntries(Array.from({ length: 258 }, (_, index) => [`f${index}`, 'x']));
  const storage = createStorage({ maps: { m: many } });
  expect([storage.fields('m').length, storage.fields('m').at(-1)]).toEqual([257, 'f256']);
  storage.apply({ maps: { m: { f0: null } } });
  expect([storage.fields('m').length, storage.fields('m').at(-1)]).toEqual([257, 'f257']);
});
