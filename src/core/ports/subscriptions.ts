// What people's subscriptions need of the store: their lists, and the alerts that they got. Everything that one method does
// is one transaction.
import type { Rule, Subject } from '../../election/rule.ts';
import type { ChainIdentity } from '../../election/snapshot.ts';
import type { Alert, LoggedEvent } from './alert.ts';
import type { Owner, PersonKey } from './ids.ts';
import type { ElectionTerms, Preferences, Subscription } from './subscription.ts';

export interface NewWatch {
  readonly subject: Subject;
  readonly rule: Rule;
  /** Who asked for it: forgotten with them, while the chat's subscription stays. */
  readonly creator: PersonKey;
  /** Of `mine`: the nodes as they are now. */
  readonly nodes?: readonly string[];
  readonly terms: ElectionTerms;
}

export type WatchResult =
  | { readonly kind: 'added' | 'exists'; readonly subscription: Subscription }
  | { readonly kind: 'full' };

/** All that commands do with subscriptions. An id of somebody else's is one that is not there. What it throws and its units:
 *  see `Store`. */
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
  /** No chat pings this role any more; each that did hears `notice`, in its own language, with its next message. */
  endPings(platform: string, role: string, notice: (locale: string | undefined) => string, now: number): Promise<void>;
  /** Newest first: those that wait and those of the history. */
  alerts(owner: Owner, limit: number): Promise<readonly Alert[]>;
  alert(owner: Owner, id: number): Promise<Alert | undefined>;
  /** When the rule of this subscription can fire again: the value at which it does, for a level; undefined: at once. Of
   *  whatever chain, when none is given. */
  rearm(owner: Owner, id: number, chain?: ChainIdentity): Promise<Rearm | undefined>;
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
