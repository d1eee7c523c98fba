// Lines are shared: whoever draws one that is there already, and knows the same, listens to that one. So crossing it is one
// row to change, and whom it fires for is one stretch of the listeners.
import { type Insertable, sql } from 'kysely';
import type { Db, Tables } from '../schema.ts';
import { type JsonRow, jsonRows } from '../sqlite/json-rows.ts';

/** A line as it is drawn; fields of the table that are left out are NULL, or 0. */
export type NewLine = Pick<Insertable<Tables['lines']>, 'chain' | 'event' | 'subject' | 'direction'> &
  Partial<Omit<Insertable<Tables['lines']>, 'id' | 'based_at'>>;

/** Call it inside a transaction. */
export async function listenTo(db: Db, subscriptionId: number, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = jsonRows(lines.map((line): JsonRow => ({ ...line })));
  await sql`insert into lines
    (chain, event, subject, direction, level, band, side, oriented, fire_at, upper, move_by, is_percent, period_s, base, renew_at,
      based_at)
    select * from (${drawn(rows)}) as drawn where not exists (select 1 from lines where ${isSame()})`.execute(db);
  await sql`insert into listeners (line_id, subscription_id)
    select (select min(lines.id) from lines where ${isSame()}), cast(${subscriptionId} as bigint)
    from (${drawn(rows)}) as drawn`.execute(db);
}

function drawn(rows: string) {
  return sql`select value ->> 'chain' as chain, value ->> 'event' as event, value ->> 'subject' as subject, value ->> 'direction' as direction,
    cast(value ->> 'level' as bigint) as level, cast(value ->> 'band' as bigint) as band, value ->> 'side' as side,
    coalesce(value ->> 'oriented', 0) as oriented, cast(value ->> 'fire_at' as bigint) as fire_at,
    cast(value ->> 'upper' as bigint) as upper, cast(value ->> 'move_by' as bigint) as move_by,
    coalesce(value ->> 'is_percent', 0) as is_percent, value ->> 'period_s' as period_s,
    cast(value ->> 'base' as bigint) as base, value ->> 'renew_at' as renew_at,
    case when value ->> 'base' is not null then (value ->> 'renew_at') - (value ->> 'period_s') * 250 end as based_at
    from json_each(${rows})`;
}

/** Of two lines of which this is true, one fires whenever the other does: which crossing came first says no more than side
 *  and `fire_at` do. A move's bounds follow from its base, the value a quarter of the period before it is looked at again. */
function isSame() {
  return sql`lines.chain = drawn.chain and lines.event = drawn.event and lines.subject = drawn.subject and lines.direction = drawn.direction
    and lines.side is not distinct from drawn.side and lines.fire_at is not distinct from drawn.fire_at
    and lines.level is not distinct from drawn.level and lines.band is not distinct from drawn.band
    and lines.move_by is not distinct from drawn.move_by and lines.is_percent = drawn.is_percent
    and lines.period_s is not distinct from drawn.period_s and lines.base is not distinct from drawn.base
    and lines.based_at is not distinct from drawn.based_at and lines.renew_at is not distinct from drawn.renew_at`;
}
