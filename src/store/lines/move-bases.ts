// Moves: by so much against where the votes were at the last alert, or up to one period ago. The base of a line is its value
// when it was drawn or fired last. Every quarter of the period it is looked at again, by the time of the chain: once it is older
// than three quarters, the oldest value of the history that is not takes its place, and keeps it for a quarter. So a base is
// not older than the period, as far as the hourly history can tell, and a move within the period is told when it is seen from
// one of its quarters. Without history of that time, as after a downtime, the base stays: the net change is told.
import { type RawBuilder, sql } from 'kysely';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Db } from '../schema.ts';

const DAY_MS = 86_400_000;
/** More wait for the next tick. */
const AT_ONCE = 2_000;
const MAX_INT64 = sql`9223372036854775807`;

/** Lines whose base is to be looked at again, and those without one. */
export async function renewMoves(db: Db, chain: string, time: number, rules: RuleTable): Promise<void> {
  const { moves, votes } = rules;
  const due = await sql`insert into renewed (line_id)
    select id from lines where chain = ${chain} and renew_at <= ${time} order by renew_at limit ${AT_ONCE}`.execute(db);
  const seen = await sql`insert into renewed (line_id)
    select lines.id from changed cross join lines
      on lines.chain = ${chain} and lines.event = changed.metric and lines.subject = changed.subject
    where metric in (${sql.join(moves)}) and before is null and side is null and base is null
    on conflict do nothing`.execute(db);
  if (due.numAffectedRows === 0n && seen.numAffectedRows === 0n) return;
  await startAt(db, chain, time, votes);
  await moveOn(db, chain, time);
  await joinEqual(db);
  // What has not changed may be far from a new base.
  await sql`insert into changed (metric, subject, before, after)
    select distinct lines.event, lines.subject, value, value from renewed cross join lines on lines.id = line_id
    cross join metrics on metrics.subject = lines.subject where metrics.chain = ${chain} and metric = ${votes}
    on conflict do nothing`.execute(db);
}

/** Those that fired are measured from now on against what they are now. */
export async function takeBases(db: Db, time: number): Promise<void> {
  const base = sql`crossed.after`;
  await sql`update lines set base = ${base}, based_at = ${time}, renew_at = ${time} + ${quarterMs()}, ${bounds(base)}
    from crossed
    where lines.id = crossed.line_id and lines.id in (select line_id from crossed) and lines.move_by is not null`.execute(
    db,
  );
}

async function startAt(db: Db, chain: string, time: number, votes: string): Promise<void> {
  const base = sql`metrics.value`;
  await sql`update lines set base = ${base}, based_at = ${time}, ${bounds(base)} from metrics
    where lines.id in (select line_id from renewed) and base is null
      and metrics.chain = ${chain} and metrics.metric = ${votes} and metrics.subject = lines.subject`.execute(db);
}

/** What the history knows is read once for all lines of a node and a period. */
async function moveOn(db: Db, chain: string, time: number): Promise<void> {
  const hour = sql`(select min(at) from history_moments where chain = ${chain} and every = 'hour'
    and at between ${time} - period_s * 750 and ${time})`;
  const votes = sql`(select votes from history_values join history_moments on history_moments.id = moment_id
    where chain = ${chain} and at between hour - hour % ${DAY_MS} and hour and account = node
    order by at desc, every desc limit 1)`;
  await sql`with kinds as materialized (
      select distinct subject as node, period_s as period, ${hour} as hour from renewed cross join lines on id = line_id
    ), known as materialized (
      select node, period, hour, cast(${votes} as bigint) as votes from kinds where hour is not null
    )
    update lines set base = known.votes, based_at = known.hour, ${bounds(sql`known.votes`)} from known
    where lines.id in (select line_id from renewed) and subject = node and period_s = period and votes is not null
      and based_at < known.hour`.execute(db);
  await sql`update lines set renew_at = (cast(${time} as bigint) / ${quarterMs()} + 1) * ${quarterMs()}
    where id in (select line_id from renewed)`.execute(db);
}

/** Lines that have become the same are one from now on. */
async function joinEqual(db: Db): Promise<void> {
  await sql`update renewed set keeper = same.keeper from (
      select id, min(id) over (partition by event, subject, direction, move_by, is_percent, period_s, base, based_at) as keeper
      from lines where id in (select line_id from renewed) and base is not null
    ) as same where same.id = line_id`.execute(db);
  const left = sql`select line_id from renewed where keeper <> line_id`;
  await sql`insert into listeners (line_id, subscription_id)
    select (select keeper from renewed where renewed.line_id = listeners.line_id), subscription_id from listeners
    where line_id in (${left}) on conflict do nothing`.execute(db);
  await sql`delete from lines where id in (${left})`.execute(db);
  await sql`delete from renewed where keeper <> line_id`.execute(db);
}

function quarterMs() {
  return sql`(period_s * 250)`;
}

/** As `moveFrom` computes them. A sum that 64 bits do not hold is the largest that they do; a share is reckoned in parts,
 *  for a product is larger than the sum that it ends as. */
function bounds(base: RawBuilder<unknown>) {
  const share = sql`cast((${base} / 10000) * move_by + (${base} % 10000) * move_by / 10000 as bigint)`;
  const asked = sql`case is_percent when 1 then ${share} else move_by end`;
  const by = sql`(case when ${asked} < 1 then 1 else ${asked} end)`;
  return sql`fire_at = case lines.direction when 'up' then null else ${base} - ${by} end,
    upper = case when lines.direction = 'down' then null when ${base} > ${MAX_INT64} - ${by} then ${MAX_INT64} else ${base} + ${by} end`;
}
