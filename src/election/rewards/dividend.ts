// What votes bring their voter: the share that is to be expected when the node claims, and what was really credited.

import type { Amount } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';
import { ROUND_BLOCKS, YEAR_ROUNDS } from '../chain-time.ts';
import { CHAIN_VOTERS_SHARE, type ChainParameters, voteRewards, withVotes } from './chain-model.ts';
import { splitOf } from './estimate.ts';

const YEAR_BLOCKS = YEAR_ROUNDS * ROUND_BLOCKS;

/** IOST a year for `votes` of the `nodeVotes` that a node has, when it claims all that it earns. */
export function expectedDividend(chain: ChainParameters, nodeVotes: Amount, votes: Amount): Amount {
  if (nodeVotes < chain.threshold || nodeVotes === 0n) return 0n;
  const { voters } = splitOf(voteRewards(chain, nodeVotes), CHAIN_VOTERS_SHARE);
  return cut(exactOf(voters).times(exactOf(votes)).div(exactOf(nodeVotes)));
}

/** The same for votes that are still to be cast: they add to the node's votes and to those of all. */
export function expectedOfNew(chain: ChainParameters, nodeVotes: Amount, votes: Amount): Amount {
  return expectedDividend(withVotes(chain, nodeVotes, nodeVotes + votes), nodeVotes + votes, votes);
}

/** A coefficient of a node, and the block at which it stood there. */
export interface CoefficientAt {
  readonly block: number;
  readonly coefficient: string;
}

/** What a node's voters were credited between two blocks. */
export interface Credit {
  /** IOST per vote. */
  readonly perVote: Exact;
  readonly blocks: number;
}

/** undefined when no block lies between. */
export function creditBetween(earlier: CoefficientAt, later: CoefficientAt): Credit | undefined {
  const blocks = later.block - earlier.block;
  if (blocks <= 0) return undefined;
  const grown = new Exact(later.coefficient).minus(earlier.coefficient);
  return { perVote: Exact.max(grown, 0), blocks };
}

/** What was credited to votes that stood there all the time. */
export function creditedTo(credit: Credit, votes: Amount): Amount {
  return cut(credit.perVote.times(exactOf(votes)));
}

/** IOST a year for votes that were cast already, should the node go on as it did. */
export function yearlyAsCredited(credit: Credit, votes: Amount): Amount {
  return cut(yearlyExact(credit, votes));
}

/** The same for votes that are still to be cast. All rewards of a node grow with its votes, so what a vote gets of them
 *  shrinks as the votes of all nodes grow, whichever node it is for. */
export function yearlyOfNew(credit: Credit, chain: ChainParameters, nodeVotes: Amount, votes: Amount): Amount {
  const { allVotes } = withVotes(chain, nodeVotes, nodeVotes + votes);
  return cut(yearlyExact(credit, votes).times(exactOf(chain.allVotes)).div(exactOf(allVotes)));
}

function yearlyExact({ perVote, blocks }: Credit, votes: Amount): Exact {
  return perVote.times(exactOf(votes)).times(YEAR_BLOCKS).div(blocks);
}

/** What was credited, of what a node that claims all would have credited meanwhile: a fraction of 1 with four places, above 1
 *  when older rewards were claimed too. */
export function reliability(credit: Credit, chain: ChainParameters, nodeVotes: Amount): string {
  const expected = exactOf(expectedDividend(chain, nodeVotes, nodeVotes))
    .times(credit.blocks)
    .div(YEAR_BLOCKS);
  if (expected.isZero()) return '0';
  return credit.perVote.times(exactOf(nodeVotes)).div(expected).decimalPlaces(4).toFixed();
}

/** For how many blocks a node has earned what it has not claimed, at what it earns today; undefined when it earns nothing. */
export function backlogBlocks(chain: ChainParameters, nodeVotes: Amount, unclaimed: Amount): number | undefined {
  const yearly = nodeVotes < chain.threshold ? 0n : voteRewards(chain, nodeVotes);
  return yearly === 0n ? undefined : Number((unclaimed * BigInt(YEAR_BLOCKS)) / yearly);
}

/** What votes that are cast now get of rewards which the node claims next. */
export function shareOfBacklog(unclaimed: Amount, nodeVotes: Amount, votes: Amount): Amount {
  const { voters } = splitOf(unclaimed, CHAIN_VOTERS_SHARE);
  return nodeVotes + votes === 0n ? 0n : (voters * votes) / (nodeVotes + votes);
}

/** The middle one of the gaps between times in ascending order; undefined for fewer than two. */
export function typicalGap(times: readonly number[]): number | undefined {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const sorted = gaps.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
