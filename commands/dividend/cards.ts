// The three answers about dividends: of one node, of the best nodes, and of one's own votes.

import type { Language } from '../../src/core/command/command.ts';
import type { Reading } from '../../src/core/ports/chain.ts';
import type { Block, Json, Reply } from '../../src/core/reply/reply.ts';
import { type Amount, amountToDecimal, formatAmount, formatShort, formatWhole } from '../../src/core/values/amount.ts';
import { formatDuration } from '../../src/core/values/duration.ts';
import { formatPercent } from '../../src/core/values/percent.ts';
import type { NodeName } from '../../src/election/node-name.ts';
import type { CreditedPeriod, Outlook } from '../../src/election/rewards/vote-outlook.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import {
  creditedData,
  creditNote,
  type Habit,
  habitData,
  habitNotes,
  perDay,
  rateOf,
  spanOf,
  waitingText,
  yieldData,
  yieldsTable,
} from '../../src/words/dividends.ts';
import { labelOf, shortLabelOf } from '../../src/words/nodes.ts';
import { sourceLine } from '../../src/words/source-line.ts';

const OFFERED = 3;
/** Keeps a table of four columns within 80. */
const NODE_COLUMNS = 30;

/** What all answers are given of. */
export interface Footing {
  readonly standings: Reading<Snapshot>;
  /** At which the chain's coefficients were read. */
  readonly block: number;
}

export interface NodeAnswer {
  readonly amount: Amount;
  readonly node: NodeName;
  readonly status: number;
  readonly outlook: Outlook;
  readonly habit: Habit;
  /** Votes of the node and of all nodes with the new ones. */
  readonly after: { readonly own: Amount; readonly all: Amount };
  /** Votes that the node lacks with the new ones. */
  readonly missing: Amount;
}

export function nodeCard(context: Language, footing: Footing, answer: NodeAnswer): Reply {
  const { t, locale } = context;
  const { amount, node, status, outlook, habit, after, missing } = answer;
  const votesPut = { own: formatWhole(after.own), all: formatWhole(after.all) };
  return {
    title: t('commands.dividend.text.title', { amount: formatAmount(amount), node: labelOf(node, locale) }),
    tone: missing > 0n || status > 1 ? 'warning' : 'neutral',
    visibility: 'chat',
    blocks: [
      ...warnings(context, footing, answer),
      yieldsTable(context, { votes: amount, ...outlook }),
      ...notes(context, footing, [
        t('dividends.note.expected', votesPut),
        creditNote(context, outlook.periods),
        ...habitNotes(context, habit, footing.standings.value.time),
      ]),
    ],
    actions: [
      { label: t('commands.dividend.text.best'), command: 'dividend', args: { amount: amountToDecimal(amount) } },
      { label: t('commands.dividend.text.rewards'), command: 'rewards', args: { node: node.account } },
    ],
    footer: sourceLine(context, footing.standings),
    data: {
      ...moment(footing),
      amount: amountToDecimal(amount),
      node: node.account,
      toThreshold: amountToDecimal(missing),
      nodeVotesAfter: amountToDecimal(after.own),
      allVotesAfter: amountToDecimal(after.all),
      expected: yieldData(outlook.expected, amount),
      credited: creditedData(outlook.periods, amount),
      habit: habitData(habit),
    },
  };
}

function warnings({ t }: Language, { standings }: Footing, answer: NodeAnswer): readonly Block[] {
  const { amount, after, missing, status } = answer;
  const threshold = formatWhole(standings.value.threshold);
  const isLifted = missing === 0n && after.own - amount < standings.value.threshold;
  const texts = [
    ...(isLifted ? [t('dividends.lifted', { threshold })] : []),
    ...(missing > 0n ? [t('dividends.below', { threshold, missing: formatAmount(missing) })] : []),
    ...(status > 1 ? [t('dividends.leaving', { status: t(`nodes.status.${status}`) })] : []),
  ];
  return texts.map((text) => ({ kind: 'text', text }));
}

export interface RankedNode {
  readonly node: NodeName;
  readonly outlook: Outlook;
  /** By which nodes are compared; undefined while too little is known. */
  readonly telling: CreditedPeriod | undefined;
}

/** `ranked`: the best first. All elected nodes pay a vote the same when they claim, so what counts is that they do. */
export function rankingCard(context: Language, footing: Footing, amount: Amount, ranked: readonly RankedNode[]): Reply {
  const { t, locale } = context;
  const [best] = ranked;
  const expected = best?.outlook.expected ?? 0n;
  const values = { day: formatShort(perDay(expected)), year: formatShort(expected), rate: rateOf(expected, amount) };
  const decimal = amountToDecimal(amount);
  const note = best?.telling
    ? t('dividends.note.ranked', { span: spanOf(best.telling, locale) })
    : t('dividends.note.ranked-short');
  return {
    title: t('commands.dividend.text.bestTitle', { amount: formatAmount(amount) }),
    tone: 'neutral',
    visibility: 'chat',
    blocks: [
      { kind: 'text', text: t('commands.dividend.text.bestIntro', values) },
      rankingTable(context, ranked),
      ...notes(context, footing, [note]),
    ],
    actions: ranked.slice(0, OFFERED).map(({ node }) => {
      return { label: labelOf(node, locale), command: 'dividend', args: { amount: decimal, node: node.account } };
    }),
    footer: sourceLine(context, footing.standings),
    data: {
      ...moment(footing),
      amount: decimal,
      expected: yieldData(expected, amount),
      nodes: ranked.map(({ node, outlook, telling }) => ({
        account: node.account,
        credited: creditedData(outlook.periods, amount),
        reliability: telling?.reliability ?? null,
        unclaimed: amountToDecimal(outlook.unclaimed),
      })),
    },
  };
}

function rankingTable({ t, locale }: Language, ranked: readonly RankedNode[]): Block {
  const nothing = t('estimates.nothing');
  return {
    kind: 'table',
    columns: [
      { label: t('nodes.column.node'), align: 'left' },
      { label: t('dividends.column.year'), align: 'right' },
      { label: t('dividends.column.paid'), align: 'right' },
      { label: t('dividends.column.waiting'), align: 'right' },
    ],
    rows: ranked.map(({ node, outlook, telling }) => [
      shortLabelOf(node, locale, NODE_COLUMNS),
      telling ? formatShort(telling.yearly) : nothing,
      telling ? formatPercent(telling.reliability, 0) : nothing,
      waitingText({ t, locale }, outlook.backlog),
    ]),
  };
}

/** What the numbers mean, and when the tokens are free again. */
function notes(
  { t, locale }: Language,
  { standings, block }: Footing,
  items: readonly Extract<Block, { kind: 'list' }>['items'][number][],
): readonly Block[] {
  const span = formatDuration(standings.value.unfreezeSeconds * 1_000, locale);
  return [
    { kind: 'list', items: [...items, t('dividends.note.unfreeze', { span })] },
    { kind: 'text', text: t('dividends.chain', { block }) },
  ];
}

function moment({ standings }: Footing): { readonly block: Json; readonly time: Json } {
  const { blocks, time } = standings.value;
  return { block: blocks.first, time: new Date(time).toISOString() };
}
