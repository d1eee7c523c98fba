// Subscriptions, what they listen to, what was announced, what happened, and what waits to be delivered. Ids that stand on
// buttons are never given twice.
import { type Kysely, sql } from 'kysely';
import { createOutbox } from './outbox.ts';

export async function createAlertTables(db: Kysely<unknown>): Promise<void> {
  await createPeopleTables(db);
  await createWatchTables(db);
  await createLines(db);
  await createListeners(db);
  await createReleases(db);
  await createChainTables(db);
  await createEvents(db);
  await createOutbox(db);
}

async function createPeopleTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscribers')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('chat_id', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('thread_id', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('zone', 'text', (column) => column.notNull().defaultTo('UTC'))
    .addColumn('quiet_from', 'integer')
    .addColumn('quiet_to', 'integer')
    .addColumn('digest_every', 'text')
    .addColumn('digest_at', 'integer')
    .addColumn('digest_weekday', 'integer')
    .addColumn('muted_until', 'bigint')
    .addColumn('ping_role', 'text')
    .addColumn('gone_since', 'bigint')
    .execute();
  await sql`create index subscribers_gone on subscribers (gone_since) where gone_since is not null`.execute(db);
  await sql`create unique index subscribers_by_chat on subscribers (platform, chat_id, thread_id) where kind = 'chat'`.execute(
    db,
  );
  await db.schema
    .createTable('identities')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('subscriber_id', 'integer', (column) =>
      column.notNull().references('subscribers.id').onDelete('cascade'),
    )
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('gone_since', 'bigint')
    .addPrimaryKeyConstraint('identities_key', ['platform', 'user_id'])
    .execute();
  await db.schema.createIndex('identities_by_subscriber').on('identities').column('subscriber_id').execute();
  await db.schema
    .createTable('link_codes')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('link_codes_by_person', ['platform', 'user_id'])
    .execute();
}

async function createWatchTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('subscriber_id', 'integer', (column) =>
      column.notNull().references('subscribers.id').onDelete('cascade'),
    )
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('level', 'bigint')
    .addColumn('is_percent', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('period_s', 'integer')
    .addColumn('direction', 'text', (column) => column.notNull())
    .addColumn('muted_until', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('creator_platform', 'text')
    .addColumn('creator_user_id', 'text')
    .execute();
  await db.schema.createIndex('subscriptions_by_subscriber').on('subscriptions').column('subscriber_id').execute();
  // The few that are not of a node; a query that writes the kind out as it stands here finds them by it.
  await sql`create index subscriptions_by_kind on subscriptions (subject_kind, subject)
    where subject_kind = 'account' or subject_kind = 'mine' or subject_kind = 'all'`.execute(db);
  await sql`create index subscriptions_by_creator on subscriptions (creator_platform, creator_user_id)
    where creator_user_id is not null`.execute(db);
}

/** Lines are shared by all who draw the same one, so crossing one costs the same for one listener and for thousands. */
async function createLines(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lines')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('direction', 'text', (column) => column.notNull())
    .addColumn('level', 'bigint')
    .addColumn('band', 'bigint')
    .addColumn('side', 'integer')
    .addColumn('oriented', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('fire_at', 'bigint')
    .addColumn('upper', 'bigint')
    .addColumn('move_by', 'bigint')
    .addColumn('is_percent', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('period_s', 'integer')
    .addColumn('base', 'bigint')
    .addColumn('based_at', 'bigint')
    .addColumn('renew_at', 'bigint')
    .execute();
  await db.schema.createIndex('lines_by_value').on('lines').columns(['event', 'subject', 'side', 'fire_at']).execute();
  await sql`create index lines_by_upper on lines (event, subject, upper) where upper is not null`.execute(db);
  await sql`create index lines_by_renewal on lines (renew_at) where renew_at is not null`.execute(db);
}

async function createListeners(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('listeners')
    .addColumn('line_id', 'integer', (column) => column.notNull().references('lines.id').onDelete('cascade'))
    .addColumn('subscription_id', 'integer', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('listeners_key', ['line_id', 'subscription_id'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('listeners_by_subscription').on('listeners').column('subscription_id').execute();
  await sql`create view triggers as select line_id as id, subscription_id, event, subject, level, band, side, oriented,
    fire_at, upper, base, renew_at from listeners join lines on lines.id = line_id`.execute(db);
}

async function createReleases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('releases')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('releases_key', ['account', 'at'])
    .execute();
}

async function createChainTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('metrics')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('metric', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('metrics_key', ['chain', 'metric', 'subject'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('metric_since')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('metric', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('metric_since_key', ['chain', 'metric', 'subject'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('announced')
    .addColumn('chain', 'text', (column) => column.primaryKey())
    .addColumn('block', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('pending_facts')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('node', 'text', (column) => column.notNull())
    .addColumn('fact', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('since_block', 'bigint', (column) => column.notNull())
    .addColumn('since_time', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('pending_facts_key', ['chain', 'node', 'fact'])
    .execute();
}

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('level', 'bigint')
    .addColumn('direction', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('from_block', 'bigint', (column) => column.notNull())
    .addColumn('to_block', 'bigint', (column) => column.notNull())
    .addColumn('from_time', 'bigint', (column) => column.notNull())
    .addColumn('to_time', 'bigint', (column) => column.notNull())
    .addColumn('hosts', 'text', (column) => column.notNull())
    .addColumn('is_synthetic', 'integer', (column) => column.notNull())
    .addColumn('is_offline', 'integer', (column) => column.notNull())
    .addColumn('is_one_source', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('events_by_subject').on('events').columns(['chain', 'subject', 'to_time']).execute();
  await db.schema.createIndex('events_by_age').on('events').column('created_at').execute();
}
