// Dividends in words and tables: what to expect, what was credited, and when a node claims.

import type { Language } from '../core/command/command.ts';
import type { Block, Json, RichText } from '../core/reply/reply.ts';
import { type Amount, amountToDecimal, formatShort, shareOf } from '../core/values/amount.ts';
import { formatDuration } from '../core/values/duration.ts';
import { formatPercent } from '../core/values/percent.ts';
import { BLOCK_MS } from '../election/chain-time.ts';
import type { CreditedPeriod } from '../election/rewards/vote-outlook.ts';

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365n;
/** Days begin at midnight, and their first snapshots at any time. */
const LEEWAY_DAYS = 2;

/** IOST a year of so many votes. */
export interface Yields {
  readonly votes: Amount;
  readonly expected: Amount;
  readonly periods: readonly Omit<CreditedPeriod, 'reliability'>[];
}

export interface Habit {
  /** Times of its claims, ms since 1970, oldest first. */
  readonly claims: readonly number[];
  readonly gapMs: number | undefined;
  readonly unclaimed: Amount;
  /** For how many blocks; undefined when it earns nothing. */
  readonly backlog: number | undefined;
  readonly next: Amount;
}

export function yieldsTable({ t, locale }: Language, { votes, expected, periods }: Yields): Block {
  const row = (label: string, yearly: Amount) => [
    label,
    formatShort(perDay(yearly)),
    formatShort(yearly),
    rateOf(yearly, votes),
  ];
  return {
    kind: 'table',
    columns: [
      { label: t('dividends.column.iost'), align: 'left' },
      { label: t('dividends.column.day'), align: 'right' },
      { label: t('dividends.column.year'), align: 'right' },
      { label: t('dividends.column.rate'), align: 'right' },
    ],
    rows: [
      row(t('dividends.expected'), expected),
      ...periods.map((period) => row(t('dividends.last', { span: spanOf(period, locale) }), period.yearly)),
    ],
  };
}

/** As long as was asked for, where that is what it covers to a day or so; else as long as it is. */
export function spanOf(
  { days, isWhole, blocks }: Pick<CreditedPeriod, 'days' | 'isWhole' | 'blocks'>,
  locale: string,
): string {
  const covered = blocks * BLOCK_MS;
  const isAsAsked = isWhole && covered <= (days + LEEWAY_DAYS) * DAY_MS;
  return formatDuration(isAsAsked ? days * DAY_MS : covered, locale);
}

export function perDay(yearly: Amount): Amount {
  return yearly / DAYS_A_YEAR;
}

/** "4.31 %"; of no votes nothing. */
export function rateOf(yearly: Amount, votes: Amount): string {
  return formatPercent(shareOf(yearly, votes, 6), 2);
}

/** How long rewards have waited: "–" where nothing is earned. */
export function waitingText({ t, locale }: Language, backlog: number | undefined): string {
  if (backlog === undefined) return t('estimates.nothing');
  return backlog === 0 ? t('dividends.none') : formatDuration(backlog * BLOCK_MS, locale);
}

/** What the credits say, and how long they are known. */
export function creditNote({ t, locale }: Language, periods: readonly CreditedPeriod[]): string {
  const longest = periods.at(-1);
  if (!longest) return t('dividends.note.no-history');
  const span = spanOf(longest, locale);
  const share = formatPercent(longest.reliability, 0);
  return t(longest.isWhole ? 'dividends.note.credited' : 'dividends.note.credited-short', { span, share });
}

/** When the money comes. `now`: time of the chain, ms since 1970. */
export function habitNotes({ t, locale }: Language, habit: Habit, now: number): readonly RichText[] {
  const { claims, gapMs, unclaimed, backlog, next } = habit;
  const last = claims.at(-1);
  const ago = (at: number) => formatDuration(Math.max(0, now - at), locale);
  const often = gapMs === undefined ? '' : formatDuration(gapMs, locale);
  const values = { ago: last === undefined ? '' : ago(last), gap: often, count: claims.length };
  const kind = last === undefined ? 'unseen' : gapMs === undefined ? 'once' : 'often';
  const waiting = {
    unclaimed: formatShort(unclaimed),
    span: waitingText({ t, locale }, backlog),
    next: formatShort(next),
  };
  return [t(`dividends.note.claimed.${kind}`, values), ...(backlog ? [t('dividends.note.waiting', waiting)] : [])];
}

export function yieldData(yearly: Amount, votes: Amount): Readonly<Record<string, Json>> {
  return {
    perDay: amountToDecimal(perDay(yearly)),
    perYear: amountToDecimal(yearly),
    rate: shareOf(yearly, votes, 8),
  };
}

export function creditedData(periods: readonly CreditedPeriod[], votes: Amount): Json {
  return periods.map(({ days, isWhole, blocks, yearly, reliability }) => ({
    days,
    isWhole,
    seconds: wholeSeconds(blocks * BLOCK_MS),
    reliability,
    ...yieldData(yearly, votes),
  }));
}

export function habitData({ claims, gapMs, unclaimed, backlog, next }: Habit): Json {
  const last = claims.at(-1);
  return {
    claims: claims.length,
    lastClaim: last === undefined ? null : new Date(last).toISOString(),
    typicalGapSeconds: gapMs === undefined ? null : wholeSeconds(gapMs),
    unclaimed: amountToDecimal(unclaimed),
    unclaimedSeconds: backlog === undefined ? null : wholeSeconds(backlog * BLOCK_MS),
    next: amountToDecimal(next),
  };
}

/** Begun ones do not count. */
function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
