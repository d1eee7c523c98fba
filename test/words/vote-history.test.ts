import { describe, expect, test } from 'vitest';
import { historyRows } from '../../commands/history/table.ts';
import type { HistoryPoint, HistoryStore } from '../../src/core/ports/history.ts';
import { readVoteHistory } from '../../src/words/vote-history.ts';
import { candidate, DAY_MS, HOUR_MS, NOON, snapshotAt } from '../store/samples.ts';

const snapshot = snapshotAt(1_000_000, { time: NOON + HOUR_MS / 2 });
const alice = candidate('alice', 7n);

type Points = Pick<HistoryStore, 'points'>;

/** A point at each of these times, with votes that say how long ago it was; asked by the hour or by the day. */
function historyOf(times: readonly number[]): Points & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    points: async (_chain, _account, every, since) => {
      asked.push(every);
      return times.filter((at) => at >= since).map((at) => ({ at, block: 1, votes: BigInt(NOON - at) }));
    },
  };
}

const read = (history: Points, periodMs: number) => readVoteHistory(history, snapshot, alice, periodMs);

describe('votes up to now', () => {
  test('are those of the hours, and the snapshot itself', async () => {
    const { every, points } = await read(historyOf([NOON - 3 * DAY_MS, NOON - HOUR_MS, NOON]), DAY_MS);
    expect(every).toBe('hour');
    expect(points).toEqual([
      { at: NOON - HOUR_MS, block: 1, votes: BigInt(HOUR_MS) },
      { at: NOON, block: 1, votes: 0n },
      { at: snapshot.time, block: 1_000_000, votes: 7n },
    ]);
  });

  test('do not reach into what a recording that begins again has still before it', async () => {
    expect((await read(historyOf([NOON + HOUR_MS]), DAY_MS)).points).toHaveLength(1);
  });

  test('over a long time are those of the days, but for a history that is young', async () => {
    expect((await read(historyOf([NOON - 80 * DAY_MS, NOON]), 90 * DAY_MS)).every).toBe('day');
    expect((await read(historyOf([NOON - 9 * DAY_MS, NOON]), 90 * DAY_MS)).every).toBe('hour');
    const short = historyOf([]);
    await read(short, 31 * DAY_MS);
    expect(short.asked).toEqual(['hour']);
  });
});

describe('rows of a table', () => {
  const rowsOf = (hours: readonly number[]) => {
    const points = hours.map((hour): HistoryPoint => ({ at: NOON + hour * HOUR_MS, block: hour, votes: BigInt(hour) }));
    return historyRows({ every: 'hour', everyMs: HOUR_MS, points }).map(({ point, before, isAfterGap }) => {
      return [before?.block, point.block, isAfterGap];
    });
  };
  const hours = (count: number) => Array.from({ length: count }, (_, hour) => hour);

  test('are all points where they are few, and say what is missing between them', () => {
    expect(rowsOf([0, 1, 4, 5])).toEqual([
      [undefined, 0, false],
      [0, 1, false],
      [1, 4, true],
      [4, 5, false],
    ]);
    expect(rowsOf([])).toEqual([]);
    expect(rowsOf([3])).toEqual([[undefined, 3, false]]);
  });

  test.each([24, 25, 47, 48, 100, 721])('are 24 at most of %d, with the first and the last, in even steps', (count) => {
    const rows = rowsOf(hours(count));
    expect(rows.length).toBeLessThanOrEqual(24);
    expect(rows.length).toBeGreaterThan(11);
    expect([rows[0]?.[1], rows.at(-1)?.[1]]).toEqual([0, count - 1]);
    expect(rows.some(([, , isAfterGap]) => isAfterGap)).toBe(false);
  });

  test('a gap between two of them is said, wherever it is', () => {
    const rows = rowsOf(hours(100).filter((hour) => hour < 50 || hour > 53));
    expect(rows.filter(([, , isAfterGap]) => isAfterGap)).toHaveLength(1);
  });
});
