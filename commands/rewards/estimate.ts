// All that an answer about rewards is made of: whose they are, what they rest on, and what both models make of it.

import { UserError } from '../../src/core/answer/errors.ts';
import type { Args, Language } from '../../src/core/command/command.ts';
import type { RuleSet } from '../../src/core/ports/project-facts.ts';
import type { Services } from '../../src/core/ports/services.ts';
import { type Amount, amountFromDecimal } from '../../src/core/values/amount.ts';
import { oncePer } from '../../src/core/values/memo.ts';
import { YEAR_ROUNDS } from '../../src/election/chain-time.ts';
import {
  type BothModels,
  bothModels,
  type Ground,
  groundOf,
  type NodeCase,
} from '../../src/election/rewards/both-models.ts';
import { PERIODS } from '../../src/election/rewards/estimate.ts';
import { MEASURED_MS, type MeasuredShare, measuredShare } from '../../src/election/rewards/measured-issue.ts';
import type { RewardState, Snapshot } from '../../src/election/snapshot.ts';
import type { Standing } from '../../src/election/standings.ts';
import { checkAmount } from '../../src/words/amount-bounds.ts';
import { pickNode } from '../../src/words/node-search.ts';
import { secondsOf } from '../../src/words/pending.ts';
import { type Earner, idleReason, type ListedRounds, listedRounds } from './listed-rounds.ts';
import type { Premises } from './reasons.ts';
import type { Basis } from './words.ts';

const MILLION = amountFromDecimal('1000000');

export const options = {
  node: { kind: 'node', maxLength: 64 },
  votes: { kind: 'amount', byName: true },
  servi: { kind: 'choice', choices: ['yes', 'no'], byName: true },
  rating: { kind: 'text', maxLength: 20, byName: true },
  rules: { kind: 'text', maxLength: 20, byName: true },
  show: { kind: 'choice', choices: [...PERIODS, 'formulas'] },
} as const;
export type RewardArgs = Args<typeof options>;

/** One case of a node: its votes, and both models. */
export interface Case {
  readonly node: NodeCase;
  readonly models: BothModels;
  readonly premises: Premises;
}

export interface Estimated {
  readonly subject: Earner & { readonly node: Standing | undefined };
  readonly snapshot: Snapshot;
  readonly nodes: readonly Standing[];
  readonly ground: Ground;
  readonly footing: Basis;
  readonly own: Case;
  /** At the threshold when it is below; of a what-if above, with a million votes more. */
  readonly next: Case | undefined;
  readonly isBelow: boolean;
  /** Some simulation takes longer: about so long, in seconds. */
  readonly pendingSeconds: number | undefined;
}

/** Throws UserError. */
export function subjectOf(
  { locale }: Language,
  { node: query, votes: asked, servi }: RewardArgs,
  nodes: readonly Standing[],
  rewards: RewardState | undefined,
): Estimated['subject'] {
  const node = query === undefined ? undefined : pickNode(nodes, query, 'node', locale);
  if (!node && asked === undefined) throw new UserError('commands.rewards.text.whose');
  const votes = asked ?? node?.candidate.votes ?? 0n;
  if (asked !== undefined) checkAmount('votes', asked, rewards?.supply);
  const isServi = servi === undefined ? (node?.candidate.isProducer ?? true) : servi === 'yes';
  return { node, votes, isServi, isWhatIf: asked !== undefined || servi !== undefined };
}

type Known = Pick<Estimated, 'snapshot' | 'nodes'> & Pick<Basis, 'rewards' | 'rating'> & { readonly set: RuleSet };

export async function estimate(
  { rotation, history }: Pick<Services, 'rotation' | 'history'>,
  subject: Estimated['subject'],
  { snapshot, nodes, rewards, rating, set }: Known,
): Promise<Estimated> {
  const { votes } = subject;
  const isBelow = votes < snapshot.threshold;
  const nextVotes = isBelow ? snapshot.threshold : votes + MILLION;
  const [share, rounds, nextRounds] = await Promise.all([
    measured(history, snapshot),
    listedRounds(rotation, snapshot, subject),
    subject.isWhatIf || isBelow
      ? listedRounds(rotation, snapshot, { ...subject, votes: nextVotes, isWhatIf: true })
      : undefined,
  ]);
  const ground = groundOf(snapshot, rewards?.value, set);
  const caseOf = (votes: Amount, rounds: ListedRounds): Case => {
    const before = subject.node?.candidate.votes ?? 0n;
    const listed = rounds.kind === 'known' ? rounds.rounds : undefined;
    const node = { before, votes, rounds: listed, rating: rating?.percent };
    return { node, models: bothModels(ground, node), premises: { program: set, rating, rounds } };
  };
  const isPending = [rounds, nextRounds].some((listed) => listed?.kind === 'later');
  const pendingSeconds = isPending ? secondsOf(rotation.waitMs()) : undefined;
  const idle = idleReason(subject, snapshot);
  return {
    subject,
    snapshot,
    nodes,
    ground,
    isBelow,
    pendingSeconds,
    footing: {
      set,
      rewards,
      rating,
      rounds,
      idle,
      pendingSeconds,
      ground,
      yearRounds: YEAR_ROUNDS,
      next: nextRounds && { votes: nextVotes, rounds: nextRounds },
      measured: share,
      isUnadmitted: isUnadmitted(subject, isBelow ? nextVotes : votes, isBelow, set),
    },
    own: caseOf(votes, rounds),
    next: nextRounds && caseOf(nextVotes, nextRounds),
  };
}

/** Issues come once a day: what they were shared out by is read once a snapshot, by whoever asks first. */
function measured(history: Services['history'], snapshot: Snapshot): Promise<MeasuredShare | undefined> {
  const memo = measurement(snapshot);
  memo.share ??= history.issues(snapshot.chain, snapshot.time - MEASURED_MS).then(measuredShare);
  memo.share.catch(() => {
    delete memo.share;
  });
  return memo.share;
}

const measurement = oncePer((_: Snapshot): { share?: Promise<MeasuredShare | undefined> } => ({}));

/** A what-if of a Servi node with fewer votes than the foundation admitted one with. */
function isUnadmitted({ isServi, isWhatIf }: Earner, votes: Amount, isBelow: boolean, set: RuleSet): boolean {
  const { blockProducers } = set;
  return isServi && (isWhatIf || isBelow) && !!blockProducers && votes < amountFromDecimal(blockProducers.votes);
}
