// Whether the database takes writes, found out by writing: a file opened long ago says nothing about the disk of today.
import type { Db } from './schema.ts';

const NOTHING = { platform: '', update_id: '', seen_at: 0 } as const;

/** Commits, and so needs the lock and room on the disk, but leaves nothing behind. Throws StoreUnusable. */
export async function ping(db: Db): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.insertInto('seen_updates').values(NOTHING).execute();
    await transaction
      .deleteFrom('seen_updates')
      .where((where) => where.and(NOTHING))
      .execute();
  });
}
