import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compactSpan, formatSpan, parseSpan } from '../../../src/core/values/span.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('parseSpan', () => {
  test.each([
    ['90m', 90 * MINUTE],
    ['6h', 6 * HOUR],
    ['7d', 7 * DAY],
    ['2w', 14 * DAY],
    ['1h30m', 90 * MINUTE],
    ['1 day 12 hours', 36 * HOUR],
    ['1.5h', 90 * MINUTE],
    ['30 Minutes', 30 * MINUTE],
    ['6小时', 6 * HOUR],
    ['7天', 7 * DAY],
    ['6mo', 180 * DAY],
    ['3个月', 90 * DAY],
    ['1y', 365 * DAY],
    ['10 years', 3_650 * DAY],
    ['1年', 365 * DAY],
    ['0m', 0],
  ])('reads %j', (text, seconds) => expect(parseSpan(text)).toBe(seconds));

  test.each(['', '3', 'm', '-6h', '5%', '3mm', '1e3h', '0.5m', '6h7', '½h', '1d2h3m4m5m', 'NaNh', '6 fortnights'])(
    'refuses %j',
    (text) => expect(parseSpan(text)).toBeUndefined(),
  );

  test('hostile text is refused at once', () => {
    for (const unit of ['1', 'h', '1h', '1h ', ' ', '.', '天']) {
      expect(parseSpan(unit.repeat(1_000_000))).toBeUndefined();
    }
  });
});

test.each([
  [90 * MINUTE, '90m', '90 minutes', '90分钟'],
  [HOUR, '1h', '1 hour', '1小时'],
  [36 * HOUR, '36h', '36 hours', '36小时'],
  [14 * DAY, '14d', '14 days', '14天'],
  [730 * DAY, '2y', '2 years', '2年'],
  [61, '61s', '61 seconds', '61秒钟'],
])('%d seconds are %s, %s, %s', (seconds, compact, english, chinese) => {
  expect(compactSpan(seconds)).toBe(compact);
  expect(formatSpan(seconds, 'en')).toBe(english);
  expect(formatSpan(seconds, 'zh-CN')).toBe(chinese);
});

test('what is shown can be typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500_000 }), (minutes) => {
      expect(parseSpan(compactSpan(minutes * MINUTE))).toBe(minutes * MINUTE);
    }),
  );
});
