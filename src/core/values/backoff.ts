// How long to leave something alone that failed: twice as long after each failure, and never in step with others that wait
// for the same thing.

export interface Waits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** `failures`: how often it failed before, from 0 on. Between half of the full time and all of it. */
export function backoffMs(failures: number, { firstMs, longestMs }: Waits, random: () => number = Math.random): number {
  return Math.min(longestMs, firstMs * 2 ** failures) * (0.5 + random() / 2);
}
