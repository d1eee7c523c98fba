// What a year as a node brings, part by part, each split between the node and its voters: the form of every estimate.
import type { Amount } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';

/** What rewards are given for: blocks made; votes, paid daily; votes, paid by the quarter; the foundation's rating. */
export const PARTS = ['blocks', 'votes', 'quarterlyVotes', 'rating'] as const;
export type Part = (typeof PARTS)[number];

/** IOST of a year. */
export interface Split {
  readonly node: Amount;
  readonly voters: Amount;
}

/** undefined where there is no such part, or it is not estimated. */
export type Parts = Readonly<Record<Part, Split | undefined>>;

export interface Estimate extends Parts {
  /** Of all parts that are estimated; undefined while nobody knows how often the node is listed as producer. */
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

export function withTotal(parts: Parts, isWhole: boolean): Estimate {
  const sum = PARTS.reduce((total, part) => {
    const { node, voters } = parts[part] ?? NO_SPLIT;
    return { node: total.node + node, voters: total.voters + voters };
  }, NO_SPLIT);
  return { ...parts, total: isWhole ? sum : undefined };
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
