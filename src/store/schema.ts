// The tables as kysely sees them. Times are ms since 1970; votes are text, for they exceed what a number holds exactly.
// PostgreSQL returns 64-bit integers as text, so queries pass them through Number().
import type { Kysely } from 'kysely';
import type { AlertTables } from './lines/tables.ts';
import type { HistoryTables } from './history/tables.ts';

export interface Tables extends HistoryTables, AlertTables {
  person_settings: { platform: string; user_id: string; locale: string | null };
  saved_accounts: {
    platform: string;
    user_id: string;
    account: string;
    label: string | null;
    /** Grows by one with each account that the person saves. */
    position: number;
  };
  /** Whom the bot has met. */
  met_people: { platform: string; user_id: string };
  chat_settings: { platform: string; chat_id: string; locale: string | null };
  /** Ids of the platforms' own; kept for two days. */
  seen_updates: { platform: string; update_id: string; seen_at: number };
  /** The newest snapshot of each chain, whole. */
  latest_snapshots: {
    /** `chainKey` of the snapshot. */
    chain: string;
    /** Of the node that answered. */
    host: string;
    first_block: number;
    last_block: number;
    fetched_at: number;
    /** See snapshot-codec. */
    body: string;
  };
}

export type Db = Kysely<Tables>;
