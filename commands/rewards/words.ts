// What stands below an estimate of rewards: its formulas with the numbers put in, and what each number rests on.

import type { Translate } from '../../src/core/answer/i18n.ts';
import type { Reading } from '../../src/core/ports/chain.ts';
import type { RewardRules } from '../../src/core/ports/project-facts.ts';
import type { Block } from '../../src/core/reply/reply.ts';
import { type Amount, amountFromDecimal, formatAmount, formatWhole } from '../../src/core/values/amount.ts';
import { formatDuration } from '../../src/core/values/duration.ts';
import { formatPercent } from '../../src/core/values/percent.ts';
import type { RewardState } from '../../src/election/snapshot.ts';
import type { Idle, ListedRounds } from './listed-rounds.ts';
import type { Rating } from './rating.ts';

/** An answer this much older than the standings is worth a remark. */
const OLD_MS = 60_000;

/** A formula as names and numbers; its words are under `estimates.formula`. */
interface Formula {
  readonly model: string;
  readonly part: string;
  readonly values: Readonly<Record<string, Amount | number | string>>;
}

export function formulaFields(t: Translate, formulas: readonly Formula[]): Block {
  const fields = formulas.map(({ model, part, values }) => {
    const shown = Object.entries(values).map(([name, value]) => [name, shownValue(name, value)]);
    const label = t('estimates.formula.label', {
      model: t(`estimates.model.${model}`),
      part: t(`estimates.formula.part.${part}`),
    });
    return { label, value: t(`estimates.formula.${model}.${part}`, Object.fromEntries(shown)) };
  });
  return { kind: 'fields', fields };
}

function shownValue(name: string, value: Amount | number | string): string {
  if (name === 'share') return formatPercent(String(value));
  if (typeof value === 'number') return value.toLocaleString('en');
  if (typeof value === 'string') return value;
  return name === 'contribution' ? formatAmount(value) : formatWhole(value);
}

/** What an estimate rests on. */
export interface Basis {
  readonly rules: RewardRules;
  /** undefined while the chain does not tell. */
  readonly rewards: Reading<RewardState> | undefined;
  /** Parameters that the chain does not show. */
  readonly missing: readonly string[];
  readonly rounds: ListedRounds;
  readonly yearRounds: number;
  readonly idle: Idle;
  readonly rating: Rating | undefined;
}

export function footingNotes(texts: { readonly t: Translate; readonly locale: string }, footing: Basis): Block {
  const { t } = texts;
  const { rules, rating } = footing;
  const { version, date, yearlyPool } = rules;
  const published = { version, date, total: formatWhole(amountFromDecimal(yearlyPool.total)) };
  return {
    kind: 'list',
    items: [
      t('estimates.note.published', published),
      chainNote(texts, footing),
      blocksNote(t, footing),
      ratingNote(t, rating),
    ],
  };
}

function chainNote({ t, locale }: { readonly t: Translate; readonly locale: string }, footing: Basis): string {
  const { rewards, missing } = footing;
  if (!rewards) return t('estimates.note.chain-away');
  if (missing.length > 0) return t('estimates.note.chain-missing', { names: missing.join(', ') });
  const { first: block } = rewards.value.blocks;
  if (rewards.ageMs < OLD_MS) return t('estimates.note.chain', { block });
  return t('estimates.note.chain-old', { block, span: formatDuration(rewards.ageMs, locale) });
}

function blocksNote(t: Translate, { rounds, yearRounds, idle }: Basis): string {
  if (idle) return t(`estimates.note.idle.${idle}`);
  if (rounds.kind !== 'known') return t(`estimates.note.blocks-${rounds.kind}`);
  const grouped = (count: number) => count.toLocaleString('en');
  return t('estimates.note.blocks', {
    rounds: grouped(rounds.rounds),
    year: grouped(yearRounds),
    block: rounds.block,
  });
}

function ratingNote(t: Translate, rating: Rating | undefined): string {
  if (!rating) return t('estimates.note.unrated');
  const { percent, result } = rating;
  if (!result) return t('estimates.note.rated', { percent });
  const whole = (decimal: string) => formatWhole(amountFromDecimal(decimal));
  const { quarter, nodes, days } = result;
  return t('estimates.note.top', { percent, quarter, nodes, days, each: whole(result.each), pool: whole(result.pool) });
}
