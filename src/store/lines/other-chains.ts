// Subscriptions that were made while another chain was read get their lines on this one too, which know nothing yet.
import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import { subscriptionOf, WATCH_COLUMNS } from '../subscriptions/rows.ts';
import { addTriggers, candidatesOf, EVERY, hasLines, type Lines } from './triggers.ts';

/** Call it inside the transaction of the first look of a run. */
export async function drawOnThisChain(db: Db, lines: Lines): Promise<void> {
  const { chain } = lines;
  // Drawn before any chain was read.
  await sql`update lines set chain = ${chain} where chain = ''`.execute(db);
  const { rows } = await sql<{ low: string | null; high: string | null }>`select
    (select min(chain) from lines) as low, (select max(chain) from lines) as high`.execute(db);
  if (rows.every(({ low, high }) => low === high && (low ?? chain) === chain)) return;
  await copyLines(db, chain);
  await drawOfAll(db, lines);
}

/** Those of nodes and accounts, and of whatever happens to any node; the nodes of `mine` are looked up at the next round. */
async function copyLines(db: Db, chain: string): Promise<void> {
  await sql`insert into undrawn
    select subscription_id, lines.event, lines.subject, lines.direction, max(lines.level), max(lines.band), move_by,
      lines.is_percent, lines.period_s
    from listeners join lines on lines.id = line_id join subscriptions on subscriptions.id = subscription_id
    where (subject_kind in ('node', 'account') or lines.subject = ${EVERY}) and not exists (
      select 1 from triggers as here where here.subscription_id = listeners.subscription_id and here.chain = ${chain})
    group by 1, 2, 3, 4, 7, 8, 9`.execute(db);
  const isDrawn = sql`lines.chain = ${chain} and lines.event = undrawn.event and lines.subject = undrawn.subject
    and lines.direction = undrawn.direction and lines.side is null and lines.base is null
    and lines.level is not distinct from undrawn.level and lines.move_by is not distinct from undrawn.move_by
    and lines.is_percent = undrawn.is_percent and lines.period_s is not distinct from undrawn.period_s`;
  await sql`insert into lines (chain, event, subject, direction, level, band, oriented, fire_at, move_by, is_percent, period_s,
      renew_at)
    select distinct ${chain}, event, subject, direction, level, band,
      case when level is null then 0 when direction = 'up' then 1 when direction = 'down' then -1 else 0 end, level,
      move_by, is_percent, period_s, case when move_by is null then null else 0 end
    from undrawn where not exists (select 1 from lines where ${isDrawn})`.execute(db);
  await sql`insert into listeners (line_id, subscription_id)
    select (select min(lines.id) from lines where ${isDrawn}), subscription_id from undrawn`.execute(db);
}

async function drawOfAll(db: Db, lines: Lines): Promise<void> {
  const candidates = await candidatesOf(db, lines.chain, lines.rules);
  const watches = await db
    .selectFrom('subscriptions as watch')
    .select(WATCH_COLUMNS)
    .where('subject_kind', '=', 'all')
    .execute();
  for (const watch of watches.map(subscriptionOf).filter(({ rule }) => hasLines(lines.rules, rule))) {
    const drawn = await db
      .selectFrom('triggers')
      .select('subject')
      .where((where) => where.and({ subscription_id: watch.id, chain: lines.chain }))
      .limit(1)
      .executeTakeFirst();
    if (!drawn) await addTriggers(db, watch, candidates, lines);
  }
}
