// The formulas behind an estimate as names and numbers, so that any language can write them down.

import { type Amount, amountFromDecimal } from '../../core/values/amount.ts';
import { ROUND_BLOCKS, YEAR_ROUNDS } from '../chain-time.ts';
import type { BothModels, Ground, NodeCase } from './both-models.ts';
import { withVotes } from './chain-model.ts';
import { countedVotes, type Estimate, PARTS, type Part } from './estimate.ts';
import { ISSUE_RATE, ISSUE_SHARE } from './issue.ts';

export interface Formula {
  readonly model: 'published' | 'chain';
  readonly part: Part | 'voters';
  /** A bigint is an amount of IOST or votes. */
  readonly values: Readonly<Record<string, Amount | number | string>>;
}

/** One for each part that is estimated, and how the voters' share is taken. */
export function formulasOf(ground: Ground, node: NodeCase, models: BothModels): readonly Formula[] {
  return [...publishedFormulas(ground, node, models), ...chainFormulas(ground, node, models)];
}

function publishedFormulas(ground: Ground, node: NodeCase, { published }: BothModels): readonly Formula[] {
  const { program, threshold, electedVotes } = ground;
  if (!published) return [];
  const all = electedVotes - countedVotes(node.before, threshold) + countedVotes(node.votes, threshold);
  const votes = { votes: node.votes, all };
  const measures = {
    blocks: rounds(ground, node),
    votes,
    quarterlyVotes: votes,
    rating: { rating: node.rating ?? '' },
  };
  const parts = PARTS.flatMap((part) => {
    const pool = amountFromDecimal(program.parts[part]?.pool ?? '0');
    return solved('published', part, published, { ...measures[part], pool });
  });
  const shares = PARTS.flatMap((part) => {
    const { voters } = program.parts[part] ?? {};
    return voters === undefined ? [] : [[part, voters] as const];
  });
  return [...parts, { model: 'published', part: 'voters', values: Object.fromEntries(shares) }];
}

function chainFormulas(ground: Ground, node: NodeCase, { chain: estimate }: BothModels): readonly Formula[] {
  const { chain } = ground;
  if (!chain || !estimate) return [];
  const contribution = amountFromDecimal(chain.blockContribution);
  const { allVotes: all } = withVotes(chain, node.before, node.votes);
  const issue = { supply: chain.supply, rate: ISSUE_RATE, share: ISSUE_SHARE };
  return [
    ...solved('chain', 'blocks', estimate, { ...rounds(ground, node), contribution }),
    ...solved('chain', 'votes', estimate, { ...issue, votes: node.votes, all }),
    { model: 'chain', part: 'voters', values: {} },
  ];
}

function rounds({ producerNumber }: Ground, node: NodeCase): Formula['values'] {
  return { rounds: node.rounds ?? 0, places: producerNumber, year: YEAR_ROUNDS, blocks: ROUND_BLOCKS };
}

function solved(
  model: Formula['model'],
  part: Part,
  { [part]: split }: Estimate,
  values: Formula['values'],
): readonly Formula[] {
  return split ? [{ model, part, values: { ...values, result: split.node + split.voters } }] : [];
}
