// Votes, dividend coefficients and claims over time: of each UTC hour and UTC day of the chain's own time what was known at
// the first look in it. Hours are kept for 90 days, days for ever.
import type { Claim, HistoryFrame, HistoryPoint, HistoryStore } from '../../core/ports/history.ts';
import { chainKey } from '../../election/snapshot.ts';
import { chunksOf } from '../chunks.ts';
import type { Db } from '../schema.ts';
import { readCoefficients, readDays } from './coefficients.ts';
import { after, type Change, changesBetween, type Value } from './day.ts';
import { createIssueHistory } from './issues.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS_KEPT_MS = 90 * DAY_MS;

type Every = 'hour' | 'day';
type Frame = ReadonlyMap<string, Value>;

export function createHistoryStore(db: Db): HistoryStore {
  return {
    points: (chain, account, every, since) => readPoints(db, chainKey(chain), account, every, since),
    claims: (chain, account, since) => readClaims(db, chainKey(chain), account, since),
    days: (chain) => readDays(db, chainKey(chain)),
    coefficients: (chain, day) => readCoefficients(db, chainKey(chain), day.at),
    ...createIssueHistory(db),
  };
}

/** Adds the frame when it is the first of its hour; one that is older than the history is left out. Where a coefficient was
 *  not read, those of that hour stay unknown. Call it inside a transaction. */
export async function addToHistory(db: Db, chain: string, { block, time, nodes }: HistoryFrame): Promise<void> {
  const [hour, day] = [startOf(HOUR_MS, time), startOf(DAY_MS, time)];
  if ((await lastHour(db, chain)) >= hour) return;
  const isWhole = nodes.values().every(({ coefficient }) => coefficient !== undefined);
  const frame = frameOf(nodes);
  const moment = { chain, block, knows_coefficients: isWhole ? 1 : 0 } as const;
  const isNewDay = await addMoment(db, { ...moment, every: 'day', at: day }, async () =>
    changesBetween(new Map(), frame),
  );
  await addMoment(db, { ...moment, every: 'hour', at: hour }, async () =>
    changesBetween(isNewDay ? frame : await readFrame(db, chain, day), frame),
  );
  if (isNewDay) await dropHoursBefore(db, chain, day - HOURS_KEPT_MS);
}

/** Those that are there already stay as they are. Call it inside the same transaction. */
export async function addClaims(
  db: Db,
  chain: string,
  claims: readonly (Claim & { readonly node: string })[],
): Promise<void> {
  const all = claims.map(({ node, at, block, perVote }) => ({ chain, node, at, block, per_vote: perVote }));
  for (const rows of chunksOf(all)) {
    await db
      .insertInto('claims')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['chain', 'node', 'block']).doNothing())
      .execute();
  }
}

async function lastHour(db: Db, chain: string): Promise<number> {
  const { at } = await db
    .selectFrom('history_moments')
    .select(({ fn }) => fn.max('at').as('at'))
    .where((where) => where.and({ chain, every: 'hour' }))
    .executeTakeFirstOrThrow();
  return Number(at ?? Number.NEGATIVE_INFINITY);
}

function frameOf(nodes: HistoryFrame['nodes']): Frame {
  const entries = [...nodes].map(([account, { votes, coefficient }]): readonly [string, Value] => [
    account,
    { votes: votes.toString(), coefficient },
  ]);
  return new Map(entries);
}

interface Moment {
  readonly chain: string;
  readonly every: Every;
  readonly at: number;
  readonly block: number;
  readonly knows_coefficients: 0 | 1;
}

/** False when there is one already. */
async function addMoment(db: Db, moment: Moment, changes: () => Promise<readonly Change[]>): Promise<boolean> {
  const added = await db
    .insertInto('history_moments')
    .values(moment)
    .onConflict((conflict) => conflict.columns(['chain', 'every', 'at']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  const all = (await changes()).map((change) => ({ moment_id: added.id, ...change }));
  for (const rows of chunksOf(all)) await db.insertInto('history_values').values(rows).execute();
  return true;
}

/** Everyone as the day knows them so far. */
async function readFrame(db: Db, chain: string, day: number): Promise<Frame> {
  const rows = await db
    .selectFrom('history_moments as moment')
    .innerJoin('history_values as value', 'value.moment_id', 'moment.id')
    .select(['value.account', 'value.votes', 'value.coefficient'])
    .where('moment.chain', '=', chain)
    .where('moment.at', '>=', day)
    .orderBy('moment.at')
    .orderBy('moment.every')
    .execute();
  const frame = new Map<string, Value>();
  for (const row of rows) frame.set(row.account, after(frame.get(row.account), row));
  return frame;
}

/** Whole days only, for an hour is told by those before it. What they hold goes with them. */
async function dropHoursBefore(db: Db, chain: string, day: number): Promise<void> {
  await db
    .deleteFrom('history_moments')
    .where((where) => where.and({ chain, every: 'hour' }))
    .where('at', '<', day)
    .execute();
}

async function readPoints(
  db: Db,
  chain: string,
  account: string,
  every: Every,
  since: number,
): Promise<readonly HistoryPoint[]> {
  const rows = await db
    .selectFrom('history_moments as moment')
    .leftJoin('history_values as value', (join) =>
      join.onRef('value.moment_id', '=', 'moment.id').on('value.account', '=', account),
    )
    .select(['moment.at', 'moment.every', 'moment.block', 'moment.knows_coefficients'])
    .select(['value.account', 'value.votes', 'value.coefficient'])
    .where('moment.chain', '=', chain)
    .where('moment.every', 'in', every === 'day' ? ['day'] : ['day', 'hour'])
    .where('moment.at', '>=', startOf(DAY_MS, since))
    .orderBy('moment.at')
    .orderBy('moment.every')
    .execute();
  const points: HistoryPoint[] = [];
  let known: Value | undefined;
  for (const { account: found, votes, coefficient, ...moment } of rows) {
    // A day says everything anew; in an hour no row means no change.
    if (moment.every === 'day') known = undefined;
    if (found !== null) known = after(known, { votes, coefficient });
    const at = Number(moment.at);
    if (moment.every !== every || at < since || known?.votes === undefined) continue;
    const read = moment.knows_coefficients === 1 ? known.coefficient : undefined;
    const point = { at, block: Number(moment.block), votes: BigInt(known.votes) };
    points.push(read === undefined ? point : { ...point, coefficient: read });
  }
  return points;
}

async function readClaims(db: Db, chain: string, node: string, since: number): Promise<readonly Claim[]> {
  const rows = await db
    .selectFrom('claims')
    .select(['at', 'block', 'per_vote'])
    .where((where) => where.and({ chain, node }))
    .where('at', '>=', since)
    .orderBy('block')
    .execute();
  return rows.map(({ at, block, per_vote }) => ({ at: Number(at), block: Number(block), perVote: per_vote }));
}

function startOf(periodMs: number, time: number): number {
  return Math.floor(time / periodMs) * periodMs;
}
