// The tables of what is listened to, of the numbers and facts that are compared, and of what happened. Levels are 64-bit
// integers, which hold any amount of IOST in 1e-8; read them as text (`cast(… as text)`), for a number does not hold all.
import type { Generated } from 'kysely';

export type AmountColumn = bigint | number;

export interface LineTables {
  /** What is listened to at one node or account, `*` for an event of all: shared by all whose line is the same and knows the
   *  same. */
  lines: {
    id: Generated<number>;
    /** `chainKey`: whatever it knows is of this chain. */
    chain: string;
    event: string;
    subject: string;
    /** Which crossings are told. */
    direction: 'up' | 'down' | 'both';
    /** The line and the width of its band, of `how: level`. */
    level: AmountColumn | null;
    band: AmountColumn | null;
    /** 1: the value was at or above the line when it was announced; null: not known yet. */
    side: number | null;
    /** Which crossing came first: 1 up, -1 down, 0 none yet. The band lies on its other side. */
    oriented: Generated<number>;
    /** Where it fires next: up at or above it, down below it. Of `move`: the lower bound, at which it fires. */
    fire_at: AmountColumn | null;
    /** Of `move`: the upper bound, by how much (1/100 % when `is_percent`) and in which period. */
    upper: AmountColumn | null;
    move_by: AmountColumn | null;
    is_percent: Generated<number>;
    period_s: number | null;
    /** Where it is measured from, since when that is so, and when that is looked at again; by the
     *  time of the chain. */
    base: AmountColumn | null;
    based_at: number | null;
    renew_at: number | null;
  };
  listeners: { line_id: number; subscription_id: number };
  /** A view: the lines of each subscription. */
  triggers: {
    id: number;
    subscription_id: number;
    chain: string;
    event: string;
    subject: string;
    level: AmountColumn | null;
    band: AmountColumn | null;
    side: number | null;
    oriented: number;
    fire_at: AmountColumn | null;
    upper: AmountColumn | null;
    base: AmountColumn | null;
    renew_at: number | null;
  };
  /** The newest value of everything that lines are drawn through. */
  metrics: { chain: string; metric: string; subject: string; value: AmountColumn };
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
    level: AmountColumn | null;
    direction: 'up' | 'down' | null;
    before: string | null;
    after: string | null;
    from_block: number;
    to_block: number;
    from_time: number;
    to_time: number;
    /** A JSON list of names. */
    sources: string;
    is_synthetic: number;
    is_offline: number;
    is_one_source: number;
    /** By the bot's own clock. */
    created_at: number;
  };
}
