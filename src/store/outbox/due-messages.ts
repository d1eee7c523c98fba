// Takes out of the outbox what is due, one message for each owner, and notes that it is being sent before anybody sends it.
import { sql } from 'kysely';
import type { Parcel } from '../../core/ports/outbox.ts';
import type { Db, Tables } from '../schema.ts';
import { listOf } from '../sqlite/json-rows.ts';
import { LET_IN } from '../subscriptions/closed-places.ts';
import { alertsOf } from './alert-rows.ts';
import { type Addressee, addresseesOf } from './destinations.ts';
import { archive } from './outcomes.ts';
import type { Queues } from './queues.ts';

/** Of one message: more is another one. */
const MAX_ROWS = 1_000;
/** While a platform rests, so many owners are looked at together, to find those who wait for another. */
const AT_ONCE = 500;
/** The rest is looked at by the next call. */
const MAX_ROUNDS = 10;

/** Call it inside a transaction. */
export async function claim(
  db: Db,
  queues: Queues,
  now: number,
  limit: number,
  resting: readonly string[],
): Promise<readonly Parcel[]> {
  queues.rest(resting);
  const taken: Taken[] = [];
  for (let round = 0; round < MAX_ROUNDS && taken.length < limit; round += 1) {
    const wanted = limit - taken.length;
    const owners = await queues.next(db, now, resting.length > 0 ? Math.max(AT_ONCE, wanted) : wanted);
    if (owners.length === 0) break;
    await lineUp(db, owners, now);
    const ready = await sortOut(db, queues, owners, now);
    taken.push(...(await take(db, new Map([...ready].slice(0, wanted)), now)));
  }
  return withAlerts(db, taken);
}

/** What was tried already goes first and alone: the rest of its owner waits until it is tried again. */
async function lineUp(db: Db, owners: readonly number[], now: number): Promise<void> {
  await sql`update outbox set due_at = tried.due_at from (
      select subscriber_id as owner, max(due_at) as due_at from outbox
      where subscriber_id in ${listOf(owners)} and message_key > '' and started_at is null group by 1
    ) as tried
    where subscriber_id = owner and message_key is null and outbox.due_at <= ${now} and tried.due_at > ${now}`.execute(
    db,
  );
}

/** Those that something can be sent to: not to a closed place before it is open, and not while its platform rests. */
async function sortOut(
  db: Db,
  queues: Queues,
  owners: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, Addressee>> {
  const addressees = await addresseesOf(db, owners);
  await giveUp(
    db,
    owners.filter((id) => !addressees.has(id)),
    now,
  );
  const found = owners.flatMap((id) => {
    const addressee = addressees.get(id);
    const first = addressee?.isClosed ? LET_IN : addressee?.destinations[0]?.platform;
    return addressee && first !== undefined ? [{ id, addressee, first }] : [];
  });
  const passed = found.filter(({ first }) => queues.isResting(first));
  for (const [platform, those] of Map.groupBy(passed, ({ first }) => first)) {
    const ids = those.map(({ id }) => id);
    await queues.passOver(db, ids, platform);
  }
  return new Map(found.filter(({ first }) => !queues.isResting(first)).map(({ id, addressee }) => [id, addressee]));
}

/** Nothing can reach them. */
async function giveUp(db: Db, owners: readonly number[], now: number): Promise<void> {
  if (owners.length === 0) return;
  const which = sql`started_at is null and subscriber_id in ${listOf(owners)}`;
  await archive(db, which, { at: now, outcome: 'gone', why: 'no platform', platform: null });
}

type Row = Pick<
  Tables['outbox'],
  'subscriber_id' | 'kind' | 'event_id' | 'subscription_id' | 'text' | 'created_at' | 'message_key' | 'attempts'
> & { readonly id: number; readonly unsure_since: number | null; readonly unsure_on: string | null };

/** A parcel before its alerts are looked up. */
interface Taken {
  readonly parcel: Omit<Parcel, 'alerts'>;
  readonly rows: readonly Row[];
}

/** A digest is as old as the time at which it was due for the first time. */
const CREATED_AT = sql`case when kind = 'digest' and message_key is null then due_at else created_at end`;

async function take(db: Db, ready: ReadonlyMap<number, Addressee>, now: number): Promise<readonly Taken[]> {
  const due = Map.groupBy(await dueRows(db, [...ready.keys()], now), (row) => row.subscriber_id);
  const taken = [...ready].flatMap(([id, addressee]) => messageOf(id, addressee, due.get(id) ?? []) ?? []);
  for (const { parcel, rows } of taken) {
    await sql`update outbox set message_key = ${parcel.key}, started_at = ${now},
      started_on = ${parcel.destinations[0]?.platform}, waits_for = null, created_at = ${CREATED_AT}
      where id in ${listOf(rows.map(({ id }) => id))}`.execute(db);
  }
  return taken;
}

/** Of each owner, messages that were tried first, one after the other, and in each the oldest row first. */
async function dueRows(db: Db, owners: readonly number[], now: number): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select * from (
      select id, subscriber_id, kind, event_id, subscription_id, text, ${CREATED_AT} as created_at, message_key, attempts,
        unsure_since, unsure_on,
        row_number() over (partition by subscriber_id order by message_key is null, message_key, id) as place
      from outbox where subscriber_id in ${listOf(owners)} and started_at is null and due_at <= ${now}
    ) as due where place <= ${MAX_ROWS} order by place`.execute(db);
  return rows;
}

/** The first that was tried, which keeps its rows; else all that is due is one. */
function messageOf(
  subscriberId: number,
  { destinations, preferences, goneSince }: Addressee,
  due: readonly Row[],
): Taken | undefined {
  const tried = due[0]?.message_key ?? null;
  const rows = due.filter((row) => row.message_key === tried);
  const [head] = rows;
  if (!head) return undefined;
  const parcel = {
    key: tried ?? `${head.id}-${rows.at(-1)?.id}`,
    subscriberId,
    destinations,
    preferences,
    attempts: head.attempts,
    ...(head.unsure_since !== null && { unsure: { since: Number(head.unsure_since), platform: head.unsure_on ?? '' } }),
    ...(goneSince !== undefined && { goneSince }),
  };
  return { parcel, rows };
}

async function withAlerts(db: Db, taken: readonly Taken[]): Promise<readonly Parcel[]> {
  const alerts = await alertsOf(
    db,
    taken.flatMap(({ rows }) => rows),
  );
  let next = 0;
  return taken.map(({ parcel, rows }) => {
    const start = next;
    next += rows.length;
    return { ...parcel, alerts: alerts.slice(start, next) };
  });
}
