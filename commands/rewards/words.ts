// What stands around an estimate of rewards: its formulas with the numbers put in, and what each number rests on.

import type { Language } from '../../src/core/command/command.ts';
import type { Reading } from '../../src/core/ports/chain.ts';
import type { RuleSet } from '../../src/core/ports/project-facts.ts';
import type { Block } from '../../src/core/reply/reply.ts';
import { type Amount, amountFromDecimal, formatAmount, formatWhole } from '../../src/core/values/amount.ts';
import { formatDuration } from '../../src/core/values/duration.ts';
import { formatPercent } from '../../src/core/values/percent.ts';
import { blocksApart, type Ground } from '../../src/election/rewards/both-models.ts';
import type { Formula } from '../../src/election/rewards/formulas.ts';
import { ISSUE_SHARE } from '../../src/election/rewards/issue.ts';
import type { MeasuredShare } from '../../src/election/rewards/measured-issue.ts';
import type { RewardState } from '../../src/election/snapshot.ts';
import { waitText } from '../../src/words/pending.ts';
import { rulesKnown, votersShares } from '../../src/words/rule-sets.ts';
import type { Idle, ListedRounds } from './listed-rounds.ts';
import { lastTop, type Rating } from './rating.ts';

/** An answer this much older than the standings is worth a remark. */
const OLD_MS = 60_000;

export function formulaFields(texts: Language, formulas: readonly Formula[], set: RuleSet): Block {
  const { t } = texts;
  const fields = formulas.map(({ model, part, values }) => {
    const shown = Object.entries(values).map(([name, value]) => [name, shownValue(name, value)]);
    const label = t('estimates.formula.label', {
      model: t(`estimates.model.${model}`),
      part: t(`estimates.formula.part.${part}`),
    });
    const named = { ...Object.fromEntries(shown), shares: votersShares(texts, set) };
    return { label, value: t(`estimates.formula.${model}.${part}`, named) };
  });
  return { kind: 'fields', fields };
}

function shownValue(name: string, value: Amount | number | string): string {
  if (typeof value === 'number') return value.toLocaleString('en');
  if (typeof value === 'string') return value;
  return name === 'contribution' ? formatAmount(value) : formatWhole(value);
}

/** What an estimate rests on. */
export interface Basis {
  readonly set: RuleSet;
  readonly ground: Ground;
  /** undefined while the chain does not tell. */
  readonly rewards: Reading<RewardState> | undefined;
  readonly rounds: ListedRounds;
  /** The further case that was asked about. */
  readonly next: { readonly votes: Amount; readonly rounds: ListedRounds } | undefined;
  /** About when what is pending is there. */
  readonly pendingSeconds: number | undefined;
  readonly yearRounds: number;
  readonly idle: Idle;
  readonly rating: Rating | undefined;
  /** What votes got of the issues that were seen; undefined before there are two. */
  readonly measured: MeasuredShare | undefined;
  /** A what-if of a Servi node with fewer votes than the foundation admitted one with. */
  readonly isUnadmitted: boolean;
}

export function footingNotes(texts: Language, footing: Basis): Block {
  const notes = [publishedNote, chainNote, issueNote, blocksNote, nextNote, apartNote, admissionNote, ratingNote];
  return { kind: 'list', items: notes.flatMap((note) => note(texts, footing) ?? []) };
}

function publishedNote(texts: Language, { set }: Basis): string | undefined {
  if (set.published === undefined) return undefined;
  const values = { id: set.id, total: formatWhole(amountFromDecimal(set.total)), known: rulesKnown(texts.t, set) };
  return texts.t('estimates.note.published', { ...values, shares: votersShares(texts, set) });
}

function chainNote({ t, locale }: Language, { rewards, ground: { missing } }: Basis): string {
  if (!rewards) return t('estimates.note.chain-away');
  if (missing.length > 0) return t('estimates.note.chain-missing', { names: missing.join(', ') });
  const { first: block } = rewards.value.blocks;
  if (rewards.ageMs < OLD_MS) return t('estimates.note.chain', { block });
  return t('estimates.note.chain-old', { block, span: formatDuration(rewards.ageMs, locale) });
}

function issueNote({ t }: Language, { measured, ground }: Basis): string | undefined {
  if (!measured || !ground.chain) return undefined;
  const { share, from, to, agrees } = measured;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const values = {
    share: formatPercent(share, 2),
    formula: formatPercent(ISSUE_SHARE, 2),
    from: day(from),
    to: day(to),
  };
  return t(`estimates.note.issue.${agrees ? 'agrees' : 'differs'}`, values);
}

function blocksNote({ t, locale }: Language, { rounds, yearRounds, idle, pendingSeconds = 1 }: Basis): string {
  if (idle) return t(`estimates.note.idle.${idle}`);
  if (rounds.kind !== 'known')
    return t(`estimates.note.blocks-${rounds.kind}`, { span: waitText(pendingSeconds, locale) });
  const grouped = (count: number) => count.toLocaleString('en');
  return t('estimates.note.blocks', {
    rounds: grouped(rounds.rounds),
    year: grouped(yearRounds),
    block: rounds.block,
  });
}

function nextNote({ t, locale }: Language, { next, pendingSeconds = 1 }: Basis): string | undefined {
  if (!next || next.rounds.kind === 'known') return undefined;
  const values = { votes: formatWhole(next.votes), span: waitText(pendingSeconds, locale) };
  return t(`estimates.note.next-${next.rounds.kind}`, values);
}

/** What is left between the models where both pay for the same thing. */
function apartNote({ t }: Language, { ground, idle }: Basis): string | undefined {
  const apart = idle ? undefined : blocksApart(ground);
  if (!apart) return undefined;
  const { pool, paid, above } = apart;
  const values = {
    pool: formatWhole(pool),
    paid: formatWhole(paid),
    percent: formatPercent(above.replace('-', ''), 1),
  };
  return t(`estimates.note.apart.${above.startsWith('-') ? 'below' : 'above'}`, values);
}

function admissionNote({ t }: Language, { isUnadmitted, set: { blockProducers } }: Basis): string | undefined {
  if (!isUnadmitted || !blockProducers) return undefined;
  const { votes, date } = blockProducers;
  return t('estimates.note.admission', { votes: formatWhole(amountFromDecimal(votes)), date });
}

function ratingNote({ t }: Language, { rating, set }: Basis): string {
  const { id } = set;
  if (!set.parts.rating) return t('estimates.note.no-rating', { id });
  if (!rating) return t(`estimates.note.unrated${lastTop(set) ? '-top' : ''}`);
  if (rating.kind === 'unknown') return t('estimates.note.no-top', { id });
  const { percent } = rating;
  if (rating.kind === 'asked') return t('estimates.note.rated', { percent });
  const whole = (decimal: string) => formatWhole(amountFromDecimal(decimal));
  const { quarter, days, pool, topTier } = rating.result;
  const paid = { quarter, days, pool: whole(pool), nodes: topTier.nodes, each: whole(topTier.each) };
  return t('estimates.note.top', { percent, ...paid });
}
