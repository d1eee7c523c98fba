// Texts by key with the keys kept in order, as the node's own database does: a page of it costs a search, not a sort.

export interface OrderedMap {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
  /** Keys from `from` on (inclusive) for as long as `wanted` says yes. */
  keysFrom(from: string, wanted: (key: string) => boolean, limit: number): readonly string[];
}

/** Orders by UTF-16 code unit, which is byte order for the ASCII keys of a recording. */
export function createOrderedMap(entries: Iterable<readonly [string, string]>): OrderedMap {
  const values = new Map(entries);
  const keys = [...values.keys()].sort(byCodeUnit);
  return {
    get: (key) => values.get(key),
    set(key, value) {
      if (!values.has(key)) keys.splice(lowerBound(keys, key), 0, key);
      values.set(key, value);
    },
    delete(key) {
      if (values.delete(key)) keys.splice(lowerBound(keys, key), 1);
    },
    keysFrom(from, wanted, limit) {
      const start = lowerBound(keys, from);
      let end = start;
      while (end < keys.length && end - start < limit && wanted(keys[end] ?? '')) end += 1;
      return keys.slice(start, end);
    },
  };
}

/** Index of the first key that is not below `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
