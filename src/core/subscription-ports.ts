// What people's subscriptions need of the store: their lists, their links between platforms, and the accounts they watch.
// Everything that one method does is one transaction.
import type { Rule, Subject } from '../election/rules.ts';
import type { ChainIdentity } from '../election/snapshot.ts';
import type { ChatKey, PersonKey } from './ports.ts';

/** Whose list it is. In a private chat a subscription is the person's, anywhere else the chat's. */
export type Owner =
  | { readonly kind: 'person'; readonly person: PersonKey }
  | { readonly kind: 'chat'; readonly chat: ChatKey & { readonly threadId?: string } };

/** What lines are drawn by: the chain as it was read last. */
export interface ElectionTerms {
  readonly chain: ChainIdentity;
  /** Votes that elect. */
  readonly threshold: bigint;
  /** Of the block that was read, ms since 1970. */
  readonly time: number;
}

export interface NewWatch {
  readonly subject: Subject;
  readonly rule: Rule;
  /** Who asked for it: forgotten with them, while the chat's subscription stays. */
  readonly creator: PersonKey;
  /** Of `mine`: the nodes as they are now. */
  readonly nodes?: readonly string[];
  readonly terms: ElectionTerms;
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
  /** Of a notice that waits. */
  readonly text?: string;
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

/** A level fires `direction` when the value reaches (up) or falls below (down) `at`, which is in the unit of the rule's
 *  metric: a rank is negative. One that was not read yet has no line. A move has both its bounds. */
export interface Rearm {
  readonly lines: readonly { readonly subject: string; readonly direction: 'up' | 'down'; readonly at: bigint }[];
}

/** The people behind the accounts: links between platforms, and being forgotten. */
export interface IdentityStore {
  /** All platforms of this person, the one that alerts go to first. */
  linked(person: PersonKey): Promise<readonly PersonKey[]>;
  /** A code for `link` on the other platform, good until `until`. An older one of this person ends. */
  createCode(person: PersonKey, until: number, now: number): Promise<string>;
  /** Joins both lists: equal rules become one, and what the code's owner prefers goes before. Everything stays, up to twice
   *  `limit`. `unknown`: no such code, not any more, or too many wrong ones before. `own`: the code is of the same person on
   *  the same platform. Only `linked` changes something. */
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
  /** Everything kept of the person, by table; lines drawn for their rules say nothing else and are left out. */
  dataOf(
    person: PersonKey,
  ): Promise<Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>>;
}

/** What the poll of accounts needs. */
export interface AccountWatchStore {
  /** Accounts that somebody watches and the rules they are watched by; without any, those whose owner watches `mine`. */
  watched(): Promise<readonly { readonly account: string; readonly rules: readonly string[] }[]>;
  /** Owners of `mine` and their accounts. */
  ownersOfMine(): Promise<readonly { readonly subscriberId: number; readonly accounts: readonly string[] }[]>;
  /** The nodes that `mine` stands for, for this owner. */
  setMine(subscriberId: number, nodes: readonly string[], terms: ElectionTerms): Promise<void>;
  /** Releases to be checked when they are due: replaces those of the account that are not due at `now`. */
  saveReleases(account: string, at: readonly number[], now: number): Promise<void>;
  /** Those due at `now`, taken out when the tick that tells of them is saved. */
  dueReleases(now: number): Promise<readonly { readonly account: string; readonly at: number }[]>;
}
