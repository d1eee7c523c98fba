// What a node and a voter could claim now, computed as the contract does it: exact products and sums, every cut downwards.
import type { Amount } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';
import type { Candidate, RewardState, Snapshot } from '../snapshot.ts';

/** Votes of one voter for one node. `coefficient` is the node's `voterCoef`, `mask` the voter's entry in `v_<node>`. */
export interface DividendPart {
  readonly votes: Amount;
  readonly clearedVotes: Amount;
  readonly coefficient: string;
  readonly mask: string;
}

/** What `candidateWithdraw` would pay now: `candCoef` × votes (none below the threshold) − `candMask`. */
export function candidateClaimable(snapshot: Snapshot, rewards: RewardState, node: Candidate): Amount {
  const countedVotes = node.votes < snapshot.threshold ? 0n : node.votes;
  const mask = rewards.candidateMasks.get(node.account) ?? '0';
  const claimable = cut(credit(snapshot.candidateCoefficient, countedVotes).minus(mask));
  // Coefficient and mask can be of different blocks when the node claimed in between; it is never owed less than nothing.
  return claimable < 0n ? 0n : claimable;
}

/** What `voterWithdraw` would pay now: `claimable` per part, each cut by itself, and `total`, the exact sum cut once. */
export function voterDividend(parts: readonly DividendPart[]): {
  readonly claimable: readonly Amount[];
  readonly total: Amount;
} {
  const exact = parts.map((part) => credit(part.coefficient, part.votes - part.clearedVotes).minus(part.mask));
  return { claimable: exact.map(cut), total: cut(exact.reduce((sum, part) => sum.plus(part), new Exact(0))) };
}

function credit(coefficient: string, votes: Amount): Exact {
  return new Exact(coefficient).times(exactOf(votes));
}
