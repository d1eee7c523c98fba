// Everything that is kept, as one value.
import type { AccountWatchStore } from './account-watches.ts';
import type { ChatStore } from './chats.ts';
import type { HistoryStore } from './history.ts';
import type { IdentityStore } from './identities.ts';
import type { OutboxStore } from './outbox.ts';
import type { PeopleStore } from './people.ts';
import type { SnapshotStore } from './snapshots.ts';
import type { SubscriptionStore } from './subscriptions.ts';
import type { TickStore } from './ticks.ts';
import type { UpdateStore } from './updates.ts';

export interface Store {
  readonly people: PeopleStore;
  readonly chats: ChatStore;
  readonly updates: UpdateStore;
  readonly snapshots: SnapshotStore;
  readonly history: HistoryStore;
  readonly subscriptions: SubscriptionStore;
  readonly identities: IdentityStore;
  readonly accountWatches: AccountWatchStore;
  readonly ticks: TickStore;
  readonly outbox: OutboxStore;
  /** Resolves once the database has taken a write; rejects with the reason when it takes none. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
