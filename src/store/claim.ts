// Takes out of the outbox what is due, one message for each owner, and notes that it is being sent before anybody sends it.
import type { Alert, Parcel } from '../core/alert-ports.ts';
import { alertsOf } from './alert-rows.ts';
import { type Addressee, addresseesOf } from './destinations.ts';
import type { Db, Tables } from './schema.ts';

/** Of one message: more is another one. */
const MAX_ROWS = 1_000;

/** Call it inside a transaction. */
export async function claim(
  db: Db,
  now: number,
  limit: number,
  resting: readonly string[],
): Promise<readonly Parcel[]> {
  await wakeUp(db, resting);
  const claimed: Claimed[] = [];
  while (claimed.length < limit) {
    const owners = await dueOwners(db, now, limit - claimed.length);
    if (owners.length === 0) break;
    const addressees = await addresseesOf(db, owners);
    for (const id of owners) {
      const addressee = addressees.get(id);
      const taken = addressee && (await claimFor(db, id, addressee, now, resting));
      if (taken) claimed.push(taken);
      if (!addressee) await db.deleteFrom('outbox').where('subscriber_id', '=', id).execute();
    }
  }
  return withAlerts(db, claimed);
}

/** What waited for a platform that rests no more. */
async function wakeUp(db: Db, resting: readonly string[]): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ waits_for: null })
    .where('waits_for', 'is not', null)
    .where('started_at', 'is', null)
    .$if(resting.length > 0, (query) => query.where('waits_for', 'not in', resting))
    .execute();
}

/** Each once, whoever waits longest first; nobody who has a message under way. */
async function dueOwners(db: Db, now: number, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('outbox as waiting')
    .select('waiting.subscriber_id')
    .where('waits_for', 'is', null)
    .where('started_at', 'is', null)
    .where('due_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as started')
            .select('started.id')
            .whereRef('started.subscriber_id', '=', 'waiting.subscriber_id')
            .where('started.started_at', 'is not', null),
        ),
      ),
    )
    .orderBy('due_at')
    .limit(limit * 4)
    .execute();
  return [...new Set(rows.map((row) => row.subscriber_id))].slice(0, limit);
}

type Row = Pick<
  Tables['outbox'],
  'subscriber_id' | 'kind' | 'event_id' | 'subscription_id' | 'text' | 'created_at' | 'message_key' | 'attempts'
> & { readonly id: number; readonly unsure_since: number | null; readonly unsure_on: string | null };

/** A parcel before its alerts are looked up. */
interface Claimed {
  readonly parcel: Omit<Parcel, 'alerts'>;
  readonly rows: readonly Row[];
}

/** undefined when its first destination rests: then it is passed over until that one does not. */
async function claimFor(
  db: Db,
  id: number,
  { destinations, preferences, goneSince }: Addressee,
  now: number,
  resting: readonly string[],
): Promise<Claimed | undefined> {
  const [first] = destinations;
  if (!first) return undefined;
  if (resting.includes(first.platform)) {
    await due(db, id, now).set({ waits_for: first.platform }).execute();
    return undefined;
  }
  const rows = await messageOf(db, id, now);
  const [head] = rows;
  if (!head) return undefined;
  const key = head.message_key ?? `${head.id}-${rows.at(-1)?.id}`;
  await db
    .updateTable('outbox')
    .set(({ eb, ref }) => ({
      ...{ message_key: key, started_at: now, started_on: first.platform },
      created_at: eb
        .case()
        .when(eb.and([eb('kind', '=', 'digest'), eb('attempts', '=', 0)]))
        .then(ref('due_at'))
        .else(ref('created_at'))
        .end(),
    }))
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  const parcel = {
    ...{ key, subscriberId: id, destinations, preferences, attempts: head.attempts },
    ...(head.unsure_since !== null && { unsure: { since: Number(head.unsure_since), platform: head.unsure_on ?? '' } }),
    ...(goneSince !== undefined && { goneSince }),
  };
  return { parcel, rows };
}

function due(db: Db, id: number, now: number) {
  return db
    .updateTable('outbox')
    .where('subscriber_id', '=', id)
    .where('started_at', 'is', null)
    .where('due_at', '<=', now);
}

/** A message that was tried before keeps its rows and goes first; else all that is due is one. */
async function messageOf(db: Db, id: number, now: number): Promise<readonly Row[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'subscriber_id', 'kind', 'event_id', 'subscription_id', 'text', 'created_at', 'message_key'])
    .select(['attempts', 'unsure_since', 'unsure_on'])
    .where('subscriber_id', '=', id)
    .where('started_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('id')
    .limit(MAX_ROWS)
    .execute();
  const tried = rows.find((row) => row.message_key !== null)?.message_key ?? null;
  return rows.filter((row) => row.message_key === tried);
}

async function withAlerts(db: Db, claimed: readonly Claimed[]): Promise<readonly Parcel[]> {
  const alerts: readonly Alert[] = await alertsOf(
    db,
    claimed.flatMap(({ rows }) => rows),
  );
  let next = 0;
  return claimed.map(({ parcel, rows }) => {
    const start = next;
    next += rows.length;
    return { ...parcel, alerts: alerts.slice(start, next) };
  });
}
