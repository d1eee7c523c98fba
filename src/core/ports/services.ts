// Everything that a command may need beside who asks: made once at the start, and named nowhere else. A command is given
// those that it declares.
import type { Snapshot } from '../../election/snapshot.ts';
import type { Chain } from './chain.ts';
import type { ChatStore } from './chats.ts';
import type { Clock } from './clock.ts';
import type { HistoryStore } from './history.ts';
import type { IdentityStore } from './identities.ts';
import type { NodeFacts } from './node-facts.ts';
import type { PeopleStore } from './people.ts';
import type { Pictures } from './pictures.ts';
import type { Privately } from './privately.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { RotationSimulator } from './rotation.ts';
import type { SubscriptionStore } from './subscriptions.ts';

export interface Services {
  readonly chain: Chain;
  /** The standings as the chain last told them, without waiting for it; undefined until it did. Never rejects. */
  readonly latestStandings: () => Promise<Snapshot | undefined>;
  readonly people: PeopleStore;
  readonly chats: ChatStore;
  readonly history: HistoryStore;
  /** undefined where nothing can draw. */
  readonly pictures: Pictures | undefined;
  readonly rotation: RotationSimulator;
  readonly subscriptions: SubscriptionStore;
  readonly identities: IdentityStore;
  readonly privately: Privately;
  /** Subscriptions of one person, or of one chat. */
  readonly subscriptionLimit: number;
  readonly clock: Clock;
  readonly names: readonly NodeFacts[];
  readonly facts: ProjectFacts;
  /** Of Herald. */
  readonly version: string;
}
