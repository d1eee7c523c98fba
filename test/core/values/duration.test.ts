import { expect, test } from 'vitest';
import { formatDuration, formatUtc } from '../../../src/core/values/duration.ts';

test.each([
  [0, '0 seconds'],
  [1_999, '1 second'],
  [119_999, '119 seconds'],
  [120_000, '2 minutes'],
  [36 * 3_600_000, '36 hours'],
  [259_200_000, '3 days'],
  [3 * 31_536_000_000, '3 years'],
])('%i ms are %s', (durationMs, words) => {
  expect(formatDuration(durationMs, 'en')).toBe(words);
});

test('speaks Chinese', () => {
  expect(formatDuration(259_200_000, 'zh-CN')).toBe('3天');
});

test('a time is told in UTC', () => {
  expect(formatUtc(Date.parse('2019-11-23T08:10:00+08:00'))).toBe('2019-11-23 00:10:00 UTC');
});
