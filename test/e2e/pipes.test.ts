// The output goes into a pipe: all of it arrives, however slowly it is read, and nobody minds when it is not.
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, start } from './herald.ts';

afterAll(removeFolders);

/** What a pipe holds by itself; pipe(7). */
const PIPE_BYTES = 65_536;
const SLOW_READER = '{ sleep 3; cat; }';

describe.concurrent('a slow reader gets everything', () => {
  test('of a long answer', async () => {
    const { out, err } = await start(['ask', '--json', 'standings'], { input: '', reader: SLOW_READER }).ended;
    expect(err).toBe('');
    expect(out.length).toBeGreaterThan(PIPE_BYTES);
    expect(JSON.parse(out).data.nodes).toHaveLength(454);
  });

  test('of a long conversation', async () => {
    const { out, err } = await start([], { input: 'standings\n'.repeat(100), reader: SLOW_READER }).ended;
    expect(err).toBe('');
    expect(out.length).toBeGreaterThan(PIPE_BYTES);
    expect(out.match(/^> standings$/gm)).toHaveLength(100);
    expect(out).toMatch(/Block \d+ · 2019-11-23 [\d:]+ UTC\n\n$/);
  });
});

test('a reader that leaves ends the program quietly', async () => {
  const [question, talk] = await Promise.all([
    start(['ask', '--json', 'standings'], { input: '', reader: 'head -c 10' }).ended,
    start([], { input: 'standings\n'.repeat(200), reader: 'head -n 1' }).ended,
  ]);
  for (const { code, err } of [question, talk]) expect([code, err]).toEqual([0, '']);
  expect(question.out).toBe('{"reply":{');
});
