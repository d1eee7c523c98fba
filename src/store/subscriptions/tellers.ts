// Which row of a list would have told what another one did.
import { sql } from 'kysely';
import { EVERY } from '../lines/triggers.ts';

/** Of list `owner`, for a row of `outbox` whose rule is `told`; NULL when there is none. The rule itself comes first, where it
 *  counts too. */
export function tellerIn(owner: number, counts: 'itself-too' | 'others') {
  const itself = counts === 'others' ? sql`false` : sql`other.id = told.id`;
  return sql<number | null>`(
      select other.id from subscriptions as other
      join triggers on triggers.subscription_id = other.id
      join events on events.id = outbox.event_id
      where other.subscriber_id = ${owner} and other.event = told.event
        and other.level is not distinct from told.level and other.is_percent = told.is_percent
        and other.period_s is not distinct from told.period_s
        and other.direction in ('both', coalesce(events.direction, other.direction))
        and triggers.subject in (events.subject, ${EVERY})
        and (${itself} or (other.id <> told.id and coalesce(other.muted_until, 0) <= outbox.created_at))
      order by other.id <> told.id, other.id limit 1
    )`;
}
