// The tables as kysely sees them, each with its topic. Times are ms since 1970; votes are text, for they exceed what a number
// holds exactly. PostgreSQL returns 64-bit integers as text, so queries pass them through Number().
import type { Kysely } from 'kysely';
import type { ChainTables } from './chain/tables.ts';
import type { HistoryTables } from './history/tables.ts';
import type { LineTables } from './lines/tables.ts';
import type { OutboxTables } from './outbox/tables.ts';
import type { PeopleTables } from './people/tables.ts';
import type { SubscriptionTables } from './subscriptions/tables.ts';

export interface Tables
  extends ChainTables,
    HistoryTables,
    LineTables,
    OutboxTables,
    PeopleTables,
    SubscriptionTables {}

export type Db = Kysely<Tables>;
