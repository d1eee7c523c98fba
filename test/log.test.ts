import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

test('a line holds level, time, message and fields, and no secret wherever it stands', () => {
  const lines: string[] = [];
  const log = createLog('info', ['s3cret', '123:tok"en'], (line) => lines.push(line));
  log.warn('token s3cret refused', { url: 'http://x/bots3cret/getMe', error: new Error('at bots3cret: 123:tok"en') });
  const [line = ''] = lines;
  expect(JSON.parse(line)).toMatchObject({ msg: 'token [secret] refused', url: 'http://x/bot[secret]/getMe' });
  expect(Date.parse(JSON.parse(line).time)).toBeGreaterThan(0);
  expect(line).toContain('Error');
  expect(line).not.toMatch(/s3cret|tok\\?"en/);
});

test('only what the level lets through is written', () => {
  const lines: string[] = [];
  const log = createLog('error', [], (line) => lines.push(line));
  log.info('a');
  log.warn('b');
  log.error('c');
  expect(lines).toHaveLength(1);
});
