// The tables of subscriptions and alerts as kysely sees them. Times are ms since 1970. Levels are 64-bit integers, which
// hold any amount of IOST in 1e-8; read them as text (`cast(… as text)`), for a number does not hold all of them.
import type { Generated } from 'kysely';

type Amount = bigint | number;

export interface AlertTables {
  /** Whoever has a list: a person on all linked platforms, or a chat (thread_id '' without one). */
  subscribers: {
    id: Generated<number>;
    kind: 'person' | 'chat';
    /** Of a chat; '' of a person. */
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
    /** The first refusal in a row. */
    gone_since: number | null;
  };
  /** The platforms of a person; alerts go to the lowest `place` that is not gone. */
  identities: {
    platform: string;
    user_id: string;
    subscriber_id: number;
    place: number;
    gone_since: number | null;
  };
  link_codes: { code: string; platform: string; user_id: string; until: number };
  subscriptions: {
    id: Generated<number>;
    subscriber_id: number;
    subject_kind: 'node' | 'account' | 'all' | 'mine';
    /** Node or account; '' of all and mine. */
    subject: string;
    event: string;
    level: Amount | null;
    is_percent: number;
    period_s: number | null;
    direction: 'up' | 'down' | 'both';
    muted_until: number | null;
    created_at: number;
    creator_platform: string | null;
    creator_user_id: string | null;
  };
  /** What is listened to at one node or account, `*` for an event of all: shared by all whose line is the same and knows the
   *  same. */
  lines: {
    id: Generated<number>;
    event: string;
    subject: string;
    /** Which crossings are told. */
    direction: 'up' | 'down' | 'both';
    /** The line and the width of its band, of `how: level`. */
    level: Amount | null;
    band: Amount | null;
    /** 1: the value was at or above the line when it was announced; null: not known yet. */
    side: number | null;
    /** Which crossing came first: 1 up, -1 down, 0 none yet. The band lies on its other side. */
    oriented: Generated<number>;
    /** Where it fires next: up at or above it, down below it. Of `move`: the lower bound, at which it fires. */
    fire_at: Amount | null;
    /** Of `move`: the upper bound, by how much (1/100 % when `is_percent`) and in which period. */
    upper: Amount | null;
    move_by: Amount | null;
    is_percent: Generated<number>;
    period_s: number | null;
    /** Where it is measured from, since when that is so, and when that is looked at again; by the
     *  time of the chain. */
    base: Amount | null;
    based_at: number | null;
    renew_at: number | null;
  };
  listeners: { line_id: number; subscription_id: number };
  /** A view: the lines of each subscription. */
  triggers: {
    id: number;
    subscription_id: number;
    event: string;
    subject: string;
    level: Amount | null;
    band: Amount | null;
    side: number | null;
    oriented: number;
    fire_at: Amount | null;
    upper: Amount | null;
    base: Amount | null;
    renew_at: number | null;
  };
  /** The newest value of everything that lines are drawn through. */
  metrics: { chain: string; metric: string; subject: string; value: Amount };
  /** Moments from which a metric is counted in seconds. */
  metric_since: { chain: string; metric: string; subject: string; at: number };
  announced: { chain: string; block: number; body: string };
  pending_facts: {
    chain: string;
    node: string;
    fact: string;
    value: string;
    since_block: number;
    since_time: number;
    count: number;
  };
  events: {
    id: Generated<number>;
    chain: string;
    type: string;
    subject: string;
    level: Amount | null;
    direction: 'up' | 'down' | null;
    before: string | null;
    after: string | null;
    from_block: number;
    to_block: number;
    from_time: number;
    to_time: number;
    /** Separated by spaces. */
    hosts: string;
    is_synthetic: number;
    is_offline: number;
    is_one_source: number;
    /** By the bot's own clock. */
    created_at: number;
  };
  /** What waits to be delivered. An event is queued once for a subscriber. */
  outbox: {
    id: Generated<number>;
    subscriber_id: number;
    kind: 'alert' | 'digest' | 'notice' | 'test';
    event_id: number | null;
    subscription_id: number | null;
    /** Of a notice: its text, and the key under which it is sent once. */
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
    kind: 'alert' | 'digest' | 'notice' | 'test';
    event_id: number | null;
    subscription_id: number | null;
    created_at: number;
    settled_at: number;
    outcome: 'delivered' | 'expired' | 'rejected' | 'gone';
    why: string | null;
    platform: string | null;
    once_key: string | null;
  };
  releases: { account: string; at: number };
}
