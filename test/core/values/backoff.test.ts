import { expect, test } from 'vitest';
import { backoffMs } from '../../../src/core/values/backoff.ts';

test('the wait doubles up to the longest, and never falls in step', () => {
  const waits = { firstMs: 1_000, longestMs: 60_000 };
  const pauses = [0, 1, 2, 3, 10, 1_000].map((failures) => [
    backoffMs(failures, waits, () => 0),
    backoffMs(failures, waits, () => 1),
  ]);
  expect(pauses).toEqual([
    [500, 1_000],
    [1_000, 2_000],
    [2_000, 4_000],
    [4_000, 8_000],
    [30_000, 60_000],
    [30_000, 60_000],
  ]);
});
