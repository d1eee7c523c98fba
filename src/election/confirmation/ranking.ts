// Who stands above whom, as it is announced: two change places only when one of them was above the other in every one of the
// looks that confirm it. About whom the nodes did not agree in one of these keeps its place.
import { byVotes } from '../snapshot.ts';

/** Votes in each of the looks, the oldest first; undefined of whom nodes did not agree on in all of them. */
export type VotesInLooks = (account: string) => readonly bigint[] | undefined;

/** `order`: by rank as it was announced last, newcomers at the end. */
export function rankAnew(order: Iterable<string>, votesOf: VotesInLooks): readonly string[] {
  const ranked: string[] = [];
  for (const account of order) {
    let place = ranked.length;
    while (place > 0 && isAbove(account, ranked[place - 1] ?? '', votesOf)) place -= 1;
    ranked.splice(place, 0, account);
  }
  return ranked;
}

function isAbove(one: string, other: string, votesOf: VotesInLooks): boolean {
  const [its, others] = [votesOf(one), votesOf(other)];
  if (!its || !others) return false;
  return its.every((votes, look) => {
    const against = others[look];
    return against !== undefined && byVotes({ account: one, votes }, { account: other, votes: against }) < 0;
  });
}
