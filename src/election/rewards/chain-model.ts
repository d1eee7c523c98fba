// What the contracts pay as they run: block rewards out of one share of the issue, vote rewards out of another.

import { type Amount, amountFromDecimal } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';
import { ROUND_BLOCKS } from '../chain-time.ts';
import type { RewardState, Snapshot } from '../snapshot.ts';
import { countedVotes, type Estimate, NO_SPLIT, type Split, splitOf, withTotal } from './estimate.ts';
import { yearlyToVotes } from './issue.ts';

/** A constant of `vote_producer.iost`. */
export const CHAIN_VOTERS_SHARE = '0.5';

export interface ChainParameters {
  /** Of IOST. */
  readonly supply: Amount;
  /** IOST that a block earns its producer, a decimal string (`blockContrib`). */
  readonly blockContribution: string;
  /** Votes among which vote rewards are shared (`candAllKey`). */
  readonly allVotes: Amount;
  readonly threshold: Amount;
  readonly producerNumber: number;
}

/** What the chain must show for an estimate, by the name that it has there. */
export type ChainParameter = 'supply' | 'blockContrib' | 'candAllKey';

export function chainParameters({ allVotesKey, threshold, producerNumber }: Snapshot, rewards: RewardState) {
  const { supply, blockContribution } = rewards;
  return { supply, blockContribution, allVotes: amountFromDecimal(allVotesKey), threshold, producerNumber };
}

/** Those that the chain does not show, or shows as nothing. */
export function missingParameters(chain: ChainParameters): readonly ChainParameter[] {
  const isThere: Readonly<Record<ChainParameter, boolean>> = {
    supply: chain.supply > 0n,
    blockContrib: new Exact(chain.blockContribution).gt(0),
    candAllKey: chain.allVotes > 0n,
  };
  return (['supply', 'blockContrib', 'candAllKey'] as const).filter((name) => !isThere[name]);
}

/** The chain after a node with `before` votes has got `after`. */
export function withVotes(chain: ChainParameters, before: Amount, after: Amount): ChainParameters {
  const { allVotes, threshold } = chain;
  return { ...chain, allVotes: allVotes - countedVotes(before, threshold) + countedVotes(after, threshold) };
}

/** Vote rewards are always known. */
export interface ChainEstimate extends Estimate {
  readonly votes: Split;
}

/** A year at today's supply. The block rewards are the node's alone. */
export function chainEstimate(
  chain: ChainParameters,
  node: { readonly votes: Amount; readonly rounds: number | undefined },
): ChainEstimate {
  const { rounds } = node;
  const blocks = rounds === undefined ? undefined : { node: blockRewards(chain, rounds), voters: 0n };
  const votes = node.votes < chain.threshold ? NO_SPLIT : splitOf(voteRewards(chain, node.votes), CHAIN_VOTERS_SHARE);
  return { ...withTotal({ blocks, votes, quarterlyVotes: undefined, rating: undefined }, blocks !== undefined), votes };
}

/** A listed producer makes its share of the blocks of a round. */
function blockRewards({ blockContribution, producerNumber }: ChainParameters, rounds: number): Amount {
  return cut(new Exact(blockContribution).times(rounds).times(ROUND_BLOCKS).div(producerNumber));
}

/** IOST a year for an elected node and its voters together. */
export function voteRewards(chain: ChainParameters, votes: Amount): Amount {
  // The stored sum of votes may be behind: a node cannot be taken out of it twice.
  if (chain.allVotes <= 0n) return 0n;
  const pool = exactOf(yearlyToVotes(chain.supply));
  return cut(pool.times(exactOf(votes)).div(exactOf(chain.allVotes)));
}
