// A rule in words: what lists, previews and answers call it, in the person's language.

import type { Translate } from '../core/answer/i18n.ts';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import { plainText } from '../core/reply/text.ts';
import { amountFromDecimal, amountToDecimal, formatAmount } from '../core/values/amount.ts';
import { formatDuration } from '../core/values/duration.ts';
import { oncePer } from '../core/values/memo.ts';
import { formatSpan } from '../core/values/span.ts';
import { labelOf } from '../words/nodes.ts';
import { type Rule, ruleKind, type Subject } from './rules.ts';

const SUBJECT_LENGTH = 60;
const ONE = amountFromDecimal('1');

/** What happens, to stand after the subject: "reaches or falls below 3,000,000 votes". */
export function ruleWords(t: Translate, locale: string, rule: Rule): string {
  const { event, direction, periodSeconds = 0 } = rule;
  const { unit } = ruleKind(event);
  const level = levelWords(locale, rule);
  const change = unit === 'change' && t(rule.isPercent ? 'rules.share' : 'rules.amount', { level });
  return t(`rules.${event}.${direction}`, { level: change || level, period: formatSpan(periodSeconds, locale) });
}

/** The level in its unit: "3,000,000", "5 %", "6 hours". */
export function levelWords(locale: string, { event, level = 0n, isPercent }: Rule): string {
  if (isPercent) return `${amountToDecimal(level * 1_000_000n)} %`;
  return ruleKind(event).unit === 'span' ? formatSpan(Number(level), locale) : valueWords(locale, event, level);
}

/** A value of what the rule looks at; a span is cut to its largest unit. Ranks are kept below zero, so that a better one is higher. */
export function valueWords(locale: string, event: Rule['event'], value: bigint): string {
  switch (ruleKind(event).unit) {
    case 'span':
      return formatDuration(Number(value) * 1_000, locale);
    case 'places':
    case 'blocks':
      return formatAmount((value < 0n ? -value : value) * ONE);
    default:
      return formatAmount(value);
  }
}

/** Who is watched: "Huobi Pool (huobipool)", "any node", "account abc". */
export function subjectWords(
  { t, locale, names }: { readonly t: Translate; readonly locale: string; readonly names: readonly NodeFacts[] },
  subject: Subject,
): string {
  switch (subject.kind) {
    case 'node':
      return nodeLabel(names, locale, subject.node);
    case 'account':
      return t('rules.subject.account', { account: plainText(subject.account, SUBJECT_LENGTH) });
    default:
      return t(`rules.subject.${subject.kind}`);
  }
}

const byAccount = oncePer((names: readonly NodeFacts[]) => new Map(names.map((node) => [node.account, node])));

/** A node's name and account, also of one that is no candidate any more. */
export function nodeLabel(names: readonly NodeFacts[], locale: string, account: string): string {
  const facts = byAccount(names).get(account);
  return plainText(facts ? labelOf(facts, locale) : account, SUBJECT_LENGTH);
}
