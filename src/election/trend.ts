// Where the votes of a node are going: the middle of the slopes between its past points, and how far those slopes disagree.
// A single jump is no trend, and neither is a walk back and forth.

import type { Amount } from '../core/values/amount.ts';
import { DAY_BLOCKS } from './chain-time.ts';

export interface VotePoint {
  readonly block: number;
  readonly votes: Amount;
}

/** `too-little`: under 8 points or a day of history. `steady`: the votes stay as they are. `unsteady`: the slopes do not
 *  agree on a direction. */
export type Trend =
  | { readonly kind: 'too-little' | 'steady' | 'unsteady' }
  | {
      readonly kind: 'rising' | 'falling';
      /** Votes a day, below zero when they fall: the middle slope, and the slowest and the fastest of the middle 80 %. */
      readonly perDay: Amount;
      readonly slowest: Amount;
      readonly fastest: Amount;
    };

export const MIN_POINTS = 8;
/** Of the whole span: two points closer than that say more about the hour than about the trend. */
const MIN_GAP = 1 / 4;
/** One slope in so many is left out at each end. */
const OUTSIDE = 10;

/** `points` oldest first. */
export function trendOf(points: readonly VotePoint[]): Trend {
  const span = (points.at(-1)?.block ?? 0) - (points[0]?.block ?? 0);
  if (points.length < MIN_POINTS || span < DAY_BLOCKS) return { kind: 'too-little' };
  const slopes = slopesOf(points, span * MIN_GAP);
  const at = (index: number) => slopes[index] ?? 0n;
  const last = slopes.length - 1;
  const outside = Math.floor(last / OUTSIDE);
  const [low, high] = [at(outside), at(last - outside)];
  const perDay = (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2n;
  if (low > 0n) return { kind: 'rising', perDay, slowest: low, fastest: high };
  if (high < 0n) return { kind: 'falling', perDay, slowest: high, fastest: low };
  return { kind: low === 0n && high === 0n ? 'steady' : 'unsteady' };
}

/** Votes a day between every two points that are at least `gap` blocks apart, lowest first. */
function slopesOf(points: readonly VotePoint[], gap: number): readonly Amount[] {
  const slopes = points.flatMap((to, end) =>
    points
      .slice(0, end)
      .filter((from) => to.block - from.block >= gap)
      .map((from) => ((to.votes - from.votes) * BigInt(DAY_BLOCKS)) / BigInt(to.block - from.block)),
  );
  return slopes.sort((a, b) => (a === b ? 0 : a < b ? -1 : 1));
}

export interface Crossing {
  /** Whole days until the threshold is crossed, rounded up: at the middle slope, at the fastest and at the slowest. */
  readonly days: number;
  readonly soonest: number;
  readonly latest: number;
}

/** Further away than that, nobody knows. */
const MAX_DAYS = 3_650n;

/** When votes that go on like this reach the threshold, or fall below it; undefined when they go elsewhere, or in more than
 *  ten years. */
export function crossingOf(trend: Trend, votes: Amount, threshold: Amount): Crossing | undefined {
  if (trend.kind !== 'rising' && trend.kind !== 'falling') return undefined;
  const isBelow = votes < threshold;
  if (isBelow !== (trend.kind === 'rising')) return undefined;
  const way = isBelow ? threshold - votes : votes - threshold + 1n;
  const daysAt = (perDay: Amount) => {
    const speed = perDay < 0n ? -perDay : perDay;
    return (way + speed - 1n) / speed;
  };
  if (daysAt(trend.perDay) > MAX_DAYS) return undefined;
  const latest = daysAt(trend.slowest);
  return {
    days: Number(daysAt(trend.perDay)),
    soonest: Number(daysAt(trend.fastest)),
    latest: Number(latest > MAX_DAYS ? MAX_DAYS : latest),
  };
}
