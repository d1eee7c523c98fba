// History that keeps what changed: hours hold only what differs from earlier the same day, and there are coefficients and
// claims.
import { type Kysely, sql } from 'kysely';

/** Whole hours of before are fine as they are: a row that says again what was known does no harm. */
export async function changeHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('history_moments')
    .addColumn('knows_coefficients', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('history_values')
    .addColumn('moment_id', 'integer', (column) =>
      column.notNull().references('history_moments.id').onDelete('cascade'),
    )
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('votes', 'text')
    .addColumn('coefficient', 'text')
    .addPrimaryKeyConstraint('history_values_key', ['moment_id', 'account'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`insert into history_values (moment_id, account, votes)
    select moment_id, account, votes from history_votes`.execute(db);
  await db.schema.dropTable('history_votes').execute();
  await db.schema
    .createTable('claims')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('node', 'text', (column) => column.notNull())
    .addColumn('block', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('per_vote', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('claims_key', ['chain', 'node', 'block'])
    .modifyEnd(sql`without rowid`)
    .execute();
}
