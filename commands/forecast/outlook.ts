// What comes next for a node, worked out once for all that is said of it.

import type { Reading } from '../../src/core/ports/chain.ts';
import type { HistoryPoint } from '../../src/core/ports/history.ts';
import { inTime, type Worked } from '../../src/core/ports/outage.ts';
import type { Services } from '../../src/core/ports/services.ts';
import type { Amount } from '../../src/core/values/amount.ts';
import { oncePer } from '../../src/core/values/memo.ts';
import { BLOCK_MS, DAY_ROUNDS } from '../../src/election/chain-time.ts';
import {
  forecastOf,
  movesOf,
  roleOf,
  showsSilence,
  silenceOf,
  silentOf,
} from '../../src/election/rotation/forecast.ts';
import { rotationStateOf } from '../../src/election/rotation/state.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import type { Standing } from '../../src/election/standings.ts';
import { crossingOf, MIN_POINTS, trendOf } from '../../src/election/trend.ts';
import { secondsOf } from '../../src/words/pending.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

type Context = Pick<Services, 'history' | 'rotation'>;

/** What is the same for all nodes. */
const rotationOf = oncePer((snapshot: Snapshot) => {
  const state = rotationStateOf(snapshot);
  const silent = silentOf(snapshot, state);
  const forecast = forecastOf(state, silent);
  return { state, silent, ...forecast, moves: movesOf(state, forecast), at: timeOf(snapshot, forecast.block) };
});

export type ForecastOutlook = Awaited<ReturnType<typeof outlookOf>>;

export async function outlookOf(context: Context, { value: snapshot, ageMs }: Reading<Snapshot>, node: Standing) {
  const { account, candidate } = node;
  const rotation = rotationOf(snapshot);
  const role = roleOf(snapshot, candidate);
  const day = rotation.day.get(account) ?? 0;
  const [more, { trend, spanMs }] = await Promise.all([
    moreVotes(context, snapshot, account, role === 'rotates' ? day : undefined),
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
    silence: silenceOf(rotation.state, rotation.silent, account),
    /** Too early in the round to see who makes no blocks. */
    isEarly: !showsSilence(snapshot),
    crossing: crossingOf(trend, candidate.votes, snapshot.threshold),
    /** The list was chosen since this was read. */
    isOver: ageMs + Math.max(0, snapshot.serverTime - snapshot.time) >= rotation.at - snapshot.time,
    pendingSeconds: more.kind === 'later' ? secondsOf(context.rotation.waitMs()) : undefined,
  };
}

/** Votes for one more round a day; undefined of a value when no number of votes brings one. */
type More = Worked<Amount | undefined> | { readonly kind: 'every-round' | 'not-in-rotation' };

async function moreVotes({ rotation }: Context, snapshot: Snapshot, account: string, day?: number): Promise<More> {
  if (day === undefined) return { kind: 'not-in-rotation' };
  return day === DAY_ROUNDS ? { kind: 'every-round' } : inTime(rotation.votesForOneMore(snapshot, account));
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
