// What people and chats watch: their lists, and the alerts that they got or wait for.
import { sql } from 'kysely';
import type { Owner } from '../../core/ports/ids.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Subscription } from '../../core/ports/subscription.ts';
import type { NewWatch, SubscriptionStore, WatchResult } from '../../core/ports/subscriptions.ts';
import { chainKey } from '../../election/snapshot.ts';
import { personColumns } from '../keys.ts';
import { readEvents } from '../lines/event-rows.ts';
import { addTriggers, candidatesOf, EVERY, hasLines } from '../lines/triggers.ts';
import { readAlert, readAlerts, readRearm } from '../outbox/alert-list.ts';
import type { Db } from '../schema.ts';
import { dropUnwatched } from './account-notes.ts';
import { endPings, enqueueTest, mute, readPreferences, savePreferences } from './preferences.ts';
import { dropSubscriptions } from './removal.ts';
import { subscriptionOf, WATCH_COLUMNS, watchColumns } from './rows.ts';
import { findSubscriber, hearFrom } from './subscribers.ts';
import { tellerIn } from './tellers.ts';

export function createSubscriptionStore(db: Db, rules: RuleTable): SubscriptionStore {
  const atOnce = <T>(work: (inside: Db) => Promise<T>) => db.transaction().execute(work);
  return {
    add: (owner, watch, limit, now) => atOnce((inside) => add(inside, owner, watch, { limit, now, rules })),
    list: (owner) => list(db, owner),
    remove: (owner, id) => atOnce((inside) => remove(inside, owner, id, rules)),
    mute: (owner, id, until) => mute(db, owner, id, until),
    preferences: (owner) => readPreferences(db, owner),
    savePreferences: (owner, preferences, digestDue, now) =>
      atOnce((inside) => savePreferences(inside, owner, preferences, digestDue, now)),
    enqueueTest: (owner, now) => atOnce((inside) => enqueueTest(inside, owner, now)),
    endPings: (platform, role, notice, now) => atOnce((inside) => endPings(inside, platform, role, notice, now)),
    alerts: (owner, limit) => readAlerts(db, owner, limit),
    alert: (owner, id) => readAlert(db, owner, id),
    rearm: (owner, id, chain) => readRearm(db, owner, id, chain),
    events: (chain, types, subject, since) => readEvents(db, chainKey(chain), types, subject, since),
  };
}

interface Conditions {
  readonly limit: number;
  readonly now: number;
  readonly rules: RuleTable;
}

async function add(db: Db, owner: Owner, watch: NewWatch, { limit, now, rules }: Conditions): Promise<WatchResult> {
  const subscriberId = await hearFrom(db, owner);
  const same = await findSame(db, subscriberId, watch);
  if (same) {
    await sign(db, owner, same.id);
    return { kind: 'exists', subscription: same };
  }
  if ((await countOf(db, subscriberId)) >= limit) return { kind: 'full' };
  const { subject, rule, creator, terms } = watch;
  const by = owner.kind === 'chat' ? personColumns(creator) : { platform: null, user_id: null };
  const { id } = await db
    .insertInto('subscriptions')
    .values({
      ...watchColumns(subject, rule),
      subscriber_id: subscriberId,
      created_at: now,
      creator_platform: by.platform,
      creator_user_id: by.user_id,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sign(db, owner, id);
  const lines = { chain: chainKey(terms.chain), threshold: terms.threshold, time: terms.time, rules };
  await addTriggers(db, { id, rule }, await listenedTo(db, watch, rules), lines);
  return { kind: 'added', subscription: { id, subject, rule, createdAt: now } };
}

/** The side of a person that asked for it has made it too, whoever did before: it keeps it when it leaves the others. */
async function sign(db: Db, owner: Owner, id: number): Promise<void> {
  if (owner.kind === 'chat') return;
  await db
    .insertInto('makers')
    .values({ subscription_id: id, ...personColumns(owner.person) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function findSame(db: Db, subscriberId: number, { subject, rule }: NewWatch): Promise<Subscription | undefined> {
  const { level, period_s, ...columns } = watchColumns(subject, rule);
  const row = await db
    .selectFrom('subscriptions as watch')
    .select(WATCH_COLUMNS)
    .where('subscriber_id', '=', subscriberId)
    .where((where) => where.and(columns))
    .where('level', 'is not distinct from', level)
    .where('period_s', 'is not distinct from', period_s)
    .executeTakeFirst();
  return row && subscriptionOf(row);
}

async function countOf(db: Db, subscriberId: number): Promise<number> {
  const { count } = await db
    .selectFrom('subscriptions')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('subscriber_id', '=', subscriberId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Of `all`: an event of every node, but a line of its own for each candidate. */
async function listenedTo(
  db: Db,
  { subject, rule, nodes = [], terms }: NewWatch,
  rules: RuleTable,
): Promise<readonly string[]> {
  switch (subject.kind) {
    case 'node':
      return [subject.node];
    case 'account':
      return [subject.account];
    case 'mine':
      return [...new Set(nodes)];
    case 'all':
      return hasLines(rules, rule) ? candidatesOf(db, chainKey(terms.chain), rules) : [EVERY];
  }
}

async function list(db: Db, owner: Owner): Promise<readonly Subscription[]> {
  const subscriberId = await findSubscriber(db, owner);
  if (subscriberId === undefined) return [];
  const rows = await db
    .selectFrom('subscriptions as watch')
    .select(WATCH_COLUMNS)
    .where('subscriber_id', '=', subscriberId)
    .orderBy('watch.id')
    .execute();
  return rows.map(subscriptionOf);
}

async function remove(db: Db, owner: Owner, id: number, rules: RuleTable): Promise<boolean> {
  const subscriberId = await findSubscriber(db, owner);
  if (subscriberId === undefined) return false;
  const removed = await db
    .selectFrom('subscriptions')
    .select('subject_kind')
    .where((where) => where.and({ id, subscriber_id: subscriberId }))
    .executeTakeFirst();
  if (!removed) return false;
  await handOver(db, subscriberId, id);
  await dropSubscriptions(db, [id]);
  if (removed.subject_kind === 'account' || removed.subject_kind === 'mine') await dropUnwatched(db, rules);
  return true;
}

/** What waits of this one waits for another that would have told the same, or is dropped; what is on its way goes on. */
async function handOver(db: Db, subscriberId: number, id: number): Promise<void> {
  await sql`update outbox set subscription_id = ${tellerIn(subscriberId, 'others')} from subscriptions as told
    where told.id = ${id} and outbox.subscription_id = told.id and message_key is null`.execute(db);
  await sql`delete from outbox where kind = 'alert' and subscription_id is null and message_key is null
    and subscriber_id = ${subscriberId}`.execute(db);
}
