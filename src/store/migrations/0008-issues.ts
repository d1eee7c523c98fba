// What was seen of the chain's issues, so that their shares can be measured.
import { type Kysely, sql } from 'kysely';

export async function seeIssues(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('issues')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('issued_at', 'bigint', (column) => column.notNull())
    .addColumn('block', 'bigint', (column) => column.notNull())
    .addColumn('supply', 'text', (column) => column.notNull())
    .addColumn('coefficient', 'text', (column) => column.notNull())
    .addColumn('votes', 'text', (column) => column.notNull())
    .addColumn('votes_before', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('issues_key', ['chain', 'issued_at'])
    .modifyEnd(sql`without rowid`)
    .execute();
}
