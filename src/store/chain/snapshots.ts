// The newest whole snapshot of each chain, for when no node answers and for the next start.
import type { Log } from '../../core/ports/log.ts';
import type { SnapshotStore } from '../../core/ports/snapshots.ts';
import { chainKey, type Snapshot } from '../../election/snapshot.ts';
import type { Db } from '../schema.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

export function createSnapshotStore(db: Db, log?: Log): SnapshotStore {
  return {
    save: (snapshot, fetchedAt) =>
      db.transaction().execute((transaction) => saveSnapshot(transaction, snapshot, fetchedAt)),
    latest: (nodeIds) => latest(db, nodeIds, log),
  };
}

/** As `save` of the store. Call it inside a transaction. */
export async function saveSnapshot(db: Db, snapshot: Snapshot, readAt: number): Promise<void> {
  const chain = chainKey(snapshot.chain);
  const fetchedAt = Math.floor(readAt);
  const stored = await db
    .selectFrom('latest_snapshots')
    .select(['node_id', 'first_block', 'last_block', 'fetched_at'])
    .where('chain', '=', chain)
    .executeTakeFirst();
  if (stored && snapshot.blocks.first < Number(stored.first_block)) return;
  const row = { node_id: snapshot.node.id, first_block: snapshot.blocks.first, last_block: snapshot.blocks.last };
  const isSame =
    stored?.node_id === row.node_id &&
    Number(stored.first_block) === row.first_block &&
    Number(stored.last_block) === row.last_block;
  if (isSame) return touch(db, chain, Math.max(fetchedAt, Number(stored.fetched_at)));
  const values = { ...row, fetched_at: fetchedAt, body: encodeSnapshot(snapshot) };
  await db
    .insertInto('latest_snapshots')
    .values({ chain, ...values })
    .onConflict((conflict) => conflict.column('chain').doUpdateSet(values))
    .execute();
}

async function touch(db: Db, chain: string, fetchedAt: number): Promise<void> {
  await db.updateTable('latest_snapshots').set({ fetched_at: fetchedAt }).where('chain', '=', chain).execute();
}

async function latest(db: Db, nodeIds: readonly string[], log?: Log) {
  if (nodeIds.length === 0) return undefined;
  const rows = await db
    .selectFrom('latest_snapshots')
    .select(['chain', 'body', 'fetched_at'])
    .where('node_id', 'in', nodeIds)
    .orderBy('fetched_at', 'desc')
    .execute();
  for (const { chain, body, fetched_at } of rows) {
    try {
      return { snapshot: decodeSnapshot(body), fetchedAt: Number(fetched_at) };
    } catch (error) {
      log?.warn('a stored snapshot cannot be read and is passed over', { chain, reason: String(error) });
    }
  }
  return undefined;
}
