// The reward programme as it was published: a fixed yearly pool, shared by blocks made, by votes and by a rating.

import { type Amount, amountFromDecimal } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';
import { YEAR_ROUNDS } from '../chain-time.ts';
import { type Estimate, NO_SPLIT, splitOf, withTotal } from './estimate.ts';

/** Of a rule set; decimal strings. */
export interface Program {
  /** IOST a year. */
  readonly yearlyPool: { readonly total: string };
  /** Fractions of 1. */
  readonly shares: { readonly blocks: string; readonly votes: string; readonly contribution: string };
  readonly votersShare: string;
  readonly threshold: string;
}

export interface Participant {
  readonly votes: Amount;
  /** Of all nodes that have reached the threshold, this one among them. */
  readonly allVotes: Amount;
  /** Rounds of a year in the producer list; undefined while they are not known. */
  readonly rounds: number | undefined;
  readonly producerNumber: number;
  /** Share of the quarter's contribution pool in percent, a decimal string; undefined when the node is not rated. */
  readonly rating: string | undefined;
}

/** IOST a year that one part of the pool holds. */
export function partOf(program: Program, part: keyof Program['shares']): Exact {
  return new Exact(program.yearlyPool.total).times(program.shares[part]);
}

/** All parts are shared with the voters, and nothing is earned below the threshold. */
export function publishedEstimate(program: Program, node: Participant): Estimate {
  const { votes, allVotes, rounds, producerNumber, rating } = node;
  const isElected = votes >= amountFromDecimal(program.threshold);
  const split = (amount: Exact) => (isElected ? splitOf(cut(amount), program.votersShare) : NO_SPLIT);
  // A round has as many blocks whoever is listed, so blocks of all blocks are rounds of all places in the lists.
  const places = producerNumber * YEAR_ROUNDS;
  return withTotal({
    blocks: rounds === undefined ? undefined : split(partOf(program, 'blocks').times(rounds).div(places)),
    votes: isElected ? split(partOf(program, 'votes').times(exactOf(votes)).div(exactOf(allVotes))) : NO_SPLIT,
    contribution: rating === undefined ? undefined : split(partOf(program, 'contribution').times(rating).div(100)),
  });
}
