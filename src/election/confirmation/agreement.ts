// What enough nodes show alike.

type Compare<T> = (a: T, b: T) => number;

interface Range<T> {
  readonly low: T;
  readonly high: T;
}

/** The value that at least `quorum` of them are, and more than are any other; undefined when there is none. */
export function agreedOn<T>(values: readonly T[], quorum: number): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [[most, count] = [undefined, 0], [, next] = [undefined, 0]] = [...counts].sort(([, a], [, b]) => b - a);
  return count >= quorum && count > next ? most : undefined;
}

/** Of numbers that were not read at the same moment: between the one that `quorum` of them reach and the one that `quorum` of
 *  them do not exceed. There must be at least `quorum`. */
export function agreedRange<T>(values: readonly [T, ...T[]], quorum: number, compare: Compare<T>): Range<T> {
  const [first] = values;
  const sorted = values.toSorted(compare);
  const reached = sorted.at(-quorum) ?? first;
  const notExceeded = sorted[quorum - 1] ?? first;
  return compare(reached, notExceeded) <= 0 ? { low: reached, high: notExceeded } : { low: notExceeded, high: reached };
}

/** Whichever of the values is nearest to what was announced: one side of it only when all are. */
export function nearestOf<T>(announced: T, values: readonly [T, ...T[]], compare: Compare<T>): T {
  const sorted = values.toSorted(compare);
  const [low = announced, high = announced] = [sorted[0], sorted.at(-1)];
  if (compare(announced, low) < 0) return low;
  return compare(announced, high) > 0 ? high : announced;
}

export function isSome<T>(values: readonly T[]): values is readonly [T, ...T[]] {
  return values.length > 0;
}
