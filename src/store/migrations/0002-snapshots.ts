// The newest snapshot of each chain, and the votes of every hour and day.
import { type Kysely, sql } from 'kysely';

export async function createSnapshots(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('latest_snapshots')
    .addColumn('chain', 'text', (column) => column.primaryKey())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('first_block', 'bigint', (column) => column.notNull())
    .addColumn('last_block', 'bigint', (column) => column.notNull())
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('history_moments')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('every', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('block', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('history_moments_key', ['chain', 'every', 'at'])
    .execute();
  await db.schema
    .createTable('history_votes')
    .addColumn('moment_id', 'integer', (column) =>
      column.notNull().references('history_moments.id').onDelete('cascade'),
    )
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('votes', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('history_votes_key', ['moment_id', 'account'])
    .modifyEnd(sql`without rowid`)
    .execute();
}
