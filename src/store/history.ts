// Votes over time: of each UTC hour and UTC day of the chain's own time, the votes in the first snapshot seen.
import type { HistoryPoint } from '../core/ports.ts';
import type { Candidate, Snapshot } from '../election/snapshot.ts';
import type { Db } from './schema.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS_KEPT_MS = 35 * DAY_MS;
/** Rows of three values; SQLite binds at most 32,766 in one statement, older builds 999. */
const CHUNK = 300;

type Every = 'hour' | 'day';

/** Call it inside a transaction. Hours older than 35 days go, days stay. */
export async function addToHistory(db: Db, chain: string, snapshot: Snapshot): Promise<void> {
  await addMoment(db, chain, 'day', startOf(DAY_MS, snapshot.time), snapshot);
  const hour = startOf(HOUR_MS, snapshot.time);
  if (await addMoment(db, chain, 'hour', hour, snapshot)) await dropHoursBefore(db, chain, hour - HOURS_KEPT_MS);
}

/** False when there is one already. */
async function addMoment(db: Db, chain: string, every: Every, at: number, { blocks, candidates }: Snapshot) {
  const moment = await db
    .insertInto('history_moments')
    .values({ chain, every, at, block: blocks.first })
    .onConflict((conflict) => conflict.columns(['chain', 'every', 'at']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!moment) return false;
  for (let start = 0; start < candidates.length; start += CHUNK) {
    await addVotes(db, moment.id, candidates.slice(start, start + CHUNK));
  }
  return true;
}

async function addVotes(db: Db, momentId: number, candidates: readonly Candidate[]): Promise<void> {
  const rows = candidates.map(({ account, votes }) => ({ moment_id: momentId, account, votes: votes.toString() }));
  await db.insertInto('history_votes').values(rows).execute();
}

/** The votes of those hours go with them. */
async function dropHoursBefore(db: Db, chain: string, at: number): Promise<void> {
  await db
    .deleteFrom('history_moments')
    .where((where) => where.and({ chain, every: 'hour' }))
    .where('at', '<', at)
    .execute();
}

/** Oldest first. */
export async function readHistory(
  db: Db,
  chain: string,
  account: string,
  every: Every,
  since: number,
): Promise<readonly HistoryPoint[]> {
  const rows = await db
    .selectFrom('history_moments as moment')
    .innerJoin('history_votes as vote', 'vote.moment_id', 'moment.id')
    .select(['moment.at', 'moment.block', 'vote.votes'])
    .where((where) => where.and({ 'moment.chain': chain, 'moment.every': every, 'vote.account': account }))
    .where('moment.at', '>=', since)
    .orderBy('moment.at')
    .execute();
  return rows.map(({ at, block, votes }) => ({ at: Number(at), block: Number(block), votes: BigInt(votes) }));
}

function startOf(periodMs: number, time: number): number {
  return Math.floor(time / periodMs) * periodMs;
}
