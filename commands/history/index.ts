// What was recorded of a node over a while: its votes as a picture, a table or a file, and what its voters were credited.

import { defineCommand, type Given, type Language } from '../../src/core/command/command.ts';
import type { Claim, HistoryPoint } from '../../src/core/ports/history.ts';
import { csvOf } from '../../src/core/reply/csv.ts';
import type { Action, Block, Field, Json } from '../../src/core/reply/reply.ts';
import { type Amount, amountToDecimal, formatAmount, formatSigned, formatWhole } from '../../src/core/values/amount.ts';
import { formatUtc } from '../../src/core/values/duration.ts';
import { compactSpan, formatSpan } from '../../src/core/values/span.ts';
import { cut, Exact } from '../../src/election/arithmetic.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { type Standing, standingsOf } from '../../src/election/standings.ts';
import { pickNode } from '../../src/words/node-search.ts';
import { labelOf } from '../../src/words/nodes.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import { readVoteHistory, type VoteHistory } from '../../src/words/vote-history.ts';
import { votesPicture } from '../../src/words/votes-picture.ts';
import { historyRows } from './table.ts';

const DAY_S = 86_400;
const YEAR_S = 365 * DAY_S;
const USUAL_S = 30 * DAY_S;
const FORMS = ['table', 'picture', 'csv'] as const;
const MILLION = 1_000_000;

interface Recorded {
  readonly snapshot: Snapshot;
  readonly node: Standing;
  readonly label: string;
  readonly periodS: number;
  readonly votes: VoteHistory;
  readonly claims: readonly Claim[];
}

const needs = ['chain', 'names', 'history', 'pictures'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'history',
  needs,
  options: {
    node: { kind: 'node', required: true, maxLength: 64 },
    period: { kind: 'span', min: DAY_S, max: 10 * YEAR_S },
    as: { kind: 'choice', choices: FORMS },
  },
  examples: ['iost_kor', 'iost_kor 30d', 'Huobi Pool 1y table', 'iostabc 90d csv'],
  texts: FORMS.map((form) => `commands.history.text.as.${form}`),
  changes: false,
  privacy: 'chat',
  async run(context, { node: query, period: periodS = USUAL_S, as }) {
    const { chain, names, history, locale, t } = context;
    const standings = await chain.standings();
    const snapshot = standings.value;
    const node = pickNode(standingsOf(snapshot, names).nodes, query, 'node', locale);
    const [votes, claims] = await Promise.all([
      readVoteHistory(history, snapshot, node.candidate, periodS * 1_000),
      history.claims(snapshot.chain, node.account, snapshot.time - periodS * 1_000),
    ]);
    const seen = claims.filter(({ block }) => block <= snapshot.blocks.first);
    const recorded = { snapshot, node, label: labelOf(node, locale), periodS, votes, claims: seen };
    const isEmpty = votes.points.length < 2;
    const span = formatSpan(periodS, locale);
    return {
      title: t('commands.history.text.title', { node: recorded.label, span }),
      tone: isEmpty ? 'warning' : 'neutral',
      visibility: 'chat',
      blocks: isEmpty ? nothingYet(context, recorded) : await blocksOf(context, recorded, as),
      actions: actionsOf(context, recorded, isEmpty ? undefined : as),
      footer: sourceLine(context, standings),
      data: dataOf(recorded),
    };
  },
});

function nothingYet({ t }: Language, { label, node }: Recorded): readonly Block[] {
  const votes = formatAmount(node.candidate.votes);
  return [{ kind: 'text', text: t('commands.history.text.nothingYet', { node: label, votes }) }];
}

async function blocksOf(
  context: Context,
  recorded: Recorded,
  as: (typeof FORMS)[number] | undefined,
): Promise<readonly Block[]> {
  const { snapshot, node, label, periodS } = recorded;
  const summary: Block = { kind: 'fields', fields: summaryFields(context, recorded) };
  if (as === 'csv') return [summary, file(context, recorded)];
  if (as === 'table') return [summary, table(context, recorded), ...claimsTable(context, recorded)];
  return [summary, ...(await votesPicture(context, snapshot, [{ ...node, label }], periodS * 1_000))];
}

function summaryFields({ t }: Language, { votes: { points }, claims }: Recorded): readonly Field[] {
  const text = (key: string, values = {}) => t(`commands.history.text.${key}`, values);
  const field = (key: string, value: string) => ({ label: text(`label.${key}`), value });
  const [first, last] = ends(points);
  const sorted = points.toSorted((a, b) => Number(a.votes > b.votes) - Number(a.votes < b.votes));
  const [lowest, highest] = ends(sorted);
  const moment = ({ at, votes }: HistoryPoint) => text('moment', { votes: formatAmount(votes), time: formatUtc(at) });
  const credited = perMillion(claims.reduce((sum, { perVote }) => sum.plus(perVote), new Exact(0)));
  return [
    field('since', formatUtc(first.at)),
    field('votes', text('fromTo', { before: formatAmount(first.votes), votes: formatAmount(last.votes) })),
    field('change', formatSigned(last.votes - first.votes, formatAmount)),
    ...(lowest.votes < highest.votes ? [field('lowest', moment(lowest)), field('highest', moment(highest))] : []),
    field(
      'claims',
      text(claims.length > 0 ? 'claims' : 'noClaims', { count: claims.length, amount: formatAmount(credited) }),
    ),
  ];
}

/** There are at least two. */
function ends(points: readonly HistoryPoint[]): readonly [HistoryPoint, HistoryPoint] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) throw new RangeError('no points');
  return [first, last];
}

/** IOST for a million votes, cut downwards. */
function perMillion(perVote: Exact): Amount {
  return cut(perVote.times(MILLION));
}

function table({ t }: Language, { votes }: Recorded): Block {
  const column = (key: string) => t(`commands.history.text.column.${key}`);
  const credited = (before: HistoryPoint | undefined, { coefficient }: HistoryPoint) =>
    before?.coefficient === undefined || coefficient === undefined
      ? '—'
      : formatAmount(perMillion(new Exact(coefficient).minus(before.coefficient)));
  return {
    kind: 'table',
    columns: [
      { label: column('time'), align: 'left' },
      { label: column('votes'), align: 'right' },
      { label: column('change'), align: 'right' },
      { label: column('credited'), align: 'right' },
    ],
    rows: historyRows(votes).flatMap(({ point, before, isAfterGap }) => [
      ...(isAfterGap ? [['…', t('pictures.nothingSeen'), '', '']] : []),
      [
        formatUtc(point.at).slice(0, 16),
        formatWhole(point.votes),
        before ? formatSigned(point.votes - before.votes, formatWhole) : '',
        credited(before, point),
      ],
    ]),
  };
}

/** The last ones. */
function claimsTable({ t }: Language, { claims }: Recorded): readonly Block[] {
  if (claims.length === 0) return [];
  const column = (key: string) => t(`commands.history.text.column.${key}`);
  const rows = claims.slice(-10).map(({ at, block, perVote }) => {
    return [formatUtc(at).slice(0, 16), String(block), formatAmount(perMillion(new Exact(perVote)))];
  });
  const columns = [
    { label: column('claimed'), align: 'left' },
    { label: column('block'), align: 'right' },
    { label: column('credited'), align: 'right' },
  ] as const;
  return [{ kind: 'table', columns, rows }];
}

/** Votes of a recording are called synthetic wherever they are shown. */
function file({ t }: Language, { snapshot, node, label, periodS, votes, claims }: Recorded): Block {
  const amount = snapshot.chain.synthetic ? 'synthetic_votes' : 'votes';
  const rows = [
    ...votes.points.map(({ at, block, votes: held, coefficient = null }) => {
      return { at, row: { block, [amount]: amountToDecimal(held), dividend_coefficient: coefficient } };
    }),
    ...claims.map(({ at, block, perVote }) => ({ at, row: { block, claimed_per_vote: perVote } })),
  ].sort((a, b) => a.at - b.at);
  const csv = csvOf(
    ['time', 'block', 'node', amount, 'dividend_coefficient', 'claimed_per_vote'],
    rows.map(({ at, row }) => ({ time: new Date(at).toISOString(), node: node.account, ...row })),
  );
  return {
    kind: 'file',
    name: `${node.account}-${compactSpan(periodS)}.csv`,
    data: new TextEncoder().encode(csv),
    alt: t('commands.history.text.file', { node: label, count: rows.length }),
  };
}

function actionsOf({ t }: Language, { node, periodS }: Recorded, shown: string | undefined): readonly Action[] {
  const period = compactSpan(periodS);
  const others = FORMS.filter((form) => form !== (shown ?? 'picture'));
  return [
    ...others.map((as) => ({
      label: t(`commands.history.text.as.${as}`),
      command: 'history',
      args: { node: node.account, period, as },
    })),
    { label: t('commands.history.text.node'), command: 'node', args: { node: node.account } },
  ];
}

function dataOf({ snapshot, node, votes, claims }: Recorded): Json {
  const iso = (at: number) => new Date(at).toISOString();
  return {
    account: node.account,
    block: snapshot.blocks.first,
    time: iso(snapshot.time),
    threshold: amountToDecimal(snapshot.threshold),
    every: votes.every,
    points: votes.points.map(({ at, block, votes: held, coefficient }) => {
      return { time: iso(at), block, votes: amountToDecimal(held), coefficient: coefficient ?? null };
    }),
    claims: claims.map(({ at, block, perVote }) => ({ time: iso(at), block, perVote })),
  };
}
