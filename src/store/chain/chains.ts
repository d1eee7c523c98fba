// The chains that this database is of.
import type { ChainBook } from '../../core/ports/chains.ts';
import type { Db } from '../schema.ts';

export function createChainBook(db: Db): ChainBook {
  return {
    known: async () => {
      const rows = await db.selectFrom('chains').selectAll().orderBy('used_at', 'desc').orderBy('chain').execute();
      return rows.map(({ chain, first_block }) => ({
        chain,
        ...(first_block !== null && { firstBlock: first_block }),
      }));
    },
    isWatched: async () => {
      const row = await db.selectFrom('subscriptions').select('id').limit(1).executeTakeFirst();
      return row !== undefined;
    },
    note: async ({ chain, firstBlock = null }, now) => {
      await db
        .insertInto('chains')
        .values({ chain, first_block: firstBlock, used_at: now })
        .onConflict((conflict) =>
          conflict.column('chain').doUpdateSet(({ ref, fn }) => ({
            used_at: now,
            first_block: fn.coalesce(ref('chains.first_block'), ref('excluded.first_block')),
          })),
        )
        .execute();
    },
  };
}
