// What happened, and an alert of it.
import type { LinkNews } from './identities.ts';
import type { Subscription } from './subscription.ts';

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
  /** Names of the IOST nodes that showed it. */
  readonly sources: readonly string[];
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
  readonly kind: 'alert' | 'digest' | 'notice' | 'test' | 'link';
  readonly event?: LoggedEvent;
  /** The rule that fired; undefined when the subscription is gone. */
  readonly subscription?: Subscription;
  /** Of a notice that waits. */
  readonly text?: string;
  /** Of a link, while it waits. */
  readonly news?: LinkNews;
  readonly createdAt: number;
  readonly outcome: AlertOutcome;
  readonly settledAt?: number;
  readonly platform?: string;
}
