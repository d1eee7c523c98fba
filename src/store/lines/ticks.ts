// What a look at the chain came to, saved as one: either all of it is there, what fires included, or nothing of it.
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Tick, TickStore } from '../../core/ports/ticks.ts';
import type { PendingFact } from '../../election/confirmation/pending-facts.ts';
import { chainKey } from '../../election/snapshot.ts';
import { saveSnapshot } from '../chain/snapshots.ts';
import { chunksOf } from '../chunks.ts';
import { addClaims, addToHistory } from '../history/index.ts';
import type { Db } from '../schema.ts';
import { match } from './crossings.ts';
import { logEvents } from './event-log.ts';
import { noteChanges } from './metrics.ts';
import { drawForNewCandidates } from './new-candidates.ts';
import { drawOnThisChain } from './other-chains.ts';
import { prepareTickTables } from './tick-tables.ts';

export function createTickStore(db: Db, rules: RuleTable): TickStore {
  /** Chains that were looked at in this run. */
  const looked = new Set<string>();
  return {
    load: (chain) => load(db, chainKey(chain)),
    save: async (tick) => {
      const chain = chainKey(tick.chain);
      const isFresh = tick.announced !== undefined && !looked.has(chain);
      const saved = await db.transaction().execute((inside) => save(inside, tick, { chain, rules, isFresh }));
      if (isFresh) looked.add(chain);
      return saved;
    },
  };
}

async function load(db: Db, chain: string): ReturnType<TickStore['load']> {
  const row = await db.selectFrom('announced').select('body').where('chain', '=', chain).executeTakeFirst();
  if (!row) return undefined;
  const facts = await db
    .selectFrom('pending_facts')
    .selectAll()
    .where('chain', '=', chain)
    .orderBy('node')
    .orderBy('fact')
    .execute();
  const pending = facts.map(
    ({ node, fact, value, since_block, since_time, count }): PendingFact => ({
      node,
      fact,
      value,
      count,
      sinceBlock: Number(since_block),
      sinceTime: Number(since_time),
    }),
  );
  return { body: row.body, pending };
}

interface Saving {
  readonly chain: string;
  readonly rules: RuleTable;
  /** The first look of this run at the chain. */
  readonly isFresh: boolean;
}

async function save(db: Db, tick: Tick, { chain, rules, isFresh }: Saving): Promise<{ readonly alerts: number }> {
  await saveAnnounced(db, chain, tick);
  await prepareTickTables(db);
  const { threshold } = tick.announced ?? {};
  if (isFresh && threshold !== undefined) await drawOnThisChain(db, { chain, threshold, time: tick.times.to, rules });
  await noteChanges(db, chain, tick, rules);
  const crossings = await match(db, chain, tick, rules);
  await drawForNewCandidates(db, chain, tick, rules);
  const happenings = await logEvents(db, chain, tick);
  // Last, for moves are measured against what was seen before.
  await saveObserved(db, chain, tick);
  return { alerts: crossings + happenings };
}

async function saveObserved(db: Db, chain: string, { observed, history, claims, releases = [] }: Tick): Promise<void> {
  if (observed) await saveSnapshot(db, observed.snapshot, observed.fetchedAt);
  if (history) await addToHistory(db, chain, history);
  await addClaims(db, chain, claims);
  for (const { account, at } of releases) {
    await db
      .deleteFrom('releases')
      .where((where) => where.and({ chain, account, at }))
      .execute();
  }
}

async function saveAnnounced(db: Db, chain: string, { announced }: Tick): Promise<void> {
  if (!announced) return;
  const { block, body, pending } = announced;
  await db
    .insertInto('announced')
    .values({ chain, block, body })
    .onConflict((conflict) => conflict.column('chain').doUpdateSet({ block, body }))
    .execute();
  await db.deleteFrom('pending_facts').where('chain', '=', chain).execute();
  const all = pending.map(({ node, fact, value, sinceBlock, sinceTime, count }) => {
    return { chain, node, fact, value, since_block: sinceBlock, since_time: sinceTime, count };
  });
  for (const rows of chunksOf(all)) await db.insertInto('pending_facts').values(rows).execute();
}
