// How far a platform's clock is from ours, so that time counts from when a person acted and not from when we heard of it. Every
// answer over HTTP says in its Date header which second it was there: with the moments at which we asked and heard, each
// bounds the difference from both sides, and the newest of them that agree narrow it down to a fraction of a second.
import type { Clock } from '../core/ports/clock.ts';

const SECOND_MS = 1_000;
const REMEMBERED = 20;

export interface PlatformClock {
  /** An answer whose Date header is `date`, asked for and heard at these moments of our clock. */
  note(date: string | null, askedAt: number, heardAt: number): void;
  /** What our clock showed, or will, when theirs shows `theirs` (ms since 1970). */
  oursAt(theirs: number): number;
  now(): number;
}

/** By so much theirs is ahead. */
interface Ahead {
  readonly least: number;
  readonly most: number;
}

export function createPlatformClock(clock: Clock): PlatformClock {
  /** Newest first. */
  let bounds: readonly Ahead[] = [];
  let aheadMs = 0;
  return {
    note: (date, askedAt, heardAt) => {
      const second = Date.parse(date ?? '');
      if (Number.isNaN(second)) return;
      const newest = { least: second - heardAt, most: second + SECOND_MS - askedAt };
      bounds = [newest, ...bounds].slice(0, REMEMBERED);
      const { least, most } = agreed(bounds);
      aheadMs = (least + most) / 2;
    },
    oursAt: (theirs) => theirs - aheadMs,
    now: () => clock.now(),
  };
}

/** What all of them say, back to the one that says something else: then one of the clocks was set. */
function agreed([newest = { least: 0, most: 0 }, ...older]: readonly Ahead[]): Ahead {
  let common = newest;
  for (const { least, most } of older) {
    const both = { least: Math.max(common.least, least), most: Math.min(common.most, most) };
    if (both.least > both.most) return common;
    common = both;
  }
  return common;
}
