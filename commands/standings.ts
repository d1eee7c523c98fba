// The ranking of all candidates, a page at a time.

import { defineCommand, type Given, type Language } from '../src/core/command/command.ts';
import type { Action, Block, Json } from '../src/core/reply/reply.ts';
import { amountToDecimal, formatWhole } from '../src/core/values/amount.ts';
import { oncePer } from '../src/core/values/memo.ts';
import { formatPercent } from '../src/core/values/percent.ts';
import { nameIn } from '../src/election/node-name.ts';
import type { Snapshot } from '../src/election/snapshot.ts';
import { type Standing, type Standings, standingsOf } from '../src/election/standings.ts';
import { FILTERS, type Page, pageOf, SORTS, selectNodes, type View } from '../src/election/standings-pages.ts';
import { searchNodes } from '../src/words/node-search.ts';
import { shortLabelOf, stateWords } from '../src/words/nodes.ts';
import { rankingPicture } from '../src/words/ranking-picture.ts';
import { sourceLine } from '../src/words/source-line.ts';

/** They keep a row within 80 columns: scores are wider than shares. */
const NODE_COLUMNS = 34;
const NODE_COLUMNS_BY_SCORE = 29;
const DRAWN = 20;

const needs = ['chain', 'names', 'pictures'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'standings',
  needs,
  options: {
    page: { kind: 'integer', min: 1, max: 1000 },
    sort: { kind: 'choice', choices: SORTS },
    only: { kind: 'choice', choices: FILTERS },
    search: { kind: 'text', maxLength: 64 },
  },
  examples: ['', '2', 'servi score', '1 candidates', 'search=huobi'],
  changes: false,
  privacy: 'chat',
  isShared: true,
  async run(context, args) {
    const { t, locale, chain, names } = context;
    const reading = await chain.standings();
    const standings = standingsOf(reading.value, names);
    const view: View = { sort: args.sort ?? 'votes', only: args.only, nameOf: (node) => nameIn(node, locale), locale };
    const fitting = selectNodes(searchNodes(standings.nodes, args.search ?? ''), view);
    const page = pageOf(fitting, args.page ?? 1);
    return {
      title: t('commands.standings.text.title'),
      tone: 'neutral',
      visibility: 'chat',
      blocks: [
        { kind: 'text', text: t('commands.standings.text.summary', counts(reading.value, standings)) },
        ...(isPlain(args) ? await picture(context, reading.value, standings) : []),
        ...(page.rows.length > 0 ? [table(context, reading.value, page, view)] : []),
        { kind: 'text', text: pageLine(context, page, fitting.length) },
      ],
      actions: pageActions(context, page, args),
      footer: sourceLine(context, reading),
      data: dataOf(reading.value, standings),
    };
  },
});

/** Whoever turns pages has seen the picture. */
function isPlain({ page, sort = 'votes', only, search }: Readonly<Record<string, unknown>>): boolean {
  return page === undefined && sort === 'votes' && only === undefined && search === undefined;
}

function picture(context: Context, snapshot: Snapshot, standings: Standings): Promise<readonly Block[]> {
  const title = context.t('pictures.ranking.title');
  const level = context.t('pictures.ranking.level', counts(snapshot, standings));
  return rankingPicture(context, snapshot, standings.nodes.slice(0, DRAWN), { title, level });
}

function counts({ threshold }: Snapshot, { nodes }: Standings) {
  const elected = nodes.filter(({ candidate }) => candidate.elected).length;
  return { elected, count: nodes.length, threshold: formatWhole(threshold) };
}

function pageLine({ t }: Language, { page, pages }: Page<Standing>, count: number): string {
  return count === 0
    ? t('commands.standings.text.nothing')
    : t('commands.standings.text.page', { page, pages, count, legend: t('nodes.legend') });
}

function table({ t, locale }: Language, snapshot: Snapshot, { rows }: Page<Standing>, { sort }: View): Block {
  const byScore = sort === 'score';
  const firstBelow = rows.findIndex(({ candidate }) => candidate.votes < snapshot.threshold);
  const lines = rows.map((node) => [
    String(node.rank),
    shortLabelOf(node, locale, byScore ? NODE_COLUMNS_BY_SCORE : NODE_COLUMNS),
    formatWhole(node.candidate.votes),
    byScore ? formatWhole(node.score) : formatPercent(node.share, 2),
    stateWords(t, node),
  ]);
  const marker = ['', t('commands.standings.text.threshold'), formatWhole(snapshot.threshold), '', ''];
  return {
    kind: 'table',
    columns: [
      { label: t('nodes.column.rank'), align: 'right' },
      { label: t('nodes.column.node'), align: 'left' },
      { label: t('nodes.column.votes'), align: 'right' },
      { label: t(byScore ? 'nodes.column.score' : 'nodes.column.share'), align: 'right' },
      { label: t('nodes.column.state'), align: 'left' },
    ],
    rows: sort === 'votes' && firstBelow > 0 ? lines.toSpliced(firstBelow, 0, marker) : lines,
  };
}

function pageActions(
  { t }: Language,
  { page, pages }: Page<Standing>,
  {
    sort,
    only,
    search,
  }: { readonly sort?: string | undefined; only?: string | undefined; search?: string | undefined },
): readonly Action[] {
  const to = (label: string, target: number): Action => ({
    label,
    command: 'standings',
    args: { page: String(target), ...(sort && { sort }), ...(only && { only }), ...(search && { search }) },
  });
  return [
    ...(page > 1 ? [to(t('commands.standings.text.previous'), page - 1)] : []),
    ...(page < pages ? [{ ...to(t('commands.standings.text.next'), page + 1), primary: true } as const] : []),
  ];
}

function dataOf(snapshot: Snapshot, standings: Standings): Json {
  return {
    block: snapshot.blocks.first,
    time: new Date(snapshot.time).toISOString(),
    threshold: amountToDecimal(snapshot.threshold),
    totalVotes: amountToDecimal(standings.totalVotes),
    nodes: nodesData(standings),
  };
}

/** All of them, whatever the page, so it is worked out once for all pages. */
const nodesData = oncePer(
  ({ nodes }: Standings): Json =>
    nodes.map(({ rank, account, name, candidate, share, kind, producing, toThreshold }) => ({
      rank,
      account,
      name,
      votes: amountToDecimal(candidate.votes),
      share,
      kind,
      elected: candidate.elected,
      online: candidate.online,
      producing,
      toThreshold: amountToDecimal(toThreshold),
    })),
);
