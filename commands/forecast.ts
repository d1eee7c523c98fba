// What comes next for a node: the list of the next vote block, its rounds, votes for more of them, and its trend.

import { defineCommand, type Given, type Language } from '../src/core/command/command.ts';
import type { HistoryPoint } from '../src/core/ports/history.ts';
import { ifAvailable } from '../src/core/ports/outage.ts';
import type { Block, Field, Json, RichText } from '../src/core/reply/reply.ts';
import {
  type Amount,
  amountToDecimal,
  formatAmount,
  formatSigned,
  formatWhole,
  shareOf,
} from '../src/core/values/amount.ts';
import { formatDuration } from '../src/core/values/duration.ts';
import { oncePer } from '../src/core/values/memo.ts';
import { formatPercent } from '../src/core/values/percent.ts';
import { BLOCK_MS, DAY_ROUNDS, WEEK_ROUNDS } from '../src/election/chain-time.ts';
import { nameIn } from '../src/election/node-name.ts';
import { forecastOf, movesOf, type Role, roleOf, silenceOf } from '../src/election/rotation/forecast.ts';
import { rotationStateOf } from '../src/election/rotation/state.ts';
import type { Snapshot } from '../src/election/snapshot.ts';
import { type Standing, standingsOf } from '../src/election/standings.ts';
import { crossingOf, MIN_POINTS, type Trend, trendOf } from '../src/election/trend.ts';
import { pickNode } from '../src/words/node-search.ts';
import { labelOf } from '../src/words/nodes.ts';
import { sourceLine } from '../src/words/source-line.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

const needs = ['chain', 'names', 'history', 'rotation'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'forecast',
  needs,
  options: { node: { kind: 'node', required: true, maxLength: 64 } },
  examples: ['iost_kor', 'Huobi Pool', '火币矿池'],
  changes: false,
  privacy: 'chat',
  async run(context, args) {
    const { t, locale, chain, names } = context;
    const reading = await chain.standings();
    const { nodes } = standingsOf(reading.value, names);
    const node = pickNode(nodes, args.node, 'node', locale);
    const outlook = await outlookOf(context, reading.value, node);
    return {
      title: t('commands.forecast.text.title', { node: labelOf(node, locale) }),
      tone: outlook.silence ? 'warning' : 'neutral',
      visibility: 'chat',
      blocks: [
        ...warnings(context, outlook),
        { kind: 'fields', fields: [...rotationFields(context, outlook), ...trendFields(context, outlook)] },
        { kind: 'list', items: listLines(context, nodes, outlook) },
        { kind: 'text', text: modelText(context, outlook) },
      ],
      actions: [{ label: t('commands.forecast.text.node'), command: 'node', args: { node: node.account } }],
      footer: sourceLine(context, reading),
      data: dataOf(outlook),
    };
  },
});

/** What is the same for all nodes. */
const rotationOf = oncePer((snapshot: Snapshot) => {
  const state = rotationStateOf(snapshot);
  const forecast = forecastOf(state);
  return { state, ...forecast, moves: movesOf(state, forecast), at: timeOf(snapshot, forecast.block) };
});

type Outlook = Awaited<ReturnType<typeof outlookOf>>;

async function outlookOf(context: Context, snapshot: Snapshot, node: Standing) {
  const { account, candidate } = node;
  const rotation = rotationOf(snapshot);
  const role = roleOf(snapshot, candidate);
  const day = rotation.day.get(account) ?? 0;
  const [more, { trend, spanMs }] = await Promise.all([
    role === 'rotates' && day < DAY_ROUNDS ? moreVotes(context, snapshot, account) : { kind: 'none' as const },
    trendIn(context, snapshot, node),
  ]);
  return {
    snapshot,
    node,
    rotation,
    role,
    day,
    more,
    trend,
    spanMs,
    week: rotation.week.get(account) ?? 0,
    place: rotation.nextList.indexOf(account) + 1,
    silence: silenceOf(snapshot, rotation.state, candidate),
    crossing: crossingOf(trend, candidate.votes, snapshot.threshold),
  };
}

type More = { readonly kind: 'votes'; readonly votes: Amount } | { readonly kind: 'none' | 'away' };

async function moreVotes({ rotation }: Context, snapshot: Snapshot, account: string): Promise<More> {
  const found = await ifAvailable(rotation.votesForOneMore(snapshot, account).then((votes) => ({ votes })));
  if (!found) return { kind: 'away' };
  return found.votes === undefined ? { kind: 'none' } : { kind: 'votes', votes: found.votes };
}

/** Of a month of days, or of a week of hours while there are too few days; up to the votes of now. */
async function trendIn({ history }: Context, snapshot: Snapshot, { account, candidate }: Standing) {
  const { chain, time, blocks } = snapshot;
  const days = await history.points(chain, account, 'day', time - MONTH_MS);
  const past = days.length < MIN_POINTS ? await history.points(chain, account, 'hour', time - WEEK_MS) : days;
  const before = past.filter(({ block }) => block < blocks.first);
  const points: readonly Pick<HistoryPoint, 'block' | 'votes'>[] = [
    ...before,
    { block: blocks.first, votes: candidate.votes },
  ];
  return { trend: trendOf(points), spanMs: (blocks.first - (points[0]?.block ?? 0)) * BLOCK_MS };
}

function timeOf({ time, blocks }: Snapshot, block: number): number {
  return time + (block - blocks.first) * BLOCK_MS;
}

function warnings({ t }: Language, { snapshot, rotation, node, role, silence }: Outlook): readonly Block[] {
  const text = (key: string, values: Record<string, string | number>): Block => {
    return { kind: 'text', text: t(`commands.forecast.text.${key}`, values) };
  };
  const { threshold, barredUntil, blocks } = snapshot;
  const { block } = rotation;
  const outcome = silence?.barredUntil ? 'barred' : silence?.staysListed ? 'struck' : 'out';
  const why = {
    block: barredUntil.get(node.account) ?? 0,
    votes: formatAmount(node.toThreshold),
    threshold: formatWhole(threshold),
  };
  return [
    ...(role === 'rotates' ? [] : [text(`role.${role}`, why)]),
    ...(silence
      ? [
          text(`silent.${outcome}`, {
            since: silence.since,
            strike: silence.strike,
            block,
            until: silence.barredUntil ?? 0,
          }),
        ]
      : []),
    ...(blocks.last >= block ? [text('straddles', { block })] : []),
  ];
}

/** None for a node that never makes blocks. */
function rotationFields({ t }: Language, outlook: Outlook): readonly Field[] {
  const { role, rotation, place, day, week, node } = outlook;
  const words = (key: string, values = {}) => t(`commands.forecast.text.${key}`, values);
  const field = (key: string, value: RichText): Field => ({ label: words(`label.${key}`), value });
  const rounds = (count: number, of: number) => {
    return words('rounds', { rounds: count, of, share: formatPercent(shareOf(BigInt(count), BigInt(of)), 1) });
  };
  const wasListed = rotation.state.pending.includes(node.account);
  const move = place > 0 ? (wasListed ? 'stays' : 'joins') : wasListed ? 'leaves' : 'out';
  const when = [words('when', { block: rotation.block }), { kind: 'time' as const, at: rotation.at }];
  const isOutside = NOT_IN_ROTATION.includes(role) && day === 0 && !wasListed && place === 0;
  if (isOutside) return [];
  return [
    field('next', [words(move, { place, of: rotation.nextList.length }), ...when]),
    field('day', rounds(day, DAY_ROUNDS)),
    field('week', rounds(week, WEEK_ROUNDS)),
    ...(role === 'rotates' ? [field('more', moreText(words, outlook))] : []),
  ];
}

const NOT_IN_ROTATION: readonly Role[] = ['partner', 'unapproved', 'candidate'];

function moreText(words: (key: string, values?: object) => string, { more, day }: Outlook): string {
  if (day === DAY_ROUNDS) return words('moreAll');
  if (more.kind === 'votes') return words('more', { votes: formatWhole(more.votes) });
  return words(more.kind === 'none' ? 'moreNone' : 'moreAway');
}

function trendFields({ t }: Language, { trend, crossing, snapshot, node }: Outlook): readonly Field[] {
  const words = (key: string, values = {}) => t(`commands.forecast.text.${key}`, values);
  const slopes = isSloped(trend)
    ? { votes: formatSigned(trend.perDay), slowest: formatSigned(trend.slowest), fastest: formatSigned(trend.fastest) }
    : {};
  const way = node.candidate.votes < snapshot.threshold ? 'reach' : 'fall';
  return [
    { label: words('label.trend'), value: words(`trend.${trend.kind}`, slopes) },
    ...(crossing ? [{ label: words('label.crossing'), value: words(way, { ...crossing, count: crossing.days }) }] : []),
  ];
}

function isSloped(trend: Trend): trend is Extract<Trend, { readonly perDay: Amount }> {
  return 'perDay' in trend;
}

function listLines({ t, locale }: Language, nodes: readonly Standing[], { rotation }: Outlook): readonly string[] {
  const named = new Map(nodes.map((node) => [node.account, nameIn(node, locale)]));
  const and = new Intl.ListFormat(locale);
  return (['joins', 'stays', 'leaves'] as const).map((move) => {
    const who = rotation.moves[move].map((account) => named.get(account) ?? account);
    return t(`commands.forecast.text.who.${move}`, { nodes: and.format(who) || t('commands.forecast.text.nobody') });
  });
}

function modelText({ t, locale }: Language, { trend, spanMs }: Outlook): string {
  const span = formatDuration(spanMs, locale);
  const about = isSloped(trend) ? ` ${t('commands.forecast.text.trendModel', { span })}` : '';
  return t('commands.forecast.text.model') + about;
}

function dataOf({ snapshot, node, rotation, role, place, day, week, more, trend, crossing }: Outlook): Json {
  return {
    block: snapshot.blocks.first,
    time: new Date(snapshot.time).toISOString(),
    account: node.account,
    role,
    nextBlock: rotation.block,
    nextTime: new Date(rotation.at).toISOString(),
    nextList: rotation.nextList,
    place: place || null,
    rounds: { next144: day, next1008: week },
    votesForOneMore: more.kind === 'votes' ? amountToDecimal(more.votes) : null,
    trend: {
      kind: trend.kind,
      perDay: isSloped(trend) ? amountToDecimal(trend.perDay) : null,
      slowest: isSloped(trend) ? amountToDecimal(trend.slowest) : null,
      fastest: isSloped(trend) ? amountToDecimal(trend.fastest) : null,
    },
    daysToThreshold: crossing ? { ...crossing } : null,
  };
}
