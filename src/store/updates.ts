// Which updates of the platforms were seen, so that one that comes again after a restart is not answered twice.
import type { UpdateStore } from '../core/ports.ts';
import type { Db } from './schema.ts';

const HOUR_MS = 3_600_000;
const KEPT_MS = 48 * HOUR_MS;

export function createUpdateStore(db: Db): UpdateStore {
  let prunedIn: number | undefined;
  return {
    add: async (platform, updateId, now) => {
      const hour = Math.floor(now / HOUR_MS);
      if (hour !== prunedIn) await dropBefore(db, now - KEPT_MS);
      prunedIn = hour;
      return add(db, platform, updateId, Math.floor(now));
    },
  };
}

async function dropBefore(db: Db, at: number): Promise<void> {
  await db.deleteFrom('seen_updates').where('seen_at', '<', at).execute();
}

/** One that is past its time and still there counts as new. */
async function add(db: Db, platform: string, updateId: string, now: number): Promise<boolean> {
  const added = await db
    .insertInto('seen_updates')
    .values({ platform, update_id: updateId, seen_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['platform', 'update_id'])
        .doUpdateSet({ seen_at: now })
        .where('seen_updates.seen_at', '<', now - KEPT_MS),
    )
    .returning('seen_at')
    .executeTakeFirst();
  return added !== undefined;
}
