// What showed something is kept by name: addresses of IOST nodes are the operator's, and what was kept by address is not told.
import { type Kysely, sql } from 'kysely';

export async function nameNodes(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('events').renameColumn('hosts', 'sources').execute();
  await sql`update events set sources = '[]'`.execute(db);
  await db.schema.alterTable('latest_snapshots').renameColumn('host', 'node_id').execute();
  await sql`delete from latest_snapshots`.execute(db);
}
