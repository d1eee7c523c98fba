// What runs today, what else is called IOST, and what is not known: dated, and never more than the sources say.

import type { Translate } from '../core/answer/i18n.ts';
import { OTHERS, type TodayFacts } from '../core/ports/project-facts.ts';
import { formatWhole } from '../core/values/amount.ts';

export const TODAY_TEXTS = [
  'today.runs',
  'today.others',
  'today.paid',
  ...OTHERS.flatMap((id) => [`today.name.${id}`, `today.other.${id}`]),
];

/** "IOST's first chain and its election run: …". */
export function runsNote(t: Translate, { asOf, chain }: TodayFacts): string {
  const { chainId, block, seen, source } = chain;
  const shown = formatWhole(BigInt(block) * 100_000_000n);
  return t('today.runs', { chainId, block: shown, seen, source, asOf });
}

/** What cannot vote; empty where nothing else is called IOST. */
export function othersNote(t: Translate, { others, asOf }: TodayFacts): string {
  if (others.length === 0) return '';
  const names = others.map(({ id }) => t(`today.name.${id}`)).join(t('watching.comma'));
  return t('today.others', { names, asOf });
}

/** For whoever votes: what runs, and what cannot vote. */
export function votingNote(t: Translate, today: TodayFacts): string {
  return `${runsNote(t, today)} ${othersNote(t, today)}`.trim();
}

/** For whoever reckons with the programme: what runs, and that nobody knows what is still paid. */
export function programNote(t: Translate, today: TodayFacts): string {
  return `${runsNote(t, today)} ${paidNote(t, today)}`;
}

/** That nobody knows whether the published programme is still paid. */
export function paidNote(t: Translate, { programPaid: { lastSign }, asOf }: TodayFacts): string {
  return t('today.paid', { lastSign, asOf });
}
