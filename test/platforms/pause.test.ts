import { expect, test } from 'vitest';
import { pause } from '../../src/platforms/pause.ts';

test('a pause ends with its signal', async () => {
  const ending = new AbortController();
  const paused = pause(60_000, ending.signal);
  ending.abort();
  expect(await paused).toBe(false);
  expect(await pause(0, ending.signal)).toBe(false);
});
