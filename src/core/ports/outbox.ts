// What waits to be delivered, and what became of it. Everything that one method does is one transaction.
import type { Alert } from './alert.ts';
import type { PersonKey } from './ids.ts';
import type { Preferences } from './subscription.ts';

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
  /** The topic takes no messages: its list rests until it does. `isTold`: its chat was told in its place. */
  | { readonly kind: 'closed'; readonly platform: string; readonly at: number; readonly isTold: boolean }
  /** Nobody there; tried again at `dueAt`. */
  | { readonly kind: 'gone'; readonly platform: string; readonly dueAt: number; readonly at: number };

/** What it throws and its units: see `Store`. */
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
  /** Puts a notice into the outbox, for this account alone, once per `key`. False when it was there before. */
  notify(person: PersonKey, key: string, text: string, now: number): Promise<boolean>;
  /** Drops history, dead letters and logged events from before `before`. */
  prune(before: number): Promise<void>;
}
