// Numbers that change all the time: what enough nodes agree on is a range, and what is announced moves into it, no farther.

export interface Range<T> {
  readonly low: T;
  readonly high: T;
}

type Compare<T> = (a: T, b: T) => number;

/** Between the value that `quorum` of the nodes reach and the one that `quorum` of them do not exceed. There must be at
 *  least `quorum` values. */
export function agreedRange<T>(values: readonly [T, ...T[]], quorum: number, compare: Compare<T>): Range<T> {
  const [first] = values;
  const sorted = values.toSorted(compare);
  const reached = sorted.at(-quorum) ?? first;
  const notExceeded = sorted[quorum - 1] ?? first;
  return compare(reached, notExceeded) <= 0 ? { low: reached, high: notExceeded } : { low: notExceeded, high: reached };
}

export function nearestIn<T>(value: T, { low, high }: Range<T>, compare: Compare<T>): T {
  if (compare(value, low) < 0) return low;
  return compare(value, high) > 0 ? high : value;
}

export function isSome<T>(values: readonly T[]): values is readonly [T, ...T[]] {
  return values.length > 0;
}
