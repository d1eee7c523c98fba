// The tables of those who have a list, and of what is on it.
import type { Generated } from 'kysely';
import type { AmountColumn } from '../lines/tables.ts';

export interface SubscriptionTables {
  /** Whoever has a list: a person on all linked platforms, or a chat (thread_id '' without one). An `account` has none: it is
   *  one side of a person, and what is for this side alone waits there, with its user id as chat_id. */
  subscribers: {
    id: Generated<number>;
    kind: 'person' | 'chat' | 'account';
    /** Of a chat or an account; '' of a person. */
    platform: string;
    chat_id: string;
    thread_id: string;
    zone: string;
    /** Minutes of the local day. */
    quiet_from: number | null;
    quiet_to: number | null;
    digest_every: 'day' | 'week' | null;
    digest_at: number | null;
    digest_weekday: number | null;
    muted_until: number | null;
    ping_role: string | null;
    /** The first refusal in a row, or since when it is closed. */
    gone_since: number | null;
    /** The bot was put out of the chat, or may not write there any more; or in this topic of it. */
    closed: Generated<'chat' | 'topic' | null>;
  };
  subscriptions: {
    id: Generated<number>;
    subscriber_id: number;
    subject_kind: 'node' | 'account' | 'all' | 'mine';
    /** Node or account; '' of all and mine. */
    subject: string;
    event: string;
    level: AmountColumn | null;
    is_percent: number;
    period_s: number | null;
    direction: 'up' | 'down' | 'both';
    muted_until: number | null;
    created_at: number;
    creator_platform: string | null;
    creator_user_id: string | null;
  };
  /** The sides that made a row of a person's list. */
  makers: { subscription_id: number; platform: string; user_id: string };
  releases: { chain: string; account: string; at: number; is_one_source: number };
}
