// What a year as a node brings, in three parts, each split between the node and its voters: the form of every estimate.
import type { Amount } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';

/** IOST of a year. */
export interface Split {
  readonly node: Amount;
  readonly voters: Amount;
}

export interface Estimate {
  /** undefined while nobody knows how often the node is listed as producer. */
  readonly blocks: Split | undefined;
  readonly votes: Split;
  /** undefined where it is not estimated: without a rating, and on the chain, which knows no such part. */
  readonly contribution: Split | undefined;
  /** Of blocks, votes and, where it is estimated, contribution; undefined while blocks are. */
  readonly total: Split | undefined;
}

export const NO_SPLIT: Split = { node: 0n, voters: 0n };

/** Rewards are shared among the votes of nodes that have reached the threshold. */
export function countedVotes(votes: Amount, threshold: Amount): Amount {
  return votes < threshold ? 0n : votes;
}

/** As the contract does it: the node's part is cut to 1e-8, and its voters get what is left. */
export function splitOf(amount: Amount, votersShare: string): Split {
  const node = cut(exactOf(amount).times(new Exact(1).minus(votersShare)));
  return { node, voters: amount - node };
}

export function withTotal(parts: Omit<Estimate, 'total'>): Estimate {
  const { blocks, votes, contribution = NO_SPLIT } = parts;
  return { ...parts, total: blocks && sumOf([blocks, votes, contribution]) };
}

/** What `more` brings on top of `less`. */
export function difference(more: Split, less: Split): Split {
  return { node: more.node - less.node, voters: more.voters - less.voters };
}

export const PERIODS = ['year', 'quarter', 'day'] as const;
export type Period = (typeof PERIODS)[number];

const IN_A_YEAR = { year: 1n, quarter: 4n, day: 365n } as const;

/** The part of a year's amount that falls into one such period. */
export function perPeriod(yearly: Amount, period: Period): Amount {
  return yearly / IN_A_YEAR[period];
}

function sumOf(splits: readonly Split[]): Split {
  return splits.reduce((sum, { node, voters }) => ({ node: sum.node + node, voters: sum.voters + voters }), NO_SPLIT);
}
