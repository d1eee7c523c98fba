// Who passed whom between two rankings. The work grows with the ranks that changed, never with all pairs.
import type { ElectionEvent } from './events.ts';

type Overtaken = Extract<ElectionEvent, { type: 'overtaken' }>;

/** Both are accounts by rank. Whoever stands in only one of them passes nobody and is passed by nobody. By the rank of the
 *  one that was passed, then by that of the one that passed it. */
export function overtakes(older: readonly string[], newer: readonly string[]): readonly Overtaken[] {
  const places = new Map(older.map((account, place) => [account, place]));
  /** Those of the newer ranking so far, by their place in the older one: an insertion sort, whose moves are the answer. */
  const sorted: { readonly account: string; readonly place: number; readonly rank: number }[] = [];
  return newer.flatMap((account, index) => {
    const place = places.get(account);
    if (place === undefined) return [];
    const rank = index + 1;
    const at = sorted.findLastIndex((other) => other.place < place) + 1;
    const passers = sorted.slice(at).sort((a, b) => a.rank - b.rank);
    sorted.splice(at, 0, { account, place, rank });
    return passers.map((by): Overtaken => ({ type: 'overtaken', node: account, by: by.account, rank }));
  });
}
