// The parts of the store that people's subscriptions live in, with the database itself at hand for what the watch of the
// chain writes there.
import { Kysely } from 'kysely';
import type { AccountWatchStore } from '../../src/core/ports/account-watches.ts';
import type { ChatStore } from '../../src/core/ports/chats.ts';
import type { IdentityStore } from '../../src/core/ports/identities.ts';
import type { Owner, PersonKey } from '../../src/core/ports/ids.ts';
import type { OutboxStore } from '../../src/core/ports/outbox.ts';
import type { PeopleStore } from '../../src/core/ports/people.ts';
import type { ElectionTerms } from '../../src/core/ports/subscription.ts';
import type { NewWatch, SubscriptionStore } from '../../src/core/ports/subscriptions.ts';
import type { TickStore } from '../../src/core/ports/ticks.ts';
import type { Rule, Subject } from '../../src/election/rule.ts';
import { chainKey } from '../../src/election/snapshot.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createTickStore } from '../../src/store/lines/ticks.ts';
import { migrate } from '../../src/store/migrations/index.ts';
import { createOutboxStore } from '../../src/store/outbox/index.ts';
import { createChatStore } from '../../src/store/people/chats.ts';
import { createIdentityStore } from '../../src/store/people/identities.ts';
import { createPeopleStore } from '../../src/store/people/index.ts';
import { createPeopleMemory } from '../../src/store/people/memory.ts';
import type { Db, Tables } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite/dialect.ts';
import { createAccountWatchStore } from '../../src/store/subscriptions/account-watches.ts';
import { createSubscriptionStore } from '../../src/store/subscriptions/index.ts';
import { MAINNET, NOON } from '../store/samples.ts';

export interface AlertStore {
  readonly db: Db;
  readonly subscriptions: SubscriptionStore;
  readonly identities: IdentityStore;
  readonly accountWatches: AccountWatchStore;
  readonly ticks: TickStore;
  readonly outbox: OutboxStore;
  readonly people: PeopleStore;
  readonly chats: ChatStore;
  close(): Promise<void>;
}

export async function openAlertStore(url = 'sqlite::memory:', bandPpm = 5_000): Promise<AlertStore> {
  const db = new Kysely<Tables>({ dialect: await openSqlite(url) });
  await migrate(db);
  const rules = ruleTable(bandPpm);
  const memory = createPeopleMemory();
  return {
    db,
    subscriptions: createSubscriptionStore(db, rules),
    identities: createIdentityStore(db, rules, memory.forget),
    accountWatches: createAccountWatchStore(db, rules),
    ticks: createTickStore(db, rules),
    outbox: createOutboxStore(db, rules),
    people: createPeopleStore(db, memory),
    chats: createChatStore(db),
    close: () => db.destroy(),
  };
}

export const anna = { platform: 'console', userId: '1001' };
export const ben = { platform: 'console', userId: '1002' };
export const annaAbroad = { platform: 'elsewhere', userId: '9001' };
export const benAbroad = { platform: 'elsewhere', userId: '9002' };

export const ownerOf = (person: PersonKey): Owner => ({ kind: 'person', person });
export const roomOf = (chatId: string, threadId?: string): Owner => ({
  kind: 'chat',
  chat: { platform: 'console', chatId, ...(threadId !== undefined && { threadId }) },
});

export const CHAIN = chainKey(MAINNET);
export const IOST = 100_000_000n;
export const TERMS: ElectionTerms = { chain: MAINNET, threshold: 2_100_000n * IOST, time: NOON };

export const nodeOf = (node: string): Subject => ({ kind: 'node', node });
export const accountOf = (account: string): Subject => ({ kind: 'account', account });
export const online: Rule = { event: 'online', direction: 'both' };
export const votes = (level: bigint, direction: Rule['direction'] = 'both'): Rule => ({
  event: 'votes',
  level,
  direction,
});

export function watchOf(subject: Subject, rule: Rule = online, more: Partial<NewWatch> = {}): NewWatch {
  return { subject, rule, creator: anna, terms: TERMS, ...more };
}

/** Watches `node`, whatever the limit; says the subscription's id. */
export async function follow(
  store: Pick<AlertStore, 'subscriptions'>,
  owner: Owner,
  node: string,
  rule = online,
): Promise<number> {
  const result = await store.subscriptions.add(owner, watchOf(nodeOf(node), rule), 1_000, NOON);
  return result.kind === 'full' ? 0 : result.subscription.id;
}

export async function saveMetrics(db: Db, metric: string, values: Readonly<Record<string, bigint>>): Promise<void> {
  const rows = Object.entries(values).map(([subject, value]) => ({ chain: CHAIN, metric, subject, value }));
  await db.insertInto('metrics').values(rows).execute();
}

/** Its id. */
export async function logEvent(db: Db, changes: Partial<Tables['events']> = {}): Promise<number> {
  const { id } = await db
    .insertInto('events')
    .values({
      chain: CHAIN,
      type: 'offline',
      subject: 'alice',
      level: null,
      direction: 'down',
      before: null,
      after: null,
      from_block: 1,
      to_block: 2,
      from_time: NOON - 9,
      to_time: NOON,
      sources: '["one.example","two.example"]',
      is_synthetic: 0,
      is_offline: 0,
      is_one_source: 0,
      created_at: NOON,
      ...changes,
      id: undefined,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts an alert of the event into the outbox of the subscription's owner. Its id. */
export async function enqueue(
  db: Db,
  subscriptionId: number,
  eventId: number,
  changes: Partial<Tables['outbox']> = {},
): Promise<number> {
  const { subscriber_id } = await db
    .selectFrom('subscriptions')
    .select('subscriber_id')
    .where('id', '=', subscriptionId)
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('outbox')
    .values({
      subscriber_id,
      kind: 'alert',
      event_id: eventId,
      subscription_id: subscriptionId,
      due_at: NOON,
      created_at: NOON,
      attempts: 0,
      ...changes,
      id: undefined,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Moves a row of the outbox to the history. */
export async function deliver(db: Db, id: number, at = NOON): Promise<void> {
  const { subscriber_id, kind, event_id, subscription_id, created_at } = await db
    .deleteFrom('outbox')
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .insertInto('past_alerts')
    .values({
      id,
      subscriber_id,
      kind,
      event_id,
      subscription_id,
      created_at,
      settled_at: at,
      outcome: 'delivered',
      why: null,
      platform: 'console',
    })
    .execute();
}
