// Alerts between their rows and the domain: what waits and what is past, each with its event and the rule that fired.

import type { Alert, AlertOutcome, LoggedEvent } from '../../core/ports/alert.ts';
import type { LinkNews } from '../../core/ports/identities.ts';
import type { Subscription } from '../../core/ports/subscription.ts';
import { EVENT_COLUMNS, eventOf } from '../lines/event-rows.ts';
import type { Db } from '../schema.ts';
import { listOf } from '../sqlite/json-rows.ts';
import { subscriptionOf, WATCH_COLUMNS } from '../subscriptions/rows.ts';

/** Of `outbox` or `past_alerts`. */
export interface AlertRow {
  readonly id: number;
  readonly subscriber_id: number;
  readonly kind: Alert['kind'];
  readonly event_id: number | null;
  readonly subscription_id: number | null;
  readonly created_at: number;
  readonly text?: string | null;
  readonly outcome?: AlertOutcome;
  readonly settled_at?: number;
  readonly platform?: string | null;
}

/** In the order of the rows. */
export async function alertsOf(db: Db, rows: readonly AlertRow[]): Promise<readonly Alert[]> {
  const events = await eventsOf(db, distinct(rows.map(({ event_id }) => event_id)));
  const watches = await watchesOf(db, distinct(rows.map(({ subscription_id }) => subscription_id)));
  return rows.map((row) => {
    const event = row.event_id === null ? undefined : events.get(row.event_id);
    const watch = row.subscription_id === null ? undefined : watches.get(row.subscription_id);
    const subscription = watch?.subscriberId === row.subscriber_id ? watch.subscription : undefined;
    return alertOf(row, event, subscription);
  });
}

function alertOf(row: AlertRow, event: LoggedEvent | undefined, subscription: Subscription | undefined): Alert {
  const { text, outcome = 'waiting', settled_at: settledAt, platform } = row;
  return {
    id: row.id,
    kind: row.kind,
    createdAt: Number(row.created_at),
    outcome,
    ...(event && { event }),
    ...(subscription && { subscription }),
    ...(typeof text === 'string' && (row.kind === 'link' ? { news: newsOf(text) } : { text })),
    ...(settledAt !== undefined && { settledAt: Number(settledAt) }),
    ...(typeof platform === 'string' && { platform }),
  };
}

/** As it was told: written by this program alone, and dropped within a day. */
function newsOf(text: string): LinkNews {
  return JSON.parse(text) as LinkNews; // its own writing
}

async function eventsOf(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, LoggedEvent>> {
  const rows = await db
    .selectFrom('events as happened')
    .select(EVENT_COLUMNS)
    .where('happened.id', 'in', listOf(ids))
    .execute();
  return new Map(rows.map((row) => [row.event_id, eventOf(row)]));
}

interface Watch {
  readonly subscriberId: number;
  readonly subscription: Subscription;
}

async function watchesOf(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Watch>> {
  const rows = await db
    .selectFrom('subscriptions as watch')
    .select(WATCH_COLUMNS)
    .select('watch.subscriber_id')
    .where('watch.id', 'in', listOf(ids))
    .execute();
  return new Map(
    rows.map((row) => [row.watch_id, { subscriberId: row.subscriber_id, subscription: subscriptionOf(row) }]),
  );
}

function distinct(ids: readonly (number | null)[]): readonly number[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
