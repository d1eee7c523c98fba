// Each row of a person's list knows which of their accounts made it, so that one who leaves a link keeps what is their own;
// and what is asked before accounts are linked is kept until it is answered.
import { type Kysely, sql } from 'kysely';

/** Nobody can know any more who made a row of a list that was linked before: it is of the account that alerts go to first.
 *  Codes are good for ten minutes, so those of before are made again. */
export async function rememberSides(db: Kysely<unknown>): Promise<void> {
  await createMakers(db);
  await sql`insert into makers select subscription_id, platform, user_id from (
      select subscriptions.id as subscription_id, identities.platform, identities.user_id, row_number() over (
        partition by subscriptions.id order by place, identities.platform, identities.user_id) as nth
      from subscriptions join identities on identities.subscriber_id = subscriptions.subscriber_id
    ) as made where nth = 1`.execute(db);
  await db.schema
    .alterTable('identities')
    .addColumn('shares', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('past_alerts').addColumn('maker_platform', 'text').execute();
  await db.schema.alterTable('past_alerts').addColumn('maker_user_id', 'text').execute();
  await sql`create unique index subscribers_by_account on subscribers (platform, chat_id) where kind = 'account'`.execute(
    db,
  );
  await db.schema.dropTable('link_codes').execute();
  await createRequests(db);
}

async function createMakers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('makers')
    .addColumn('subscription_id', 'integer', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('makers_key', ['subscription_id', 'platform', 'user_id'])
    .modifyEnd(sql`without rowid`)
    .execute();
}

async function createRequests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('link_requests')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('with_platform', 'text')
    .addColumn('with_user_id', 'text')
    .addColumn('with_name', 'text')
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('link_requests_by_person').on('link_requests').columns(['platform', 'user_id']).execute();
  await db.schema
    .createTable('link_yeses')
    .addColumn('code', 'text', (column) => column.notNull().references('link_requests.code').onDelete('cascade'))
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('link_yeses_key', ['code', 'platform', 'user_id'])
    .execute();
}
