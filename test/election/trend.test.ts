import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_BLOCKS } from '../../src/election/chain-time.ts';
import { crossingOf, type Trend, trendOf } from '../../src/election/trend.ts';

const IOST = 100_000_000n;
const daily = (votes: readonly number[]) =>
  votes.map((amount, day) => ({ block: 1_000 + day * DAY_BLOCKS, votes: BigInt(amount) * IOST }));
const days = (count: number, votesOn: (day: number) => number) =>
  daily(Array.from({ length: count }, (_, d) => votesOn(d)));

describe('the trend', () => {
  test('of steady growth is that growth, without a spread', () => {
    const perDay = 50n * IOST;
    expect(trendOf(days(10, (day) => 1_000 + 50 * day))).toEqual({
      kind: 'rising',
      perDay,
      slowest: perDay,
      fastest: perDay,
    });
  });

  test('of a decline falls, its fastest slope the lowest', () => {
    const trend = trendOf(days(10, (day) => 10_000 - 100 * day - 5 * day * day));
    expect(trend.kind).toBe('falling');
    if (!('perDay' in trend)) throw new Error('no slopes');
    expect(trend.fastest < trend.perDay && trend.perDay < trend.slowest && trend.slowest < 0n).toBe(true);
  });

  test('does not follow an outlier', () => {
    const trend = trendOf(days(30, (day) => (day === 12 ? 900_000 : 1_000 + 50 * day)));
    expect(trend).toMatchObject({ kind: 'rising', perDay: 50n * IOST });
  });

  test.each([
    ['no change at all', days(10, () => 7), 'steady'],
    ['one jump', days(30, (day) => (day < 15 ? 1_000 : 90_000)), 'unsteady'],
    ['up and down', days(30, (day) => [0, 500, 800, 500, 0, -500, -800, -500][day % 8] ?? 0), 'unsteady'],
    ['seven points', days(7, (day) => day), 'too-little'],
    ['no points', [], 'too-little'],
    [
      'eight points within less than a day',
      days(8, (day) => day).map((p, i) => ({ ...p, block: i * 7_200 })),
      'too-little',
    ],
  ] as const)('of %s is none', (_, points, kind) => {
    expect(trendOf(points).kind).toBe(kind);
  });

  test('is measured by blocks, so a gap in the history does not bend it', () => {
    const points = days(20, (day) => 1_000 + 50 * day).filter((_, day) => day < 5 || day > 14);
    expect(trendOf(points)).toMatchObject({ kind: 'rising', perDay: 50n * IOST });
  });

  test('mirrored in time it changes its sign only', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 8, maxLength: 20 }), (votes) => {
        const there = trendOf(daily(votes));
        const back = trendOf(daily(votes.toReversed()));
        const opposite = { rising: 'falling', falling: 'rising' } as const;
        expect(back.kind).toBe('perDay' in there ? opposite[there.kind] : there.kind);
      }),
    );
  });
});

describe('the crossing of the threshold', () => {
  const rising: Trend = { kind: 'rising', perDay: 10n, slowest: 4n, fastest: 20n };
  const falling: Trend = { kind: 'falling', perDay: -10n, slowest: -4n, fastest: -20n };

  test('from below, rounded up to whole days', () => {
    expect(crossingOf(rising, 1_000n, 1_041n)).toEqual({ days: 5, soonest: 3, latest: 11 });
    expect(crossingOf(rising, 1_000n, 1_040n)).toEqual({ days: 4, soonest: 2, latest: 10 });
  });

  test('from above: exactly at the threshold a node is still elected', () => {
    expect(crossingOf(falling, 1_040n, 1_000n)).toEqual({ days: 5, soonest: 3, latest: 11 });
    expect(crossingOf(falling, 1_000n, 1_000n)).toEqual({ days: 1, soonest: 1, latest: 1 });
  });

  test('is none the other way, without a trend, or in more than ten years', () => {
    expect(crossingOf(rising, 1_000n, 1_000n)).toBeUndefined();
    expect(crossingOf(falling, 999n, 1_000n)).toBeUndefined();
    expect(crossingOf({ kind: 'unsteady' }, 0n, 10n)).toBeUndefined();
    expect(crossingOf(rising, 0n, 36_501n)).toBeUndefined();
    expect(crossingOf(rising, 0n, 36_500n)).toEqual({ days: 3_650, soonest: 1_825, latest: 3_650 });
  });
});
