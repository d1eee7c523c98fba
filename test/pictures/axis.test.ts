import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeTicks, valueAxis } from '../../src/pictures/axis.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('the axis of values', () => {
  test('encloses all of them with a few round ticks, each with a label of its own', () => {
    const near = fc.tuple(
      fc.double({ min: 0, max: 2e10, noNaN: true }),
      fc.array(fc.double({ min: 0, max: 1e-3, noNaN: true })),
    );
    const amounts = fc.oneof(
      fc.array(fc.double({ min: 0, max: 2e10, noNaN: true }), { minLength: 1, maxLength: 20 }),
      near.map(([value, more]) => [value, ...more.map((each) => value + each)]),
    );
    fc.assert(
      fc.property(amounts, (values) => {
        const { min, max, ticks } = valueAxis(values, 'en', 'amount');
        expect(min).toBeLessThanOrEqual(Math.min(...values));
        expect(max).toBeGreaterThanOrEqual(Math.max(...values));
        expect(max).toBeGreaterThan(min);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(ticks[0]?.value).toBe(min);
        expect(ticks.at(-1)?.value).toBe(max);
      }),
    );
  });

  test.each([
    ['en', [1.41e6, 2.1e6], ['1.4M', '1.6M', '1.8M', '2M', '2.2M']],
    ['zh-CN', [1.41e6, 2.1e6], ['140万', '160万', '180万', '200万', '220万']],
    ['en', [158.31e6, 158.39e6], ['158.3M', '158.32M', '158.34M', '158.36M', '158.38M', '158.4M']],
    ['en', [0, 0], ['0', '0.5', '1']],
  ])('in %s says %j as %j', (locale, values, labels) => {
    expect(valueAxis(values, locale, 'amount').ticks.map(({ label }) => label)).toEqual(labels);
  });

  test('of changes says percentages with their sign', () => {
    const labels = valueAxis([-0.004, 0.011], 'en', 'change').ticks.map(({ label }) => label);
    expect(labels).toEqual(['-0.5%', '0%', '+0.5%', '+1%', '+1.5%']);
  });
});

describe('the axis of time', () => {
  const from = Date.UTC(2026, 10, 23, 0, 10);

  test('has a few round times inside its ends, whatever its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: HOUR_MS, max: 3_650 * DAY_MS }), (length) => {
        const ticks = timeTicks(from, from + length, 'en');
        expect(ticks.length).toBeLessThanOrEqual(8);
        for (const { value } of ticks) {
          expect(value).toBeGreaterThanOrEqual(from);
          expect(value).toBeLessThanOrEqual(from + length);
        }
        expect(ticks.length).toBeGreaterThanOrEqual(length > 2 * HOUR_MS ? 2 : 1);
      }),
    );
  });

  test.each([
    ['en', 24 * HOUR_MS, ['06:00', '12:00', '18:00', 'Nov 24']],
    ['zh-CN', 24 * HOUR_MS, ['06:00', '12:00', '18:00', '11月24日']],
    ['en', 10 * DAY_MS, ['Nov 25', 'Nov 27', 'Nov 29', 'Dec 1', 'Dec 3']],
    ['en', 300 * DAY_MS, ['Jan 2027', 'Mar 2027', 'May 2027', 'Jul 2027', 'Sep 2027']],
    ['zh-CN', 900 * DAY_MS, ['2027年1月', '2027年7月', '2028年1月', '2028年7月', '2029年1月']],
  ])('in %s over %d ms', (locale, length, labels) => {
    expect(timeTicks(from, from + length, locale).map(({ label }) => label)).toEqual(labels);
  });
});
