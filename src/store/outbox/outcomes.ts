// What became of messages: rows move to the history, wait for the next try, or are taken apart. A message is found by its key,
// for its owner may be forgotten or joined to another by now.
import { type RawBuilder, sql } from 'kysely';
import type { Destination, Parcel, ParcelOutcome } from '../../core/ports/outbox.ts';
import { nextLocal } from '../../core/values/zone.ts';
import type { Db, Tables } from '../schema.ts';
import { enqueue, PREFERENCE_COLUMNS, preferencesOf } from '../subscriptions/preferences.ts';
import { dropEmptyMailboxes } from './mailboxes.ts';

/** Call it inside a transaction. */
export async function settle(db: Db, { key, destinations }: Parcel, outcome: ParcelOutcome): Promise<void> {
  switch (outcome.kind) {
    case 'delivered':
      await foundAgain(db, key, triedOf(destinations, outcome));
      return archive(db, sql`message_key = ${key}`, { ...outcome, outcome: 'delivered', why: null });
    case 'dead':
      return archive(db, sql`message_key = ${key}`, { ...outcome, platform: null });
    case 'retry':
      return wait(db, key, outcome.dueAt, outcome.isUnsure ? outcome.platform : undefined);
    case 'closed':
      await rest(db, key, outcome.at);
      return outcome.isTold
        ? archive(db, sql`message_key = ${key}`, { ...outcome, outcome: 'delivered', why: null })
        : wait(db, key, outcome.at, undefined);
    case 'gone':
      await lost(db, key, triedOf(destinations, outcome), outcome.at);
      return wait(db, key, outcome.dueAt, undefined);
    case 'hold':
      return takeApart(db, key, outcome.dueAt);
  }
}

interface End {
  readonly at: number;
  readonly outcome: Tables['past_alerts']['outcome'];
  readonly why: string | null;
  readonly platform: string | null;
}

/** Moves rows of the outbox to the history, news of a link aside, which is kept nowhere; whoever has a digest among them is due
 *  the next one. */
export async function archive(db: Db, which: RawBuilder<unknown>, { at, outcome, why, platform }: End): Promise<void> {
  const { rows } = await sql<{ subscriber_id: number; kind: 'digest' | 'link' }>`select distinct subscriber_id, kind
    from outbox where ${which} and kind in ('digest', 'link')`.execute(db);
  await sql`insert into past_alerts (id, subscriber_id, kind, event_id, subscription_id, created_at, settled_at, outcome,
      why, platform, once_key, maker_platform, maker_user_id)
    select id, subscriber_id, kind, event_id, subscription_id, created_at, ${at}, ${outcome}, ${why}, ${platform},
      case when kind = 'notice' then once_key end, ${onlyMaker('platform')}, ${onlyMaker('user_id')}
    from outbox where ${which} and kind <> 'link'`.execute(db);
  await sql`delete from outbox where ${which}`.execute(db);
  for (const { subscriber_id: id, kind } of rows) if (kind === 'digest') await enqueueDigest(db, id, at);
  if (rows.some(({ kind }) => kind === 'link')) await dropEmptyMailboxes(db);
}

function onlyMaker(column: 'platform' | 'user_id') {
  return sql`(select case when count(*) = 1 then max(${sql.ref(column)}) end from makers
    where makers.subscription_id = outbox.subscription_id)`;
}

/** By the preferences as they are now. */
export async function enqueueDigest(db: Db, id: number, now: number): Promise<void> {
  const row = await db.selectFrom('subscribers').select(PREFERENCE_COLUMNS).where('id', '=', id).executeTakeFirst();
  const { digest, zone } = row ? preferencesOf(row) : { digest: undefined, zone: 'UTC' };
  if (!digest) return;
  const due = nextLocal(zone, digest.at, digest.every === 'week' ? digest.weekday : undefined, now);
  await enqueue(db, id, 'digest', due, now);
}

async function wait(db: Db, key: string, dueAt: number, unsureOn: string | undefined): Promise<void> {
  const isUnsure = unsureOn === undefined ? sql`` : sql`, ${mayHaveArrived(sql`${unsureOn}`)}`;
  await sql`update outbox set due_at = ${Math.ceil(dueAt)}, attempts = attempts + 1, ${ENDED}
    ${isUnsure} where message_key = ${key}`.execute(db);
}

const ENDED = sql`started_at = null, started_on = null`;

/** Since the first such attempt; on several platforms it is none of them. */
function mayHaveArrived(platform: RawBuilder<unknown>) {
  return sql`unsure_since = coalesce(unsure_since, started_at),
    unsure_on = case coalesce(unsure_on, ${platform}) when ${platform} then ${platform} else '' end`;
}

/** Attempts that were under way when the program ended may have arrived; they say nothing about the platform, so nobody waits
 *  longer for them. Says how many messages that were. Call it inside a transaction. */
export async function recover(db: Db, now: number): Promise<number> {
  await sql`update outbox set waits_for = null where waits_for is not null`.execute(db);
  const { rows } = await sql<{ count: number }>`select count(distinct message_key) as count from outbox
    where message_key is not null and started_at is not null`.execute(db);
  await sql`update outbox set due_at = ${now}, ${ENDED}, ${mayHaveArrived(sql.ref('started_on'))}
    where message_key is not null and started_at is not null`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** What may have arrived stays the message that it was. */
async function takeApart(db: Db, key: string, dueAt: number): Promise<void> {
  await sql`update outbox set due_at = ${Math.ceil(dueAt)}, ${ENDED},
    message_key = case when unsure_since is null then null else message_key end
    where message_key = ${key}`.execute(db);
}

const ownerOf = (key: string) => sql<number>`(select subscriber_id from outbox where message_key = ${key} limit 1)`;

/** Of several on one platform the first was. */
function triedOf(destinations: readonly Destination[], { platform }: { readonly platform: string }) {
  const to = destinations.find((destination) => destination.platform === platform)?.to;
  return {
    person: sql`platform = ${platform} and user_id = ${to?.kind === 'person' ? to.userId : null}`,
    chat: sql`platform = ${platform} and chat_id = ${to?.kind === 'chat' ? to.chatId : null}`,
  };
}

type Tried = ReturnType<typeof triedOf>;

async function foundAgain(db: Db, key: string, { person }: Tried): Promise<void> {
  await sql`update subscribers set gone_since = null where gone_since is not null and closed is null and id = ${ownerOf(key)}`.execute(
    db,
  );
  const { numAffectedRows } =
    await sql`update identities set gone_since = null where gone_since is not null and ${person}`.execute(db);
  if (numAffectedRows) await lookAgain(db, key);
}

/** Another platform may come first now than the one that something was passed over for. */
async function lookAgain(db: Db, key: string): Promise<void> {
  await sql`update outbox set waits_for = null where waits_for is not null and subscriber_id = ${ownerOf(key)}`.execute(
    db,
  );
}

/** A chat that has moved meanwhile is tried where it is now. */
async function rest(db: Db, key: string, at: number): Promise<void> {
  await sql`update subscribers set closed = 'topic', gone_since = coalesce(gone_since, ${at})
    where id = ${ownerOf(key)} and kind = 'chat' and closed is null`.execute(db);
  await lookAgain(db, key);
}

/** A person is gone when all their platforms say so; a chat that has moved meanwhile is not. */
async function lost(db: Db, key: string, { person, chat }: Tried, at: number): Promise<void> {
  await lookAgain(db, key);
  await sql`update identities set gone_since = ${at} where gone_since is null and ${person}`.execute(db);
  await sql`update subscribers set gone_since = ${at}
    where gone_since is null and id = ${ownerOf(key)} and (kind = 'person' or ${chat})
    and not exists (select 1 from identities where subscriber_id = subscribers.id and gone_since is null)`.execute(db);
}
