// What waits to be delivered, and what was.
import { sql } from 'kysely';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { Destination, OutboxStore } from '../../core/ports/outbox.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Db } from '../schema.ts';
import { dropUnwatched } from '../subscriptions/account-notes.ts';
import { LET_IN } from '../subscriptions/closed-places.ts';
import { dropSubscriber } from '../subscriptions/removal.ts';
import { addresseesOf } from './destinations.ts';
import { claim } from './due-messages.ts';
import { dropEmptyMailboxes, needMailbox } from './mailboxes.ts';
import { archive, recover, settle } from './outcomes.ts';
import { createQueues } from './queues.ts';

export function createOutboxStore(db: Db, rules: RuleTable): OutboxStore {
  const queues = createQueues();
  const atOnce = <T>(work: (inside: Db) => Promise<T>) => db.transaction().execute(work);
  return {
    recover: (now) => atOnce((inside) => recover(inside, now)),
    claim: (now, limit, resting) => atOnce((inside) => claim(inside, queues, now, limit, resting)),
    settle: (outcomes) =>
      atOnce(async (inside) => {
        for (const { parcel, outcome } of outcomes) await settle(inside, parcel, outcome);
      }),
    expire: (before, now) => atOnce((inside) => expire(inside, before, now)),
    nextDue: () => queues.nextDue(db),
    counts: (now) => counts(db, now),
    dropGone: (before) => atOnce((inside) => dropGone(inside, before, rules)),
    notify: (person, key, text, now) => atOnce((inside) => notify(inside, person, key, text, now)),
    prune: (before) => atOnce((inside) => prune(inside, before)),
  };
}

/** Of somebody who is gone it says so. A digest is as old as its due time, which its first claim notes; a message that was
 *  tried is as old as the newest alert in it. */
async function expire(db: Db, before: number, now: number): Promise<number> {
  const old = sql`started_at is null and created_at < ${before}
    and (kind <> 'digest' or message_key is not null or due_at < ${before})
    and not exists (select 1 from outbox as other where other.message_key = outbox.message_key
      and other.created_at >= ${before})`;
  const gone = sql`subscriber_id in (select id from subscribers where gone_since is not null)`;
  const { rows } = await sql<{ count: number }>`select count(*) as count from outbox where ${old}`.execute(db);
  const count = Number(rows[0]?.count ?? 0);
  if (count === 0) return 0;
  await archive(db, sql`${old} and ${gone}`, { at: now, outcome: 'gone', why: null, platform: null });
  await archive(db, old, { at: now, outcome: 'expired', why: null, platform: null });
  return count;
}

async function counts(db: Db, now: number): ReturnType<OutboxStore['counts']> {
  const { rows } = await sql<Record<'waiting' | 'due' | 'dead', number>>`select
    (select count(*) from outbox) as waiting,
    (select count(*) from outbox where due_at <= ${now} and waits_for is distinct from ${LET_IN}) as due,
    (select count(*) from past_alerts where outcome <> 'delivered') as dead`.execute(db);
  const [{ waiting, due, dead } = { waiting: 0, due: 0, dead: 0 }] = rows;
  return { waiting: Number(waiting), due: Number(due), dead: Number(dead) };
}

async function dropGone(db: Db, before: number, rules: RuleTable): Promise<readonly Destination[]> {
  const gone = await db.selectFrom('subscribers').select('id').where('gone_since', '<', before).execute();
  if (gone.length === 0) return [];
  const ids = gone.map(({ id }) => id);
  const addressees = await addresseesOf(db, ids);
  for (const id of ids) await dropSubscriber(db, id);
  await dropUnwatched(db, rules);
  return ids.flatMap((id) => addressees.get(id)?.destinations[0] ?? []);
}

/** To this account, wherever the person's alerts go. The key is remembered as long as the history is. */
async function notify(db: Db, person: PersonKey, key: string, text: string, now: number): Promise<boolean> {
  const id = await needMailbox(db, person);
  const told = await db
    .selectFrom('past_alerts')
    .select('id')
    .where((where) => where.and({ subscriber_id: id, once_key: key }))
    .executeTakeFirst();
  if (told) return false;
  const added = await db
    .insertInto('outbox')
    .values({ subscriber_id: id, kind: 'notice', text, once_key: key, due_at: now, created_at: now, attempts: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** An event stays as long as an alert of it does. */
async function prune(db: Db, before: number): Promise<void> {
  await db.deleteFrom('past_alerts').where('settled_at', '<', before).execute();
  await sql`delete from events where created_at < ${before}
    and not exists (select 1 from outbox where event_id = events.id)
    and not exists (select 1 from past_alerts where event_id = events.id)`.execute(db);
  await dropEmptyMailboxes(db);
}
