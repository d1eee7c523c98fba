// The store: opens the database, brings its tables up to date and hands out the repositories.
import { Kysely } from 'kysely';
import type { Log } from '../core/ports/log.ts';
import type { RuleTable } from '../core/ports/rule-table.ts';
import type { Store } from '../core/ports/store.ts';
import { createChainBook } from './chain/chains.ts';
import { createSnapshotStore } from './chain/snapshots.ts';
import { createHistoryStore } from './history/index.ts';
import { createTickStore } from './lines/ticks.ts';
import { migrate } from './migrations/index.ts';
import { createOutboxStore } from './outbox/index.ts';
import { createChatStore } from './people/chats.ts';
import { createIdentityStore } from './people/identities.ts';
import { createPeopleStore } from './people/index.ts';
import { createPeopleMemory } from './people/memory.ts';
import { createUpdateStore } from './people/updates.ts';
import type { Tables } from './schema.ts';
import { openSqlite } from './sqlite/dialect.ts';
import { createAccountWatchStore } from './subscriptions/account-watches.ts';
import { createSubscriptionStore } from './subscriptions/index.ts';
import { ping } from './write-probe.ts';

/** `databaseUrl` is `sqlite:PATH`, or `sqlite::memory:`. Folders are made. Several processes may open the same file, and
 *  wait for each other so long. Throws StoreUnusable. */
export async function createStore(
  databaseUrl: string,
  rules: RuleTable,
  log?: Log,
  lockPatienceMs?: number,
): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: await openSqlite(databaseUrl, lockPatienceMs, log) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const memory = createPeopleMemory();
  let closed: Promise<void> | undefined;
  return {
    people: createPeopleStore(db, memory),
    chats: createChatStore(db),
    updates: createUpdateStore(db),
    chains: createChainBook(db),
    snapshots: createSnapshotStore(db, log),
    history: createHistoryStore(db),
    subscriptions: createSubscriptionStore(db, rules),
    identities: createIdentityStore(db, rules, memory.forget),
    accountWatches: createAccountWatchStore(db, rules),
    ticks: createTickStore(db, rules),
    outbox: createOutboxStore(db, rules),
    ping: () => ping(db),
    close: () => {
      closed ??= afterWorkInFlight(db).then(() => db.destroy());
      return closed;
    },
  };
}

/** There is one connection: whoever holds it next, all before are done. */
function afterWorkInFlight(db: Kysely<Tables>): Promise<unknown> {
  return db.connection().execute(async () => undefined);
}
