// An alert in one sentence, in the reader's language: who, what, and both values.

import type { Translate } from '../core/answer/i18n.ts';
import type { Alert, LoggedEvent } from '../core/ports/alert.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import { plainText } from '../core/reply/text.ts';
import { amountFromDecimal, formatAmount, formatWhole, shareOf } from '../core/values/amount.ts';
import { formatDuration } from '../core/values/duration.ts';
import { formatPercent } from '../core/values/percent.ts';
import { RULE_NAMES, RULES, type RuleName, type RuleUnit } from '../rules/index.ts';
import { labelOf } from './nodes.ts';

export interface Words {
  readonly t: Translate;
  readonly locale: string;
  readonly names: ReadonlyMap<string, NodeFacts>;
}

/** Rule under which an election event is watched. */
const RULE_OF: Readonly<Record<string, RuleName>> = {
  ...{ online: 'online', offline: 'online', profile_changed: 'profile', strike: 'strikes' },
  ...{ registered: 'status', approved: 'status', leaving: 'status', left: 'status', unregistered: 'status' },
  ...{ barred: 'barred', unbarred: 'barred', dividend_credited: 'dividend' },
};

export function ruleOf({ type }: LoggedEvent): RuleName | undefined {
  return RULE_OF[type] ?? RULE_NAMES.find((name) => name === type);
}

/** Higher ones stand first. */
export function weightOf({ event }: Alert): number {
  const rule = event && ruleOf(event);
  return rule ? RULES[rule].weight : 0;
}

/** Without a full stop's worth of doubt: every value that is known. */
export function alertWords(words: Words, event: LoggedEvent): string {
  const { t } = words;
  const rule = ruleOf(event);
  const who = subjectLabel(words, event.subject);
  if (rule === undefined) return t('alerts.unknown', { who });
  const { how } = RULES[rule];
  if (how === 'event') return t(`alerts.event.${event.type}`, { who, ...eventValues(words, event) });
  if (how === 'move') return t(`alerts.move.${event.direction ?? 'up'}`, { who, ...moveValues(event) });
  if (rule === 'elected' && event.after === '0') return t('alerts.line.elected.left', { who });
  return t(`alerts.line.${rule}.${event.direction ?? 'up'}`, { who, ...lineValues(words, rule, event) });
}

export function subjectLabel({ names, locale }: Words, subject: string): string {
  const facts = names.get(subject);
  return plainText(facts ? labelOf(facts, locale) : subject, 60);
}

function lineValues({ locale }: Words, rule: RuleName, { level = 0n, before, after }: LoggedEvent) {
  const unit = RULES[rule].unit === 'none' ? 'votes' : RULES[rule].unit;
  const show = (value: bigint) => valueWords(unit, value, locale);
  return {
    level: show(level),
    before: before === undefined ? '?' : show(BigInt(before)),
    after: after === undefined ? '?' : show(BigInt(after)),
  };
}

/** Ranks are kept below zero, so that a better one is higher. */
export function valueWords(unit: RuleUnit, value: bigint, locale: string): string {
  switch (unit) {
    case 'votes':
    case 'change':
      return formatWhole(value);
    case 'iost':
      return formatAmount(value);
    case 'span':
      return formatDuration(Number(value) * 1_000, locale);
    default:
      return String(value < 0n ? -value : value);
  }
}

function moveValues({ before = '0', after = '0' }: LoggedEvent) {
  const [from, to] = [BigInt(before), BigInt(after)];
  const change = to > from ? to - from : from - to;
  return {
    change: formatWhole(change),
    percent: formatPercent(shareOf(change, from), 2),
    before: formatWhole(from),
    after: formatWhole(to),
  };
}

function eventValues(words: Words, { type, after = '' }: LoggedEvent): Readonly<Record<string, string>> {
  switch (type) {
    case 'dividend_credited':
      return { perMillion: formatAmount(amountFromDecimal(timesMillion(after))) };
    case 'overtaken': {
      const { by, rank } = JSON.parse(after) as { readonly by: string; readonly rank: number }; // written by the poll
      return { by: subjectLabel(words, by), rank: String(rank) };
    }
    case 'barred':
      return { block: after };
    default:
      return {};
  }
}

/** Moves the point of a decimal string by six places, cut to the eight that IOST has. */
function timesMillion(perVote: string): string {
  const [whole = '0', fraction = ''] = perVote.split('.');
  const digits = fraction.padEnd(14, '0');
  return `${whole}${digits.slice(0, 6)}.${digits.slice(6, 14)}`.replace(/^0+(?=\d)/, '');
}
