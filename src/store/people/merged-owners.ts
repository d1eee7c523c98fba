// Two owners become one: people who link their accounts, or a chat that goes on under an id that has a list already.
// Nobody is told twice of one event because of it.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../schema.ts';
import { DIGEST_KEY, PREFERENCE_COLUMNS } from '../subscriptions/preferences.ts';
import { dropSubscriptions } from '../subscriptions/removal.ts';
import { waitForNobody } from '../subscriptions/subscribers.ts';

interface Pair {
  readonly from: number;
  readonly into: number;
}

/** `from` ends; everything of it stays. Call it inside a transaction. */
export async function mergeSubscribers(db: Db, pair: Pair): Promise<void> {
  await mergePreferences(db, pair);
  await mergeSubscriptions(db, pair);
  await mergeOutbox(db, pair);
  const { from, into } = pair;
  await db.updateTable('past_alerts').set({ subscriber_id: into }).where('subscriber_id', '=', from).execute();
  await mergeIdentities(db, pair);
  await db.updateTable('subscribers').set({ gone_since: null, closed: null }).where('id', '=', into).execute();
  await db.deleteFrom('subscribers').where('id', '=', from).execute();
}

/** Those of `into`, where it has set any. */
async function mergePreferences(db: Db, { from, into }: Pair): Promise<void> {
  const read = (id: number) =>
    db.selectFrom('subscribers').select(PREFERENCE_COLUMNS).where('id', '=', id).executeTakeFirstOrThrow();
  const { zone, ...others } = await read(into);
  const isUnset = zone === 'UTC' && Object.values(others).every((value) => value === null);
  if (isUnset) {
    await db
      .updateTable('subscribers')
      .set(await read(from))
      .where('id', '=', into)
      .execute();
  }
  await db
    .deleteFrom('outbox')
    .where('subscriber_id', '=', isUnset ? into : from)
    .where('once_key', '=', DIGEST_KEY)
    .where('message_key', 'is', null)
    .execute();
}

/** Of two equal ones that of `into` stays, made by those who made either, and what was told of the other becomes its own. */
async function mergeSubscriptions(db: Db, { from, into }: Pair): Promise<void> {
  const { rows: doubles } = await sql<{ gone: number; kept: number }>`
    select gone.id as gone, kept.id as kept from subscriptions as gone join subscriptions as kept
      on kept.subject_kind = gone.subject_kind and kept.subject = gone.subject and kept.event = gone.event
      and kept.level is not distinct from gone.level and kept.is_percent = gone.is_percent
      and kept.period_s is not distinct from gone.period_s and kept.direction = gone.direction
    where gone.subscriber_id = ${from} and kept.subscriber_id = ${into}`.execute(db);
  for (const { gone, kept } of doubles) {
    for (const table of ['outbox', 'past_alerts'] as const) {
      await db.updateTable(table).set({ subscription_id: kept }).where('subscription_id', '=', gone).execute();
    }
    await sql`insert into makers select ${kept}, platform, user_id from makers where subscription_id = ${gone}
      on conflict do nothing`.execute(db);
  }
  await dropSubscriptions(
    db,
    doubles.map(({ gone }) => gone),
  );
  await db.updateTable('subscriptions').set({ subscriber_id: into }).where('subscriber_id', '=', from).execute();
}

/** Of one event, and of one key, a single row stays: the one that was told already, that is on its way, or that of `into`. What
 *  is being sent cannot be called back, and is not tried again. */
async function mergeOutbox(db: Db, { from, into }: Pair): Promise<void> {
  const isSame = sql`(other.event_id = outbox.event_id or other.once_key = outbox.once_key)`;
  const waits = (owner: number) =>
    sql`select 1 from outbox as other where other.subscriber_id = ${owner} and ${isSame}`;
  const wasTold = (owner: number) => sql`select 1 from past_alerts as other
    where other.subscriber_id = ${owner} and ${isSame} and (other.kind = 'notice' or other.outcome = 'delivered')`;
  const drop = async (owner: number, condition: RawBuilder<unknown>) => {
    await sql`delete from outbox where subscriber_id = ${owner} and ${condition}`.execute(db);
  };
  await drop(into, sql`exists (${wasTold(from)})`);
  await drop(from, sql`exists (${wasTold(into)})`);
  await drop(into, sql`message_key is null and exists (${waits(from)} and other.message_key is not null)`);
  await drop(from, sql`exists (${waits(into)})`);
  await db.updateTable('outbox').set({ subscriber_id: into }).where('subscriber_id', '=', from).execute();
  await waitForNobody(db, into);
}

/** Those of `from` come after those of `into`. */
async function mergeIdentities(db: Db, { from, into }: Pair): Promise<void> {
  const offset = await nextPlace(db, into);
  await db
    .updateTable('identities')
    .set(({ eb }) => ({ subscriber_id: into, place: eb('place', '+', offset) }))
    .where('subscriber_id', '=', from)
    .execute();
}

async function nextPlace(db: Db, subscriberId: number): Promise<number> {
  const { last } = await db
    .selectFrom('identities')
    .select(({ fn }) => fn.max('place').as('last'))
    .where('subscriber_id', '=', subscriberId)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}
