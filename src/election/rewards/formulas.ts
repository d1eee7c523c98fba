// The formulas behind an estimate as names and numbers, so that any language can write them down.

import { type Amount, amountFromDecimal } from '../../core/values/amount.ts';
import { cut } from '../arithmetic.ts';
import { ROUND_BLOCKS, YEAR_ROUNDS } from '../chain-time.ts';
import type { BothModels, Ground, NodeCase } from './both-models.ts';
import { ISSUE_PARTS, ISSUE_RATE, withVotes } from './chain-model.ts';
import { countedVotes, type Split } from './estimate.ts';
import { partOf } from './published-model.ts';

export interface Formula {
  readonly model: 'published' | 'chain';
  readonly part: 'blocks' | 'votes' | 'contribution' | 'voters';
  /** A bigint is an amount of IOST or votes. */
  readonly values: Readonly<Record<string, Amount | number | string>>;
}

/** One for each part that is estimated, and how the voters' share is taken. */
export function formulasOf(ground: Ground, node: NodeCase, models: BothModels): readonly Formula[] {
  return [...publishedFormulas(ground, node, models), ...chainFormulas(ground, node, models)];
}

function publishedFormulas(ground: Ground, node: NodeCase, { published }: BothModels): readonly Formula[] {
  const { program, threshold, electedVotes } = ground;
  const all = electedVotes - countedVotes(node.before, threshold) + countedVotes(node.votes, threshold);
  const pool = (part: 'blocks' | 'votes' | 'contribution') => cut(partOf(program, part));
  const parts = [
    ['blocks', published.blocks, { ...rounds(ground, node), pool: pool('blocks') }],
    ['votes', published.votes, { pool: pool('votes'), votes: node.votes, all }],
    ['contribution', published.contribution, { pool: pool('contribution'), rating: node.rating ?? '' }],
  ] as const;
  const voters: Formula = { model: 'published', part: 'voters', values: { share: program.votersShare } };
  return [...parts.flatMap(([part, split, values]) => solved('published', part, split, values)), voters];
}

function chainFormulas(ground: Ground, node: NodeCase, { chain: estimate }: BothModels): readonly Formula[] {
  const { chain } = ground;
  if (!chain || !estimate) return [];
  const contribution = amountFromDecimal(chain.blockContribution);
  const { allVotes: all } = withVotes(chain, node.before, node.votes);
  const issue = { supply: chain.supply, rate: ISSUE_RATE, parts: ISSUE_PARTS };
  return [
    ...solved('chain', 'blocks', estimate.blocks, { ...rounds(ground, node), contribution }),
    ...solved('chain', 'votes', estimate.votes, { ...issue, votes: node.votes, all }),
    { model: 'chain', part: 'voters', values: {} },
  ];
}

function rounds({ producerNumber }: Ground, node: NodeCase): Formula['values'] {
  return { rounds: node.rounds ?? 0, places: producerNumber, year: YEAR_ROUNDS, blocks: ROUND_BLOCKS };
}

function solved(
  model: Formula['model'],
  part: Formula['part'],
  split: Split | undefined,
  values: Formula['values'],
): readonly Formula[] {
  return split ? [{ model, part, values: { ...values, result: split.node + split.voters } }] : [];
}
