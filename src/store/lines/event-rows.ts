// A logged event between its row and the domain.
import { sql } from 'kysely';
import type { LoggedEvent } from '../../core/ports/alert.ts';
import type { Db } from '../schema.ts';

/** Of `events as happened`, for `select`. */
export const EVENT_COLUMNS = [
  'happened.id as event_id',
  'happened.type as event_type',
  'happened.subject as event_subject',
  'happened.direction as event_direction',
  'happened.before as event_before',
  'happened.after as event_after',
  'happened.from_block as event_from_block',
  'happened.to_block as event_to_block',
  'happened.from_time as event_from_time',
  'happened.to_time as event_to_time',
  'happened.sources as event_sources',
  'happened.is_synthetic as event_is_synthetic',
  'happened.is_offline as event_is_offline',
  'happened.is_one_source as event_is_one_source',
  sql<string | null>`cast(happened.level as text)`.as('event_level'),
] as const;

export interface EventRow {
  readonly event_id: number;
  readonly event_type: string;
  readonly event_subject: string;
  readonly event_level: string | null;
  readonly event_direction: 'up' | 'down' | null;
  readonly event_before: string | null;
  readonly event_after: string | null;
  readonly event_from_block: number;
  readonly event_to_block: number;
  readonly event_from_time: number;
  readonly event_to_time: number;
  readonly event_sources: string;
  readonly event_is_synthetic: number;
  readonly event_is_offline: number;
  readonly event_is_one_source: number;
}

export function eventOf(row: EventRow): LoggedEvent {
  return {
    id: row.event_id,
    type: row.event_type,
    subject: row.event_subject,
    ...(row.event_level !== null && { level: BigInt(row.event_level) }),
    ...(row.event_direction !== null && { direction: row.event_direction }),
    ...(row.event_before !== null && { before: row.event_before }),
    ...(row.event_after !== null && { after: row.event_after }),
    blocks: { from: Number(row.event_from_block), to: Number(row.event_to_block) },
    times: { from: Number(row.event_from_time), to: Number(row.event_to_time) },
    sources: JSON.parse(row.event_sources),
    isSynthetic: row.event_is_synthetic === 1,
    isOffline: row.event_is_offline === 1,
    isOneSource: row.event_is_one_source === 1,
  };
}

/** Oldest first. */
export async function readEvents(
  db: Db,
  chain: string,
  types: readonly string[],
  subject: string | undefined,
  since: number,
): Promise<readonly LoggedEvent[]> {
  if (types.length === 0) return [];
  const rows = await db
    .selectFrom('events as happened')
    .select(EVENT_COLUMNS)
    .where('happened.chain', '=', chain)
    .where('happened.type', 'in', types)
    .where('happened.to_time', '>=', since)
    .$if(subject !== undefined, (query) => query.where('happened.subject', '=', subject ?? ''))
    .orderBy('happened.id')
    .execute();
  return rows.map(eventOf);
}
