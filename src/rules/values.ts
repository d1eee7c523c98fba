// The values of a rule as people read them, in its unit.

import { amountFromDecimal, amountToDecimal, formatAmount } from '../core/values/amount.ts';
import { formatDuration } from '../core/values/duration.ts';
import { formatSpan } from '../core/values/span.ts';
import type { Rule } from '../election/rule.ts';
import { ruleKind } from './index.ts';

const ONE = amountFromDecimal('1');

/** The level in its unit: "3,000,000", "5 %", "6 hours". */
export function levelWords(locale: string, { event, level = 0n, isPercent }: Rule): string {
  if (isPercent) return `${amountToDecimal(level * 1_000_000n)} %`;
  return ruleKind(event).unit === 'span' ? formatSpan(Number(level), locale) : valueWords(locale, event, level);
}

/** A value of what the rule looks at; a span is cut to its largest unit. A place is kept below zero. */
export function valueWords(locale: string, event: string, value: bigint): string {
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
