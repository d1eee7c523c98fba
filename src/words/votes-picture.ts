// The votes of one node, or of a few, over time: drawn against the votes that elect, or as a line of signs.

import type { CommandContext } from '../core/command/command.ts';
import type { LinesChart } from '../core/ports/pictures.ts';
import type { Block } from '../core/reply/reply.ts';
import { type Amount, amountToDecimal, formatWhole } from '../core/values/amount.ts';
import { createBoundedMap } from '../core/values/bounded-map.ts';
import { formatDuration, formatUtc } from '../core/values/duration.ts';
import { oncePer } from '../core/values/memo.ts';
import type { Candidate, Snapshot } from '../election/snapshot.ts';
import { type PictureWords, pictureBlocks, pictureFrame } from './picture-block.ts';
import { sparkline } from './sparkline.ts';
import { readVoteHistory, type VoteHistory } from './vote-history.ts';

const DAY_MS = 86_400_000;
const SPARK_COLUMNS = 48;
/** Lines further apart than this factor are compared by their change. */
const NEAR_FACTOR = 5;
/** Different pictures remembered of one snapshot. */
const MAX_CHARTS = 100;

type Context = Pick<CommandContext, 't' | 'locale' | 'history' | 'pictures' | 'isTextOnly'>;

export interface Charted {
  readonly candidate: Pick<Candidate, 'account' | 'votes'>;
  readonly label: string;
}

interface Prepared extends PictureWords {
  readonly chart: LinesChart;
}

const knownOf = oncePer((_snapshot: Snapshot) => createBoundedMap<Promise<Prepared>>(MAX_CHARTS));

/** A picture of the last `periodMs`, or its stand-in. The history is read once for each snapshot. */
export async function votesPicture(
  context: Context,
  snapshot: Snapshot,
  nodes: readonly Charted[],
  periodMs: number,
): Promise<readonly Block[]> {
  const known = knownOf(snapshot);
  const key = JSON.stringify([context.locale, periodMs, nodes.map(({ candidate }) => candidate.account)]);
  const prepared = known.get(key) ?? prepare(context, snapshot, nodes, periodMs);
  known.set(key, prepared);
  prepared.catch(() => known.delete(key));
  const { chart, ...stand } = await prepared;
  return pictureBlocks(context, chart, stand);
}

async function prepare(
  context: Context,
  snapshot: Snapshot,
  nodes: readonly Charted[],
  periodMs: number,
): Promise<Prepared> {
  const lines = await Promise.all(
    nodes.map(async (node): Promise<Line> => {
      return { ...node, ...(await readVoteHistory(context.history, snapshot, node.candidate, periodMs)) };
    }),
  );
  return {
    chart: chartOf(context, snapshot, lines),
    name: 'votes',
    alt: lines.map((line) => describe(context, snapshot, line)).join(' '),
    sketch: lines.flatMap((line) => sketch(context, line, lines.length > 1)).join('\n'),
  };
}

type Line = Charted & VoteHistory;

function chartOf({ t, locale }: Context, snapshot: Snapshot, lines: readonly Line[]): LinesChart {
  const [first] = lines;
  const isChange = lines.length > 1 && areFarApart(lines);
  const from = Math.min(...lines.flatMap(({ points }) => points[0]?.at ?? []));
  const begins = from < snapshot.time ? from : snapshot.time - DAY_MS;
  const subtitle = {
    label: lines.length > 1 ? lines.map(({ label }) => label).join(', ') : (first?.label ?? ''),
    span: formatDuration(snapshot.time - begins, locale),
  };
  return {
    kind: 'lines',
    ...pictureFrame({ t, locale }, snapshot),
    unit: isChange ? 'change' : 'amount',
    title: t(isChange ? 'pictures.votes.change' : 'pictures.votes.title'),
    subtitle: t(from < snapshot.time ? 'pictures.votes.subtitle' : 'pictures.votes.begins', subtitle),
    everyMs: Math.max(...lines.map(({ everyMs }) => everyMs)) * 1.5,
    from: begins,
    to: snapshot.time,
    series: lines.map((line) => ({
      label: lines.length > 1 ? line.label : t('pictures.votes.now'),
      shown: formatWhole(line.candidate.votes),
      points: isChange ? changesOf(line) : line.points.map(({ at, votes }) => [at, wholeOf(votes)]),
    })),
    ...(isChange ? {} : { level: levelOf(t, snapshot) }),
    nothingSeen: t('pictures.nothingSeen'),
  };
}

function levelOf(t: Context['t'], { threshold }: Pick<Snapshot, 'threshold'>) {
  return { value: wholeOf(threshold), label: t('pictures.level', { threshold: formatWhole(threshold) }) };
}

/** For drawing only: no longer exact. */
export function wholeOf(amount: Amount): number {
  return Number(amountToDecimal(amount));
}

function areFarApart(lines: readonly Line[]): boolean {
  const last = lines.map(({ candidate }) => wholeOf(candidate.votes));
  const hasStart = lines.every(({ points }) => points[0] && points[0].votes > 0n);
  return hasStart && Math.max(...last) > NEAR_FACTOR * Math.min(...last);
}

function changesOf({ points }: Line): LinesChart['series'][number]['points'] {
  const start = wholeOf(points[0]?.votes ?? 0n);
  return points.map(({ at, votes }) => [at, wholeOf(votes) / start - 1]);
}

function describe({ t }: Context, { threshold }: Snapshot, { label, points, candidate }: Line): string {
  const first = points[0] ?? { at: 0, votes: 0n };
  const now = { node: label, votes: formatWhole(candidate.votes), threshold: formatWhole(threshold) };
  if (points.length < 2) return t('pictures.votes.altNow', now);
  return t('pictures.votes.alt', { ...now, from: formatUtc(first.at), before: formatWhole(first.votes) });
}

/** Nothing while there is only the present. */
function sketch({ t, locale }: Context, { label, points, everyMs }: Line, isNamed: boolean): readonly string[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return [];
  const spark = sparkline(
    points.map(({ at, votes }) => ({ at, value: wholeOf(votes) })),
    everyMs,
    SPARK_COLUMNS,
  );
  const values = {
    spark,
    node: label,
    span: formatDuration(last.at - first.at, locale),
    before: formatWhole(first.votes),
    votes: formatWhole(last.votes),
  };
  return [t(isNamed ? 'pictures.votes.sketchOf' : 'pictures.votes.sketch', values)];
}
