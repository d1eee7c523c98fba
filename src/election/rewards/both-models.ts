// A node under both models side by side: the published programme, and the chain as it runs.
import { type Amount, amountFromDecimal, amountToDecimal } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';
import { ROUND_BLOCKS, YEAR_ROUNDS } from '../chain-time.ts';
import type { RewardState, Snapshot } from '../snapshot.ts';
import {
  type ChainEstimate,
  type ChainParameter,
  type ChainParameters,
  chainEstimate,
  chainParameters,
  missingParameters,
  withVotes,
} from './chain-model.ts';
import { countedVotes, difference, type Estimate, type Period, perPeriod, type Split } from './estimate.ts';
import { type Program, publishedEstimate } from './published-model.ts';

/** What an estimate rests on, beside the node itself. */
export interface Ground {
  readonly program: Program;
  readonly threshold: Amount;
  readonly producerNumber: number;
  /** Of all nodes that have reached the threshold. */
  readonly electedVotes: Amount;
  /** undefined: not readable now, or some parameter is missing. */
  readonly chain: ChainParameters | undefined;
  readonly missing: readonly ChainParameter[];
}

export function groundOf(snapshot: Snapshot, rewards: RewardState | undefined, program: Program): Ground {
  const { threshold, producerNumber, candidates } = snapshot;
  const electedVotes = candidates.reduce((sum, { votes }) => sum + countedVotes(votes, threshold), 0n);
  const chain = rewards && chainParameters(snapshot, rewards);
  const missing = chain ? missingParameters(chain) : [];
  return { program, threshold, producerNumber, electedVotes, chain: missing.length > 0 ? undefined : chain, missing };
}

export interface NodeCase {
  /** What the node has now; 0 for one that does not exist yet. */
  readonly before: Amount;
  readonly votes: Amount;
  /** Rounds of a year in the producer list; undefined while they are not known. */
  readonly rounds: number | undefined;
  /** Share of the quarter's pool for ratings in percent, a decimal string; undefined when it is not rated. */
  readonly rating: string | undefined;
}

export interface BothModels {
  /** undefined: the rule set shares out nothing. */
  readonly published: Estimate | undefined;
  readonly chain: ChainEstimate | undefined;
}

/** With other votes than it has now, the node takes its share of more or fewer votes. */
export function bothModels(ground: Ground, { before, votes, rounds, rating }: NodeCase): BothModels {
  const { program, threshold, producerNumber, electedVotes, chain } = ground;
  const allVotes = electedVotes - countedVotes(before, threshold) + countedVotes(votes, threshold);
  return {
    published: publishedEstimate(program, { votes, allVotes, minVotes: threshold, rounds, producerNumber, rating }),
    chain: chain && chainEstimate(withVotes(chain, before, votes), { votes, rounds }),
  };
}

export interface BothSplits {
  readonly published: Split | undefined;
  readonly chain: Split | undefined;
}

export function totalsOf({ published, chain }: BothModels): BothSplits {
  return { published: published?.total, chain: chain?.total };
}

/** What the totals gain from one case to another; undefined where one of them is not known. */
export function gainOf(less: BothModels, more: BothModels): BothSplits {
  const gain = (a: Estimate | undefined, b: Estimate | undefined) =>
    a?.total && b?.total ? difference(b.total, a.total) : undefined;
  return { published: gain(less.published, more.published), chain: gain(less.chain, more.chain) };
}

/** What is left between the models about blocks: what the published pool and the chain pay for all blocks of a year, and how
 *  far the first is above the second, a fraction of 1. undefined where one of them pays none for blocks. */
export function blocksApart({ program, chain }: Ground) {
  const pool = program.parts.blocks && amountFromDecimal(program.parts.blocks.pool);
  if (!pool || !chain) return undefined;
  const paid = cut(new Exact(chain.blockContribution).times(YEAR_ROUNDS * ROUND_BLOCKS));
  return { pool, paid, above: exactOf(pool).div(exactOf(paid)).minus(1).decimalPlaces(4).toFixed() };
}

/** A year's amounts as those of a shorter period. */
export function splitsPer({ published, chain }: BothSplits, period: Period): BothSplits {
  const per = (split: Split | undefined) =>
    split && { node: perPeriod(split.node, period), voters: perPeriod(split.voters, period) };
  return { published: per(published), chain: per(chain) };
}

/** Decimal strings, null where nothing is estimated. */
export function decimalsOf({ published, chain }: BothModels) {
  const decimals = (estimate: Estimate | undefined) => ({
    blocks: decimal(estimate?.blocks),
    votes: decimal(estimate?.votes),
    quarterlyVotes: decimal(estimate?.quarterlyVotes),
    rating: decimal(estimate?.rating),
    total: decimal(estimate?.total),
  });
  return { published: decimals(published), chain: decimals(chain) };
}

/** As `decimalsOf`. */
export function decimalTotals({ published, chain }: BothSplits) {
  return { published: decimal(published), chain: decimal(chain) };
}

function decimal(split: Split | undefined) {
  return split ? { node: amountToDecimal(split.node), voters: amountToDecimal(split.voters) } : null;
}
