// The alerts of one owner, those that wait and those of the history, and when a rule can fire again.
import { sql } from 'kysely';
import type { Alert } from '../../core/ports/alert.ts';
import type { Owner } from '../../core/ports/ids.ts';
import type { Rearm } from '../../core/ports/subscriptions.ts';
import { type ChainIdentity, chainKey } from '../../election/snapshot.ts';
import type { Db } from '../schema.ts';
import { findSubscriber } from '../subscriptions/subscribers.ts';
import { type AlertRow, alertsOf } from './alert-rows.ts';

/** Newest first. */
export async function readAlerts(db: Db, owner: Owner, limit: number): Promise<readonly Alert[]> {
  const subscriberId = await findSubscriber(db, owner);
  if (subscriberId === undefined) return [];
  const newest = { count: Math.min(Math.max(0, Math.floor(limit)), Number.MAX_SAFE_INTEGER), id: undefined };
  const rows = [...(await waiting(db, subscriberId, newest)), ...(await past(db, subscriberId, newest))];
  const sorted = rows.toSorted((a, b) => Number(b.created_at) - Number(a.created_at) || b.id - a.id);
  return alertsOf(db, sorted.slice(0, newest.count));
}

export async function readAlert(db: Db, owner: Owner, id: number): Promise<Alert | undefined> {
  const subscriberId = await findSubscriber(db, owner);
  if (subscriberId === undefined) return undefined;
  const one = { count: 1, id };
  const [row] = [...(await waiting(db, subscriberId, one)), ...(await past(db, subscriberId, one))];
  return row && (await alertsOf(db, [row]))[0];
}

interface Which {
  readonly count: number;
  readonly id: number | undefined;
}

const SHARED = ['id', 'subscriber_id', 'kind', 'event_id', 'subscription_id', 'created_at'] as const;

async function waiting(db: Db, subscriberId: number, { count, id }: Which): Promise<readonly AlertRow[]> {
  return db
    .selectFrom('outbox')
    .select([...SHARED, 'text'])
    .where('subscriber_id', '=', subscriberId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
}

async function past(db: Db, subscriberId: number, { count, id }: Which): Promise<readonly AlertRow[]> {
  return db
    .selectFrom('past_alerts')
    .select([...SHARED, 'outcome', 'settled_at', 'platform'])
    .where('subscriber_id', '=', subscriberId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
}

/** Of a rule that has lines; any other can fire at once. */
export async function readRearm(
  db: Db,
  owner: Owner,
  id: number,
  chain: ChainIdentity | undefined,
): Promise<Rearm | undefined> {
  const subscriberId = await findSubscriber(db, owner);
  if (subscriberId === undefined) return undefined;
  const rows = await db
    .selectFrom('triggers')
    .innerJoin('subscriptions', 'subscriptions.id', 'triggers.subscription_id')
    .select(['triggers.subject', 'triggers.side'])
    .select([
      sql<string | null>`cast(triggers.level as text)`.as('level'),
      sql<string | null>`cast(triggers.fire_at as text)`.as('fire_at'),
      sql<string | null>`cast(triggers.upper as text)`.as('upper'),
    ])
    .where('subscriptions.id', '=', id)
    .where('subscriptions.subscriber_id', '=', subscriberId)
    .$if(chain !== undefined, (query) => query.where('triggers.chain', '=', chain ? chainKey(chain) : ''))
    .orderBy('triggers.subject')
    .execute();
  const lines = rows.flatMap(linesOf);
  return lines.length > 0 ? { lines } : undefined;
}

interface Line {
  readonly subject: string;
  readonly side: number | null;
  readonly level: string | null;
  readonly fire_at: string | null;
  readonly upper: string | null;
}

function linesOf({ subject, side, level, fire_at, upper }: Line): Rearm['lines'] {
  const line = (direction: 'up' | 'down', at: string | null) =>
    at === null ? [] : [{ subject, direction, at: BigInt(at) }];
  if (level === null) return [...line('down', fire_at), ...line('up', upper)];
  return side === null ? [] : line(side === 1 ? 'down' : 'up', fire_at);
}
