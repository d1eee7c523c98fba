// Attempts become rarer, up to a limit, and never fall into step.
import { expect, test } from 'vitest';
import { createBackoff } from '../../src/platforms/backoff.ts';

test('each wait is twice as long as the one before, up to the longest', () => {
  const next = createBackoff({ firstMs: 1_000, longestMs: 10_000 }, { random: () => 1, now: () => 0 });
  expect(Array.from({ length: 6 }, next)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

test('chance takes up to half of it', () => {
  const next = createBackoff({ firstMs: 1_000, longestMs: 10_000 }, { random: () => 0, now: () => 0 });
  expect([next(), next()]).toEqual([500, 1_000]);
});

test('only quiet time begins anew', () => {
  let now = 0;
  const next = createBackoff({ firstMs: 1_000, longestMs: 10_000 }, { random: () => 1, now: () => now });
  next();
  now += 20_000;
  expect(next()).toBe(2_000);
  now += 20_001;
  expect(next()).toBe(1_000);
});
