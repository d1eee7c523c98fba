// What the votes of a person's own accounts bring. Only the asker sees it.

import type { Language } from '../../src/core/command/command.ts';
import type { SavedAccount } from '../../src/core/ports/people.ts';
import type { Block, Json, Reply } from '../../src/core/reply/reply.ts';
import { type Amount, amountToDecimal, formatShort, shareOf } from '../../src/core/values/amount.ts';
import type { NodeName } from '../../src/election/node-name.ts';
import type { CreditedPeriod, Outlook } from '../../src/election/rewards/vote-outlook.ts';
import { creditedData, creditNote, perDay, waitingText, yieldData, yieldsTable } from '../../src/words/dividends.ts';
import { shortLabelOf } from '../../src/words/nodes.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import type { Footing } from './cards.ts';

/** Keeps a table of four columns within 80. */
const NODE_COLUMNS = 30;

export interface OwnVotes {
  readonly saved: SavedAccount;
  /** undefined: the chain has no such account. */
  readonly votes: readonly OwnVote[] | undefined;
}

interface OwnVote {
  readonly node: NodeName;
  readonly votes: Amount;
  readonly outlook: Outlook;
  /** The node is no candidate any more. */
  readonly isLost: boolean;
}

export function ownCard(context: Language, footing: Footing, accounts: readonly OwnVotes[]): Reply {
  const { t } = context;
  const all = accounts.flatMap(({ votes }) => votes ?? []);
  const total = totalOf(all);
  const head = { title: t('commands.dividend.text.own'), visibility: 'private' } as const;
  if (all.length === 0) {
    const key = accounts.length === 0 ? 'nothingSaved' : 'noVotes';
    const blocks: readonly Block[] = [{ kind: 'text', text: t(`commands.dividend.text.${key}`) }];
    return { ...head, tone: 'neutral', blocks, data: { accounts: [] } };
  }
  return {
    ...head,
    tone: all.some(({ isLost }) => isLost) ? 'warning' : 'neutral',
    blocks: [
      yieldsTable(context, total),
      ...accounts.flatMap((account) => accountBlocks(context, account)),
      { kind: 'list', items: [...lostNote(context, all), creditNote(context, total.periods)] },
      { kind: 'text', text: t('dividends.chain', { block: footing.block }) },
    ],
    footer: sourceLine(context, footing.standings),
    data: {
      block: footing.standings.value.blocks.first,
      time: new Date(footing.standings.value.time).toISOString(),
      expected: yieldData(total.expected, total.votes),
      credited: creditedData(total.periods, total.votes),
      accounts: accounts.map(accountData),
    },
  };
}

function accountBlocks({ t, locale }: Language, { saved, votes }: OwnVotes): readonly Block[] {
  const { account, label } = saved;
  const name = label === undefined ? account : `${label} (${account})`;
  const heading: Block = { kind: 'text', text: [{ kind: 'bold', text: name }] };
  if (!votes) return [heading, { kind: 'text', text: t('commands.account.text.unknown', { account }) }];
  if (votes.length === 0) return [heading, { kind: 'text', text: t('commands.dividend.text.noVotes') }];
  const rows = votes.map(({ node, votes: count, outlook }) => [
    shortLabelOf(node, locale, NODE_COLUMNS),
    formatShort(count),
    formatShort(perDay(outlook.expected)),
    waitingText({ t, locale }, outlook.backlog),
  ]);
  const columns = [
    { label: t('nodes.column.node'), align: 'left' },
    { label: t('nodes.column.votes'), align: 'right' },
    { label: t('dividends.column.day'), align: 'right' },
    { label: t('dividends.column.waiting'), align: 'right' },
  ] as const;
  return [heading, { kind: 'table', columns, rows }];
}

/** Their votes earn nothing and should be taken back. */
function lostNote({ t, locale }: Language, all: readonly OwnVote[]): readonly string[] {
  const lost = all.filter(({ isLost }) => isLost).map(({ node }) => shortLabelOf(node, locale, NODE_COLUMNS));
  return lost.length > 0 ? [t('dividends.note.lost', { nodes: lost.join(', ') })] : [];
}

interface Total {
  readonly votes: Amount;
  readonly expected: Amount;
  readonly periods: readonly CreditedPeriod[];
}

/** A period's reliability is that of the votes in it, each counted as much as it should bring. */
function totalOf(all: readonly OwnVote[]): Total {
  const votes = all.reduce((sum, each) => sum + each.votes, 0n);
  const expected = all.reduce((sum, each) => sum + each.outlook.expected, 0n);
  const periods = new Map<number, CreditedPeriod>();
  for (const period of all.flatMap(({ outlook }) => outlook.periods)) {
    const before = periods.get(period.days);
    periods.set(period.days, { ...period, yearly: period.yearly + (before?.yearly ?? 0n) });
  }
  return {
    votes,
    expected,
    periods: [...periods.values()]
      .sort((a, b) => a.days - b.days)
      .map((period) => ({ ...period, reliability: shareOf(period.yearly, expected, 4) })),
  };
}

function accountData({ saved: { account, label }, votes }: OwnVotes): Json {
  return {
    account,
    label: label ?? null,
    exists: votes !== undefined,
    votes: (votes ?? []).map(({ node, votes: count, outlook }) => ({
      node: node.account,
      votes: amountToDecimal(count),
      expected: yieldData(outlook.expected, count),
      credited: creditedData(outlook.periods, count),
    })),
  };
}
