// An alert in one sentence, in the reader's language: who, what, and both values.

import type { CommandContext } from '../core/command/command.ts';
import type { Alert, LoggedEvent } from '../core/ports/alert.ts';
import { formatAmount, formatWhole, shareOf } from '../core/values/amount.ts';
import { formatDuration } from '../core/values/duration.ts';
import { formatPercent } from '../core/values/percent.ts';
import type { RuleKind, RuleUnit } from '../rules/define.ts';
import { happeningOf, ruleOf } from '../rules/index.ts';
import { subjectLabel } from './nodes.ts';

export type Words = Pick<CommandContext, 't' | 'locale' | 'names'>;

/** Higher ones stand first. */
export function weightOf({ event }: Alert): number {
  return (event && ruleOf(event.type)?.weight) ?? 0;
}

/** With every value that is known. */
export function alertWords(words: Words, event: LoggedEvent): string {
  const { t } = words;
  const { type, direction = 'up', after = '' } = event;
  const rule = ruleOf(type);
  const who = subjectLabel(words, event.subject);
  switch (rule?.how) {
    case undefined:
      return t('alerts.unknown', { who });
    case 'event': {
      const values = happeningOf(type)?.told?.values(after, (node) => subjectLabel(words, node));
      return t(`alerts.event.${type}`, { who, ...values });
    }
    case 'move':
      return t(`alerts.move.${direction}`, { who, ...moveValues(event) });
    case 'level':
      return t(`alerts.line.${rule.name}.${rule.sentence.of(event)}`, { who, ...lineValues(words, rule, event) });
  }
}

function lineValues({ locale }: Words, { unit }: RuleKind, { level = 0n, before, after }: LoggedEvent) {
  const show = (value: bigint) => shortWords(unit === 'none' ? 'votes' : unit, value, locale);
  return {
    level: show(level),
    before: before === undefined ? '?' : show(BigInt(before)),
    after: after === undefined ? '?' : show(BigInt(after)),
  };
}

/** Votes are whole here. A place is kept below zero, so that a better one is higher. */
export function shortWords(unit: RuleUnit, value: bigint, locale: string): string {
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
