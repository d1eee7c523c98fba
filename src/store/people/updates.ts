// Which updates of the platforms were seen, so that one that comes again after a restart is not answered twice.
import { setImmediate } from 'node:timers/promises';
import type { UpdateStore } from '../../core/ports/updates.ts';
import type { Db } from '../schema.ts';

const HOUR_MS = 3_600_000;
const KEPT_MS = 48 * HOUR_MS;

interface Batch {
  /** Of the updates as JSON of platform and id. */
  readonly keys: Set<string>;
  /** The keys that were new. */
  readonly added: Promise<ReadonlySet<string>>;
}

/** Updates come in bursts: those that come together are noted in one statement. */
export function createUpdateStore(db: Db): UpdateStore {
  let prunedIn: number | undefined;
  let open: Batch | undefined;

  const note = async (keys: ReadonlySet<string>, now: number): Promise<ReadonlySet<string>> => {
    await setImmediate();
    open = undefined;
    const hour = Math.floor(now / HOUR_MS);
    if (hour !== prunedIn) await dropBefore(db, now - KEPT_MS);
    prunedIn = hour;
    return add(db, [...keys], Math.floor(now));
  };

  return {
    add: async (platform, updateId, now) => {
      const key = JSON.stringify([platform, updateId]);
      if (!open) {
        const keys = new Set<string>();
        open = { keys, added: note(keys, now) };
      }
      const batch = open;
      if (batch.keys.has(key)) return false;
      batch.keys.add(key);
      return (await batch.added).has(key);
    },
  };
}

async function dropBefore(db: Db, at: number): Promise<void> {
  await db.deleteFrom('seen_updates').where('seen_at', '<', at).execute();
}

/** One that is past its time and still there counts as new. */
async function add(db: Db, keys: readonly string[], now: number): Promise<ReadonlySet<string>> {
  const rows = keys.map((key) => {
    const [platform, updateId] = JSON.parse(key) as [string, string];
    return { platform, update_id: updateId, seen_at: now };
  });
  const added = await db
    .insertInto('seen_updates')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['platform', 'update_id'])
        .doUpdateSet({ seen_at: now })
        .where('seen_updates.seen_at', '<', now - KEPT_MS),
    )
    .returning(['platform', 'update_id'])
    .execute();
  return new Set(added.map(({ platform, update_id }) => JSON.stringify([platform, update_id])));
}
