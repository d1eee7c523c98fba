// What only the card of a single node shows: its neighbour above, its place by score, and its blocks and strikes.
import type { Amount } from '../core/values/amount.ts';
import type { Snapshot } from './snapshot.ts';
import type { Standing } from './standings.ts';

export interface NodeDetail {
  /** Votes above the threshold; undefined below it. */
  readonly margin: Amount | undefined;
  /** The node one rank above and the fewest further votes that pass it; undefined for the first. */
  readonly above: { readonly node: Standing; readonly votesToPass: Amount } | undefined;
  /** Place among the nodes that have a score, the highest first; undefined without one. */
  readonly scorePlace: { readonly place: number; readonly of: number } | undefined;
  /** Since the last vote block. */
  readonly blocksMade: number;
  /** Rounds in the list without a block; three bar a node. */
  readonly strikes: number;
  /** Block until which it may not produce; undefined when it is not barred. */
  readonly barredUntil: number | undefined;
}

export function nodeDetail(snapshot: Snapshot, nodes: readonly Standing[], node: Standing): NodeDetail {
  const { account, publicKey, votes } = node.candidate;
  const barredUntil = snapshot.barredUntil.get(account) ?? 0;
  const above = nodes[node.rank - 2];
  return {
    margin: votes < snapshot.threshold ? undefined : votes - snapshot.threshold,
    above: above && { node: above, votesToPass: votesToPass(node, above) },
    scorePlace: scorePlace(snapshot, account),
    blocksMade: snapshot.blocksMade.get(publicKey) ?? 0,
    strikes: snapshot.strikes.get(account)?.count ?? 0,
    barredUntil: barredUntil > snapshot.blocks.first ? barredUntil : undefined,
  };
}

/** A tie goes to the account that sorts first. */
function votesToPass(node: Standing, above: Standing): Amount {
  const gap = above.candidate.votes - node.candidate.votes;
  return node.account < above.account ? gap : gap + 1n;
}

function scorePlace({ scores }: Snapshot, account: string): NodeDetail['scorePlace'] {
  const own = scores.get(account);
  if (own === undefined) return undefined;
  const higher = [...scores.values()].filter((score) => score > own).length;
  return { place: higher + 1, of: scores.size };
}
