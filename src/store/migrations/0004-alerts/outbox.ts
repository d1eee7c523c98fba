// What waits to be delivered and what was: a part of the step that brings alerts.
import { type Kysely, sql } from 'kysely';

export async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('subscriber_id', 'integer', (column) =>
      column.notNull().references('subscribers.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('event_id', 'integer', (column) => column.references('events.id'))
    .addColumn('subscription_id', 'integer')
    .addColumn('text', 'text')
    .addColumn('once_key', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('message_key', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('started_at', 'bigint')
    .addColumn('started_on', 'text')
    .addColumn('unsure_since', 'bigint')
    .addColumn('unsure_on', 'text')
    .addColumn('waits_for', 'text')
    .execute();
  await createOutboxIndexes(db);
  await createPastAlerts(db);
}

async function createOutboxIndexes(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index outbox_by_event on outbox (event_id, subscriber_id) where event_id is not null`.execute(
    db,
  );
  await sql`create unique index outbox_by_once_key on outbox (once_key, subscriber_id) where once_key is not null`.execute(
    db,
  );
  await sql`create index outbox_by_due on outbox (waits_for, due_at, subscriber_id) where started_at is null`.execute(
    db,
  );
  await sql`create index outbox_tried on outbox (subscriber_id, message_key) where message_key is not null`.execute(db);
  await sql`create index outbox_by_message on outbox (message_key) where message_key is not null`.execute(db);
  await db.schema.createIndex('outbox_by_subscriber').on('outbox').columns(['subscriber_id', 'due_at']).execute();
}

async function createPastAlerts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('past_alerts')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('subscriber_id', 'integer', (column) =>
      column.notNull().references('subscribers.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('event_id', 'integer')
    .addColumn('subscription_id', 'integer')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('why', 'text')
    .addColumn('platform', 'text')
    .addColumn('once_key', 'text')
    .execute();
  await db.schema
    .createIndex('past_alerts_by_subscriber')
    .on('past_alerts')
    .columns(['subscriber_id', 'created_at'])
    .execute();
  await sql`create index past_alerts_dead on past_alerts (outcome) where outcome <> 'delivered'`.execute(db);
  await db.schema.createIndex('past_alerts_by_age').on('past_alerts').column('settled_at').execute();
  await sql`create index past_alerts_by_event on past_alerts (event_id) where event_id is not null`.execute(db);
}
