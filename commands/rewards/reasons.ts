// Why a number is missing: nothing in an answer is left out without a word for it.

import type { BothModels } from '../../src/election/rewards/both-models.ts';
import type { Part } from '../../src/election/rewards/estimate.ts';
import type { Program } from '../../src/election/rewards/published-model.ts';
import type { ListedRounds } from './listed-rounds.ts';
import type { Rating } from './rating.ts';

export const REASONS = [
  /** The simulation takes longer, or failed. */
  'pending',
  'failed',
  /** The foundation's business. */
  'off-chain',
  'not-rated',
  'no-top-tier',
  /** The rule set does not have it, or shares out nothing at all. */
  'no-such-part',
  'not-published',
  /** The chain does not tell. */
  'not-readable',
] as const;
export type Reason = (typeof REASONS)[number];
export type Model = keyof BothModels;

/** What an estimate was made of. */
export interface Premises {
  readonly program: Program;
  readonly rating: Rating | undefined;
  readonly rounds: ListedRounds;
}

/** Of a part that has no number, or of the total. */
export function reasonFor(
  models: BothModels,
  { program, rating, rounds }: Premises,
  model: Model,
  part: Part | 'total',
) {
  const missing: Reason = model === 'chain' ? 'not-readable' : 'not-published';
  if (!models[model]) return missing;
  const late: Reason = rounds.kind === 'failed' ? 'failed' : 'pending';
  if (part === 'blocks' && (model === 'chain' || program.parts.blocks)) return late;
  if (part === 'total') return late;
  if (model === 'chain') return 'off-chain';
  if (!program.parts[part]) return 'no-such-part';
  return rating?.kind === 'unknown' ? 'no-top-tier' : 'not-rated';
}
