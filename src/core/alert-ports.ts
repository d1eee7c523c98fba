// What subscriptions and alerts need of the store. The store decides nothing here but what fires: everything that one
// method does is one transaction.
import type { Direction, Rule, Subject } from '../election/rules.ts';
import type { ChainIdentity, Snapshot } from '../election/snapshot.ts';
import type { ChatKey, Claim, PersonKey } from './ports.ts';

/** Whose list it is. In a private chat a subscription is the person's, anywhere else the chat's. */
export type Owner =
  | { readonly kind: 'person'; readonly person: PersonKey }
  | { readonly kind: 'chat'; readonly chat: ChatKey & { readonly threadId?: string } };

export interface NewWatch {
  readonly subject: Subject;
  readonly rule: Rule;
  /** Who asked for it: forgotten with them, while the chat's subscription stays. */
  readonly creator: PersonKey;
  /** Of `mine`: the nodes as they are now. */
  readonly nodes?: readonly string[];
}

export interface Subscription {
  readonly id: number;
  readonly subject: Subject;
  readonly rule: Rule;
  /** ms since 1970, as all times here. */
  readonly createdAt: number;
  readonly mutedUntil?: number;
}

export type WatchResult =
  | { readonly kind: 'added' | 'exists'; readonly subscription: Subscription }
  | { readonly kind: 'full' };

/** Of a person on all linked platforms, or of a chat. Minutes are of the local day in `zone`. */
export interface Preferences {
  /** IANA name. */
  readonly zone: string;
  readonly quiet?: { readonly from: number; readonly to: number };
  /** `weekday`: 1 is Monday. */
  readonly digest?: { readonly every: 'day' | 'week'; readonly at: number; readonly weekday: number };
  readonly mutedUntil?: number;
  /** A role or group that alerts of this chat may ping; the platform's own id. */
  readonly pingRole?: string;
}

/** What happened, as the event log keeps it. */
export interface LoggedEvent {
  readonly id: number;
  /** Of an election event its type, of a crossed line the rule's name. */
  readonly type: string;
  /** Node or account. */
  readonly subject: string;
  /** Of a crossed line; in the unit of the rule. */
  readonly level?: bigint;
  readonly direction?: 'up' | 'down';
  /** Values before and now, as the rule's unit or the event has them (decimal or plain text, JSON where there is more). */
  readonly before?: string;
  readonly after?: string;
  readonly blocks: { readonly from: number; readonly to: number };
  readonly times: { readonly from: number; readonly to: number };
  /** Nodes that showed it. */
  readonly hosts: readonly string[];
  readonly isSynthetic: boolean;
  /** It happened while the bot was away. */
  readonly isOffline: boolean;
  /** Fewer nodes showed it than were asked for. */
  readonly isOneSource: boolean;
}

export type AlertOutcome = 'waiting' | 'delivered' | 'expired' | 'rejected' | 'gone';

/** One alert of one owner, waiting or past. */
export interface Alert {
  readonly id: number;
  readonly kind: 'alert' | 'digest' | 'notice' | 'test';
  readonly event?: LoggedEvent;
  /** The rule that fired; undefined when the subscription is gone. */
  readonly subscription?: Subscription;
  readonly createdAt: number;
  readonly outcome: AlertOutcome;
  readonly settledAt?: number;
  readonly platform?: string;
}

/** All that commands do with subscriptions. An id of somebody else's is one that is not there. */
export interface SubscriptionStore {
  add(owner: Owner, watch: NewWatch, limit: number, now: number): Promise<WatchResult>;
  /** Oldest first. */
  list(owner: Owner): Promise<readonly Subscription[]>;
  /** False when there is no such one. What waits of it is dropped with it. */
  remove(owner: Owner, id: number): Promise<boolean>;
  /** undefined `id`: all of them; undefined `until`: not muted any more. False when there is no such one. */
  mute(owner: Owner, id: number | undefined, until: number | undefined): Promise<boolean>;
  preferences(owner: Owner): Promise<Preferences>;
  /** Replaces them. What quiet hours held is looked at again at once, and the next digest is due at `digestDue`. */
  savePreferences(owner: Owner, preferences: Preferences, digestDue: number | undefined, now: number): Promise<void>;
  /** Puts a test alert into the outbox. */
  enqueueTest(owner: Owner, now: number): Promise<void>;
  /** Newest first: those that wait and those of the history. */
  alerts(owner: Owner, limit: number): Promise<readonly Alert[]>;
  alert(owner: Owner, id: number): Promise<Alert | undefined>;
  /** When the rule of this subscription can fire again: the value at which it does, for a level; undefined: at once. */
  rearm(owner: Owner, id: number): Promise<Rearm | undefined>;
  /** Of the event log, oldest first: for previews. */
  events(
    chain: ChainIdentity,
    types: readonly string[],
    subject: string | undefined,
    since: number,
  ): Promise<readonly LoggedEvent[]>;
}

/** A level fires `direction` when the value reaches (up) or falls below (down) `at`. Unknown until it was read once. */
export interface Rearm {
  readonly lines: readonly { readonly subject: string; readonly direction: 'up' | 'down'; readonly at: bigint }[];
}

/** The people behind the accounts: links between platforms, and being forgotten. */
export interface IdentityStore {
  /** All platforms of this person, the one that alerts go to first. */
  linked(person: PersonKey): Promise<readonly PersonKey[]>;
  /** A code for `link` on the other platform, good until `until`. An older one of this person ends. */
  createCode(person: PersonKey, until: number, now: number): Promise<string>;
  /** Joins both lists. `own`: the code is of the same person on the same platform. */
  redeem(
    person: PersonKey,
    code: string,
    limit: number,
    now: number,
  ): Promise<'linked' | 'unknown' | 'own' | 'already'>;
  /** Alerts go to this platform first from now on. */
  setFirst(person: PersonKey): Promise<void>;
  /** This platform leaves; the list stays with the others. False when nothing was linked. */
  unlink(person: PersonKey): Promise<boolean>;
  /** Erases everything of the person on all linked platforms. A chat's subscriptions stay, without their creator. */
  forget(person: PersonKey): Promise<void>;
  /** Everything kept of the person, by table, for `mydata` and for the test that looks for leftovers. */
  dataOf(
    person: PersonKey,
  ): Promise<Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>>;
}

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
  /** Attempts before this one. */
  readonly attempts: number;
  /** When the first attempt was made that may have arrived, and on which platform. */
  readonly unsure?: { readonly since: number; readonly platform: string };
  /** When this owner could not be reached for the first time in a row. */
  readonly goneSince?: number;
}

export type ParcelOutcome =
  /** Moves to the history. `digestDue`: when the next digest of this owner is due, if there was one in it. */
  | { readonly kind: 'delivered'; readonly platform: string; readonly at: number; readonly digestDue?: number }
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
  | { readonly kind: 'gone'; readonly dueAt: number; readonly at: number };

export interface OutboxStore {
  /** Before the first claim after a start: attempts that were under way may have arrived. */
  recover(now: number): Promise<number>;
  /** At most `limit` parcels that are due, none of whose owners has one under way, each noted as being attempted. Owners
   *  whose first destination is on one of the `resting` platforms are passed over. */
  claim(now: number, limit: number, resting: readonly string[]): Promise<readonly Parcel[]>;
  /** Gives up what was created (a digest: due) before `before` and is not under way: dead letters. Says how many. */
  expire(before: number, now: number): Promise<number>;
  settle(outcomes: readonly { readonly parcel: Parcel; readonly outcome: ParcelOutcome }[]): Promise<void>;
  /** When the next one is due; undefined when nothing waits. */
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

/** What the poll of accounts needs. */
export interface AccountWatchStore {
  /** Accounts that somebody watches, or votes with and watches `mine`. */
  watched(): Promise<readonly string[]>;
  /** Owners of `mine` and their accounts. */
  ownersOfMine(): Promise<readonly { readonly subscriberId: number; readonly accounts: readonly string[] }[]>;
  /** The nodes that `mine` stands for, for this owner. */
  setMine(subscriberId: number, nodes: readonly string[]): Promise<void>;
  /** Releases to be checked when they are due: replaces those of the account. */
  saveReleases(account: string, at: readonly number[]): Promise<void>;
  /** Those due at `now`, taken out when the tick that tells of them is saved. */
  dueReleases(now: number): Promise<readonly { readonly account: string; readonly at: number }[]>;
}

export type { Direction };
