import { describe, expect, test } from 'vitest';
import type { HistoryPoint } from '../../src/core/ports/history.ts';
import { amountFromDecimal } from '../../src/core/values/amount.ts';
import type { Rule } from '../../src/election/rule.ts';
import { lineOf, ruleKind } from '../../src/rules/index.ts';
import { countGaps, countMoves } from '../../src/rules/preview.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const THRESHOLD = amountFromDecimal('2100000');

/** Votes hour by hour, in thousands. */
const hourly = (...thousands: readonly number[]) =>
  thousands.map((count, hour) => ({
    at: hour * HOUR_MS,
    block: hour,
    votes: amountFromDecimal(String(count * 1_000)),
  }));
const votes = (thousands: number, direction: Rule['direction'] = 'both'): Rule => ({
  event: 'votes',
  level: amountFromDecimal(String(thousands * 1_000)),
  direction,
});
const move = (rule: Partial<Rule>): Rule => ({ event: 'move', periodSeconds: 86_400, direction: 'both', ...rule });

function countCrossings(points: readonly HistoryPoint[], rule: Rule): number | undefined {
  const { preview } = ruleKind(rule.event);
  const drawn = { line: lineOf(rule, THRESHOLD), threshold: THRESHOLD };
  return preview.from === 'votes' ? preview.count(points, rule, drawn) : undefined;
}

describe('crossings of a line', () => {
  const count = (rule: Rule, ...thousands: readonly number[]) => countCrossings(hourly(...thousands), rule);

  test('count in the direction that is asked for', () => {
    const series = [2_900, 3_100, 2_900, 3_100];
    expect(count(votes(3_000), ...series)).toBe(3);
    expect(count(votes(3_000, 'up'), ...series)).toBe(2);
    expect(count(votes(3_000, 'down'), ...series)).toBe(1);
    expect(count(votes(4_000), ...series)).toBe(0);
  });

  test('within the band are one', () => expect(count(votes(3_000), 2_900, 3_001, 2_999, 3_001, 2_999)).toBe(1));

  test('of a margin are counted from the threshold', () => {
    const margin: Rule = { event: 'margin', level: amountFromDecimal('100000'), direction: 'both' };
    expect(count(margin, 2_000, 2_150, 2_250, 2_150)).toBe(2);
  });

  test('of nothing are none', () => expect(count(votes(3_000))).toBe(0));
});

describe('moves', () => {
  const percent = (level: bigint, more: Partial<Rule> = {}) => move({ level, isPercent: true, ...more });

  test('are measured from the one before', () => {
    expect(countMoves(hourly(1_000, 1_050, 1_060, 1_110), percent(500n))).toBe(2);
    expect(countMoves(hourly(1_000, 1_049, 1_000, 951), percent(500n))).toBe(0);
    expect(countMoves(hourly(1_000, 1_060, 1_000), percent(500n, { direction: 'down' }))).toBe(1);
    expect(countMoves(hourly(1_000, 1_100), move({ level: amountFromDecimal('100000') }))).toBe(1);
  });

  test('that took longer than the time do not count', () => {
    const slow = hourly(...Array.from({ length: 60 }, (_, hour) => 1_000 + hour));
    expect(countMoves(slow, percent(500n))).toBe(0);
    expect(countMoves(slow, percent(500n, { periodSeconds: 30 * 86_400 }))).toBe(1);
  });

  test('of votes that stay are none', () => expect(countMoves(hourly(0, 0, 0), percent(500n))).toBe(0));
});

test('times without a claim count when they are long enough, and once more when they end', () => {
  const week = (direction: Rule['direction']): Rule => ({ event: 'stuck', level: 604_800n, direction });
  const days = [0, 1, 9, 10, 20].map((day) => day * DAY_MS);
  expect(countGaps(days, week('up'))).toBe(2);
  expect(countGaps(days, week('down'))).toBe(1);
  expect(countGaps(days, week('both'))).toBe(3);
  expect(countGaps([days[4] ?? 0], week('up'))).toBe(0);
});
