// The tables of what waits to be delivered and of what was.
import type { Generated } from 'kysely';
import type { Alert } from '../../core/ports/alert.ts';

export interface OutboxTables {
  /** What waits to be delivered. An event is queued once for a subscriber. */
  outbox: {
    id: Generated<number>;
    subscriber_id: number;
    kind: Alert['kind'];
    event_id: number | null;
    subscription_id: number | null;
    /** Of a notice its text, of news of a link the news as JSON; and the key under which it is sent once. */
    text: string | null;
    once_key: string | null;
    due_at: number;
    created_at: number;
    /** Names the message that it is part of; null until it is claimed. */
    message_key: string | null;
    attempts: number;
    /** An attempt is under way since then. */
    started_at: number | null;
    started_on: string | null;
    /** The first attempt that may have arrived, and where. */
    unsure_since: number | null;
    unsure_on: string | null;
    /** The platform, resting when it was passed over, that it would go to first. */
    waits_for: string | null;
  };
  /** What was delivered or given up. */
  past_alerts: {
    id: number;
    subscriber_id: number;
    kind: Alert['kind'];
    event_id: number | null;
    subscription_id: number | null;
    created_at: number;
    settled_at: number;
    outcome: 'delivered' | 'expired' | 'rejected' | 'gone';
    why: string | null;
    platform: string | null;
    once_key: string | null;
    /** The only side that made the rule. */
    maker_platform: string | null;
    maker_user_id: string | null;
  };
}
