// A yes is said with what only the question shows, to the one who is asked: nobody can put it into another's mouth.
import { type Kysely, sql } from 'kysely';

/** What waits is good for ten minutes, and is asked for again. */
export async function sealRequests(db: Kysely<unknown>): Promise<void> {
  await sql`delete from link_requests`.execute(db);
  await db.schema
    .alterTable('link_requests')
    .addColumn('secret', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}
