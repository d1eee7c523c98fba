// When an owner wants to hear: time zone, quiet hours, digest, silence; and the rows of the outbox that hang on it.
import type { Owner } from '../../core/ports/ids.ts';
import type { Preferences } from '../../core/ports/subscription.ts';
import type { Db, Tables } from '../schema.ts';
import { findSubscriber, hearFrom } from './subscribers.ts';

/** Under these keys an owner has one row in the outbox at most. */
export const DIGEST_KEY = 'digest';
const TEST_KEY = 'test';

const UNSET: Preferences = { zone: 'UTC' };

export async function readPreferences(db: Db, owner: Owner): Promise<Preferences> {
  const id = await findSubscriber(db, owner);
  if (id === undefined) return UNSET;
  const row = await db.selectFrom('subscribers').select(PREFERENCE_COLUMNS).where('id', '=', id).executeTakeFirst();
  return row ? preferencesOf(row) : UNSET;
}

/** Of `subscribers`. */
export const PREFERENCE_COLUMNS = [
  'zone',
  'quiet_from',
  'quiet_to',
  'digest_every',
  'digest_at',
  'digest_weekday',
  'muted_until',
  'ping_role',
] as const;

type PreferenceRow = Pick<Tables['subscribers'], (typeof PREFERENCE_COLUMNS)[number]>;

export function preferencesOf(row: PreferenceRow): Preferences {
  const { zone, quiet_from: from, quiet_to: to, digest_every: every, digest_at: at, digest_weekday: weekday } = row;
  return {
    zone,
    ...(from !== null && to !== null && { quiet: { from, to } }),
    ...(every !== null && at !== null && { digest: { every, at, weekday: weekday ?? 1 } }),
    ...(row.muted_until !== null && { mutedUntil: Number(row.muted_until) }),
    ...(row.ping_role !== null && { pingRole: row.ping_role }),
  };
}

function preferenceRow({ zone, quiet, digest, mutedUntil, pingRole }: Preferences): PreferenceRow {
  return {
    zone,
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    digest_every: digest?.every ?? null,
    digest_at: digest?.at ?? null,
    digest_weekday: digest?.weekday ?? null,
    muted_until: mutedUntil ?? null,
    ping_role: pingRole ?? null,
  };
}

/** Call it inside a transaction. */
export async function savePreferences(
  db: Db,
  owner: Owner,
  preferences: Preferences,
  digestDue: number | undefined,
  now: number,
): Promise<void> {
  const id = await hearFrom(db, owner);
  await db.updateTable('subscribers').set(preferenceRow(preferences)).where('id', '=', id).execute();
  await db
    .deleteFrom('outbox')
    .where((where) => where.and({ subscriber_id: id, kind: 'digest' }))
    .where('message_key', 'is', null)
    .execute();
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('subscriber_id', '=', id)
    .where('message_key', 'is', null)
    .where('due_at', '>', now)
    .execute();
  if (digestDue !== undefined) await enqueue(db, id, 'digest', digestDue, now);
}

/** What was pinged is said once to each of those who pinged it. Call it inside a transaction. */
export async function endPings(
  db: Db,
  platform: string,
  role: string,
  notice: (locale: string | undefined) => string,
  now: number,
): Promise<void> {
  const ended = await db
    .selectFrom('subscribers')
    .leftJoin('chat_settings', (join) =>
      join
        .onRef('chat_settings.platform', '=', 'subscribers.platform')
        .onRef('chat_settings.chat_id', '=', 'subscribers.chat_id'),
    )
    .select(['subscribers.id', 'chat_settings.locale'])
    .where((where) => where.and({ kind: 'chat', 'subscribers.platform': platform, ping_role: role }))
    .execute();
  for (const { id, locale } of ended) {
    await db.updateTable('subscribers').set({ ping_role: null }).where('id', '=', id).execute();
    const said = { kind: 'notice', text: notice(locale ?? undefined), once_key: `role ${role}` } as const;
    const waits = { subscriber_id: id, due_at: now, created_at: now, attempts: 0 };
    const added = db.insertInto('outbox').values({ ...said, ...waits });
    await added.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

/** Whoever asks for it is there, so what waits to be tried again is tried at once. Call it inside a transaction. */
export async function enqueueTest(db: Db, owner: Owner, now: number): Promise<void> {
  const id = await hearFrom(db, owner);
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('subscriber_id', '=', id)
    .where('message_key', 'is not', null)
    .where('started_at', 'is', null)
    .where('due_at', '>', now)
    .execute();
  await enqueue(db, id, 'test', now, now);
}

/** Not while there is one already, as one that is just being sent. */
export async function enqueue(
  db: Db,
  subscriberId: number,
  kind: 'digest' | 'test',
  dueAt: number,
  now: number,
): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      subscriber_id: subscriberId,
      kind,
      once_key: kind === 'digest' ? DIGEST_KEY : TEST_KEY,
      due_at: dueAt,
      created_at: now,
      attempts: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** undefined `id`: the whole list. */
export async function mute(db: Db, owner: Owner, id: number | undefined, until: number | undefined): Promise<boolean> {
  const subscriberId = await findSubscriber(db, owner);
  if (subscriberId === undefined) return false;
  const muted = { muted_until: until ?? null };
  const { numUpdatedRows } =
    id === undefined
      ? await db.updateTable('subscribers').set(muted).where('id', '=', subscriberId).executeTakeFirst()
      : await db
          .updateTable('subscriptions')
          .set(muted)
          .where((where) => where.and({ id, subscriber_id: subscriberId }))
          .executeTakeFirst();
  return numUpdatedRows > 0n;
}
