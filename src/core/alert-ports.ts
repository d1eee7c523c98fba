// What deciding on alerts and delivering them needs of the store. The store decides nothing here but what fires: everything
// that one method does is one transaction.
import type { ChainIdentity, Snapshot } from '../election/snapshot.ts';
import type { Claim, PersonKey } from './ports.ts';
import type { Alert, LoggedEvent, Preferences } from './subscription-ports.ts';

export type * from './subscription-ports.ts';

/** A value of a node or account that lines are drawn through. */
export interface MetricValue {
  /** Name of the rule that it is for. */
  readonly metric: string;
  readonly subject: string;
  readonly value: bigint;
}

/** An event for the log; its id is given by the store. */
export interface NewEvent {
  readonly type: string;
  readonly subject: string;
  readonly direction?: 'up' | 'down';
  readonly before?: string;
  readonly after?: string;
  /** Rules that it fires, of whoever watches the subject. None: it is only logged. */
  readonly fires: readonly string[];
}

/** A fact that was seen and is not announced yet. */
export interface PendingFact {
  readonly node: string;
  readonly fact: string;
  /** JSON. */
  readonly value: string;
  readonly sinceBlock: number;
  readonly sinceTime: number;
  readonly count: number;
}

/** One look at the chain, decided: everything of it is saved in one transaction. */
export interface Tick {
  readonly chain: ChainIdentity;
  readonly now: number;
  /** The newest snapshot and its coefficients, for the store of snapshots and the history. */
  readonly observed?: {
    readonly snapshot: Snapshot;
    readonly fetchedAt: number;
    readonly voterCoefficients: ReadonlyMap<string, string>;
  };
  /** The announced state as text, and what is pending: both replaced. undefined: both stay. */
  readonly announced?: { readonly block: number; readonly body: string; readonly pending: readonly PendingFact[] };
  readonly events: readonly NewEvent[];
  readonly claims: readonly (Claim & { readonly node: string })[];
  /** Releases that this tick tells of: not due any more. */
  readonly releases?: readonly { readonly account: string; readonly at: number }[];
  /** Values that changed since the last tick. */
  readonly metrics: readonly MetricValue[];
  /** Metrics whose value is time: moment (ms) since which, per subject; the value is the seconds up to `times.to`. */
  readonly since: readonly { readonly metric: string; readonly subject: string; readonly at: number | undefined }[];
  readonly blocks: LoggedEvent['blocks'];
  readonly times: LoggedEvent['times'];
  readonly hosts: readonly string[];
  readonly isOffline: boolean;
  readonly isOneSource: boolean;
  /** Nothing fires: lines only learn on which side their values are. */
  readonly isFirst: boolean;
}

export interface TickStore {
  /** The announced state of the chain and what is pending; undefined when there is none. */
  load(chain: ChainIdentity): Promise<{ readonly body: string; readonly pending: readonly PendingFact[] } | undefined>;
  /** How many alerts went into the outbox. */
  save(tick: Tick): Promise<{ readonly alerts: number }>;
}

/** Where an alert can go, in the order to be tried. */
export interface Destination {
  readonly platform: string;
  readonly to:
    | { readonly kind: 'person'; readonly userId: string }
    | { readonly kind: 'chat'; readonly chatId: string; readonly threadId?: string; readonly pingRole?: string };
  /** The language that was chosen there. */
  readonly locale?: string;
  /** The last message for this one was refused for good. */
  readonly isGone?: true;
}

/** Everything that is due for one owner: one message. */
export interface Parcel {
  /** Names the message: the same at every attempt, also after a crash. */
  readonly key: string;
  readonly subscriberId: number;
  readonly destinations: readonly Destination[];
  readonly preferences: Preferences;
  /** Oldest first. */
  readonly alerts: readonly Alert[];
  /** Attempts before this one that came to an end. */
  readonly attempts: number;
  /** When the first attempt was made that may have arrived, and on which platform; '' when there were several. */
  readonly unsure?: { readonly since: number; readonly platform: string };
  /** When this owner could not be reached for the first time in a row. */
  readonly goneSince?: number;
}

export type ParcelOutcome =
  /** Moves to the history; a digest is due again at its next local time. */
  | { readonly kind: 'delivered'; readonly platform: string; readonly at: number }
  /** Tried again at `dueAt`, as the same message. `isUnsure`: this attempt may have arrived. */
  | { readonly kind: 'retry'; readonly dueAt: number; readonly platform: string; readonly isUnsure: boolean }
  /** Nothing was attempted: taken apart and due again at `dueAt` (quiet hours). */
  | { readonly kind: 'hold'; readonly dueAt: number }
  /** Kept as a dead letter. */
  | {
      readonly kind: 'dead';
      readonly outcome: 'rejected' | 'expired' | 'gone';
      readonly why: string;
      readonly at: number;
    }
  /** Nobody there; tried again at `dueAt`. */
  | { readonly kind: 'gone'; readonly platform: string; readonly dueAt: number; readonly at: number };

export interface OutboxStore {
  /** Before the first claim after a start: attempts that were under way may have arrived. */
  recover(now: number): Promise<number>;
  /** At most `limit` parcels that are due, none of whose owners has one under way, each noted as being attempted. Owners
   *  whose first destination is on one of the `resting` platforms are passed over. */
  claim(now: number, limit: number, resting: readonly string[]): Promise<readonly Parcel[]>;
  /** Gives up what was created (a digest: due) before `before` and is not under way: dead letters. Says how many. */
  expire(before: number, now: number): Promise<number>;
  /** Meanwhile the owner may have been forgotten or joined to another: what is left of a parcel is settled where it is now.
   *  The next digest waits only while the owner still wants one, and once. */
  settle(outcomes: readonly { readonly parcel: Parcel; readonly outcome: ParcelOutcome }[]): Promise<void>;
  /** When the next one is due, without those that the last claim passed over; undefined when nothing waits. */
  nextDue(): Promise<number | undefined>;
  /** For metrics. */
  counts(now: number): Promise<{ readonly waiting: number; readonly due: number; readonly dead: number }>;
  /** Drops owners that are gone since before `before`, with all they have; says who. */
  dropGone(before: number): Promise<readonly Destination[]>;
  /** Puts a notice to this person into the outbox, once per `key`. False when it was there before. */
  notify(person: PersonKey, key: string, text: string, now: number): Promise<boolean>;
  /** Drops history, dead letters and logged events from before `before`. */
  prune(before: number): Promise<void>;
}
