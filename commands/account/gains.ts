// What the votes of an account have earned so far, and what is to be expected of them.

import type { Translate } from '../../src/core/answer/i18n.ts';
import type { HistoryDay } from '../../src/core/ports/history.ts';
import type { Block, Field, Json } from '../../src/core/reply/reply.ts';
import { type Amount, amountToDecimal, formatShort } from '../../src/core/values/amount.ts';
import { perDay } from '../../src/words/dividends.ts';

export interface Gain {
  /** At least so much was credited to the votes that stand there now. */
  readonly earned: Amount;
  /** Since when that is known; undefined when only what is claimable is. */
  readonly since: HistoryDay | undefined;
  /** IOST a year when the node claims all; undefined while the chain does not tell. */
  readonly expected: Amount | undefined;
}

/** By node. */
type Gains = ReadonlyMap<string, Gain>;

/** Nothing without votes. */
export function expectedField(t: Translate, gains: Gains): readonly Field[] {
  const expected = totalOf(gains);
  if (gains.size === 0 || expected === undefined) return [];
  const value = t('commands.account.text.iost', { amount: formatShort(perDay(expected)) });
  return [{ label: t('commands.account.text.label.expected'), value }];
}

/** What each node has brought so far, and what it may bring; since when that is known. */
export function gainBlocks(t: Translate, gains: Gains, labelOf: (node: string) => string): readonly Block[] {
  const rows = [...gains].map(([node, { earned, expected }]) => [
    labelOf(node),
    formatShort(earned),
    expected === undefined ? t('estimates.nothing') : formatShort(perDay(expected)),
  ]);
  const columns = [
    { label: t('nodes.column.node'), align: 'left' },
    { label: t('commands.account.text.label.earned'), align: 'right' },
    { label: t('dividends.column.day'), align: 'right' },
  ] as const;
  return [
    { kind: 'table', columns, rows },
    { kind: 'text', text: sinceNote(t, gains) },
  ];
}

function sinceNote(t: Translate, gains: Gains): string {
  const known = [...gains.values()].flatMap(({ since }) => since?.at ?? []);
  if (known.length === 0) return t('commands.account.text.earnedClaimable');
  const day = new Date(Math.min(...known)).toISOString().slice(0, 10);
  return t('commands.account.text.earnedSince', { day });
}

export function expectedPerDay(gains: Gains): string | null {
  return decimalPerDay(totalOf(gains));
}

export function gainData(gain: Gain | undefined): Readonly<Record<string, Json>> {
  return {
    earned: gain ? amountToDecimal(gain.earned) : null,
    earnedSince: gain?.since ? new Date(gain.since.at).toISOString() : null,
    expectedPerDay: decimalPerDay(gain?.expected),
  };
}

function decimalPerDay(yearly: Amount | undefined): string | null {
  return yearly === undefined ? null : amountToDecimal(perDay(yearly));
}

/** Of all nodes; undefined while it is not known. */
function totalOf(gains: Gains): Amount | undefined {
  const expected = [...gains.values()].map((gain) => gain.expected);
  return expected.reduce<Amount | undefined>(
    (sum, each) => (sum === undefined || each === undefined ? undefined : sum + each),
    0n,
  );
}
