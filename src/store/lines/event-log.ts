// What happened, logged, and an alert of it in the outbox of everyone whom it fires for: one for an owner, whatever of their
// list it fired.
import { type RawBuilder, sql } from 'kysely';
import type { Tick } from '../../core/ports/ticks.ts';
import type { Db } from '../schema.ts';
import { jsonRows } from '../sqlite/json-rows.ts';
import { EVERY } from './triggers.ts';

/** Each crossing that somebody listens to. Says how many alerts there are. */
export async function logCrossings(db: Db, chain: string, tick: Tick): Promise<number> {
  const last = await lastEvent(db);
  await sql`${intoEvents()} select distinct event, subject, level, direction, cast(before as text), cast(after as text),
    ${momentOf(chain, tick)} from crossed
    where is_told = 1 and exists (select 1 from listeners where listeners.line_id = crossed.line_id)`.execute(db);
  return enqueue(
    db,
    tick,
    sql`events as happened cross join crossed on crossed.event = happened.type and crossed.subject = happened.subject
      and crossed.level = happened.level and crossed.direction = happened.direction
      and cast(crossed.before as text) is not distinct from happened.before and crossed.is_told = 1 and happened.id > ${last}
      cross join listeners on listeners.line_id = crossed.line_id`,
  );
}

/** What happened to nodes and accounts. In a first tick it is only logged. */
export async function logEvents(db: Db, chain: string, tick: Tick): Promise<number> {
  if (tick.events.length === 0) return 0;
  const last = await lastEvent(db);
  const rows = tick.events.map(({ type, subject, direction, before, after }) => ({
    type,
    subject,
    direction,
    before,
    after,
  }));
  await sql`${intoEvents()} select value ->> 'type', value ->> 'subject', null, value ->> 'direction',
    value ->> 'before', value ->> 'after', ${momentOf(chain, tick)} from json_each(${jsonRows(rows)})`.execute(db);
  const logged = await db.selectFrom('events').select('id').where('id', '>', last).orderBy('id').execute();
  const fired = logged.flatMap(({ id }, index) => (tick.events[index]?.fires ?? []).map((rule) => ({ id, rule })));
  if (tick.isFirst || fired.length === 0) return 0;
  return enqueue(
    db,
    tick,
    sql`json_each(${jsonRows(fired)}) as fired
      cross join events as happened on happened.id = fired.value ->> 'id'
      cross join lines on lines.chain = happened.chain and lines.event = fired.value ->> 'rule' and lines.subject in (happened.subject, ${EVERY})
        and lines.level is null and lines.move_by is null
        and lines.direction in ('both', coalesce(happened.direction, lines.direction))
      cross join listeners on listeners.line_id = lines.id`,
  );
}

/** `fired` brings `happened` and `listeners`. */
async function enqueue(db: Db, { now }: Tick, fired: RawBuilder<unknown>): Promise<number> {
  const isHeard = (of: 'watch' | 'owner') => sql`coalesce(${sql.ref(`${of}.muted_until`)}, 0) <= ${now}`;
  const { numAffectedRows = 0n } = await sql`
    insert into outbox (subscriber_id, kind, event_id, subscription_id, due_at, created_at)
    select watch.subscriber_id, 'alert', happened.id, watch.id, ${now}, ${now} from ${fired}
      cross join subscriptions as watch on watch.id = listeners.subscription_id
      cross join subscribers as owner on owner.id = watch.subscriber_id
    where ${isHeard('watch')} and ${isHeard('owner')}
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows);
}

async function lastEvent(db: Db): Promise<number> {
  const { id } = await db
    .selectFrom('events')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirstOrThrow();
  return id ?? 0;
}

function intoEvents() {
  return sql`insert into events (type, subject, level, direction, before, after, chain, from_block, to_block, from_time,
    to_time, sources, is_synthetic, is_offline, is_one_source, created_at)`;
}

function momentOf(chain: string, tick: Tick) {
  const { blocks, times, sources, isOffline, isOneSource, now } = tick;
  const flags = [tick.chain.synthetic, isOffline, isOneSource].map(Number);
  return sql.join([chain, blocks.from, blocks.to, times.from, times.to, JSON.stringify(sources), ...flags, now]);
}
