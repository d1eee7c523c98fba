// Everything that is kept, as one value, and what holds for each of its parts.
import type { AccountWatchStore } from './account-watches.ts';
import type { ChainBook } from './chains.ts';
import type { ChatStore } from './chats.ts';
import type { HistoryStore } from './history.ts';
import type { IdentityStore } from './identities.ts';
import type { OutboxStore } from './outbox.ts';
import type { PeopleStore } from './people.ts';
import type { SnapshotStore } from './snapshots.ts';
import type { SubscriptionStore } from './subscriptions.ts';
import type { TickStore } from './ticks.ts';
import type { UpdateStore } from './updates.ts';

/** The database cannot be used. The message is for the operator: it names the file and says what to do. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';
}

/** Every method of every part rejects with StoreUnusable, and with nothing else that a caller could mend: when the database
 *  is damaged, cannot grow or be written, or another program has held it for 5 s. What a method does is then done not at
 *  all; the next call may succeed. Moments (`now`, `at`, `until`, `since`, `before`, `dueAt`) are ms since 1970, votes and
 *  other amounts units of 1e-8 IOST, blocks heights of the chain. */
export interface Store {
  readonly people: PeopleStore;
  readonly chats: ChatStore;
  readonly updates: UpdateStore;
  readonly chains: ChainBook;
  readonly snapshots: SnapshotStore;
  readonly history: HistoryStore;
  readonly subscriptions: SubscriptionStore;
  readonly identities: IdentityStore;
  readonly accountWatches: AccountWatchStore;
  readonly ticks: TickStore;
  readonly outbox: OutboxStore;
  /** Resolves once the database has taken a write; what is written leaves nothing behind. */
  ping(): Promise<void>;
  /** After what is under way. Calling it twice is fine. */
  close(): Promise<void>;
}
