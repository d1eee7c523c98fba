// The reward programme as it was published: a yearly pool for each part, shared by blocks made, by votes and by a rating.

import { type Amount, amountFromDecimal } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';
import { YEAR_ROUNDS } from '../chain-time.ts';
import { type Estimate, NO_SPLIT, PARTS, type Part, splitOf, withTotal } from './estimate.ts';

export interface ProgramPart {
  /** IOST a year, a decimal string. */
  readonly pool: string;
  /** What a node's voters get of it, a fraction of 1. */
  readonly voters: string;
}

/** Of a rule set. A part that it does not have is missing. */
export interface Program {
  readonly parts: Readonly<Partial<Record<Part, ProgramPart>>>;
  /** Votes, a decimal string. */
  readonly threshold: string;
}

export interface Participant {
  readonly votes: Amount;
  /** Of all nodes that have reached the threshold, this one among them. */
  readonly allVotes: Amount;
  /** The chain's own threshold: nobody is elected below it, whatever was published. */
  readonly minVotes: Amount;
  /** Rounds of a year in the producer list; undefined while they are not known. */
  readonly rounds: number | undefined;
  readonly producerNumber: number;
  /** Share of the quarter's pool for ratings in percent, a decimal string; undefined when the node is not rated. */
  readonly rating: string | undefined;
}

/** Nothing is earned below the threshold; undefined when the programme shares out nothing. */
export function publishedEstimate({ parts, threshold }: Program, node: Participant): Estimate | undefined {
  if (PARTS.every((part) => !parts[part])) return undefined;
  const isElected = node.votes > 0n && node.votes >= node.minVotes && node.votes >= amountFromDecimal(threshold);
  const measures = measuresOf(node);
  const split = (part: Part) => {
    const [pool, measure] = [parts[part], measures[part]];
    if (!pool || !measure) return undefined;
    return isElected ? splitOf(cut(new Exact(pool.pool).times(measure[0]).div(measure[1])), pool.voters) : NO_SPLIT;
  };
  const blocks = split('blocks');
  const estimated = { blocks, votes: split('votes'), quarterlyVotes: split('quarterlyVotes'), rating: split('rating') };
  return withTotal(estimated, !parts.blocks || blocks !== undefined);
}

/** What of a part's pool is the node's: so much of so much. */
type Measure = readonly [Exact, Exact];

function measuresOf(node: Participant): Readonly<Record<Part, Measure | undefined>> {
  const { rounds, producerNumber, rating } = node;
  const votes: Measure = [exactOf(node.votes), exactOf(node.allVotes)];
  // A round has as many blocks whoever is listed, so blocks of all blocks are rounds of all places in the lists.
  const places = new Exact(producerNumber * YEAR_ROUNDS);
  return {
    blocks: rounds === undefined ? undefined : [new Exact(rounds), places],
    votes,
    quarterlyVotes: votes,
    rating: rating === undefined ? undefined : [new Exact(rating), new Exact(100)],
  };
}
