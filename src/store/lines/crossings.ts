// Which lines the values of a tick cross. Lines are found by ranges of an index, so what it costs grows with the values that
// changed and with what fires, not with the lines that there are.
import { type RawBuilder, sql } from 'kysely';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Tick } from '../../core/ports/ticks.ts';
import type { Db } from '../schema.ts';
import { logCrossings } from './event-log.ts';
import { renewMoves, takeBases } from './move-bases.ts';

/** Says how many alerts went into the outbox. Call it inside the tick's transaction, after its changes were noted. */
export async function match(db: Db, chain: string, tick: Tick, rules: RuleTable): Promise<number> {
  if (tick.isFirst) await forgetSides(db, chain);
  await takeSides(db, chain);
  if (tick.isFirst) await startSpans(db, chain, rules);
  await renewMoves(db, chain, tick.times.to, rules);
  if (tick.isFirst) return 0;
  if ((await findCrossed(db, chain, rules)) === 0n) return 0;
  await turn(db);
  await takeBases(db, tick.times.to);
  return logCrossings(db, chain, tick);
}

/** `changed` with the lines that are drawn through it; more conditions may follow. */
function linesOfChanged(chain: string) {
  return sql`changed cross join lines
    on lines.chain = ${chain} and lines.event = changed.metric and lines.subject = changed.subject`;
}

/** As `firesAt` of the domain. */
function firesAt(side: RawBuilder<unknown>, oriented: RawBuilder<unknown>) {
  return sql`case when ${side} = 1 and ${oriented} = 1 then lines.level - lines.band
    when ${side} = 0 and ${oriented} = -1 then lines.level + lines.band else lines.level end`;
}

const ORIENTED = sql`oriented`;

/** Where one crossing alone is told, the exact line is its own from the start. */
async function forgetSides(db: Db, chain: string): Promise<void> {
  await sql`update lines set side = null, fire_at = level,
    oriented = case direction when 'up' then 1 when 'down' then -1 else 0 end where chain = ${chain} and level is not null`.execute(
    db,
  );
  await sql`update lines set base = null, based_at = null, fire_at = null, upper = null, renew_at = 0
    where chain = ${chain} and move_by is not null`.execute(db);
}

/** Silently, by the first value that there is. */
async function takeSides(db: Db, chain: string): Promise<void> {
  const opened = await sql`insert into opened (line_id, value)
    select lines.id, coalesce(changed.before, changed.after) from ${linesOfChanged(chain)}
      and lines.side is null and lines.level is not null`.execute(db);
  if (opened.numAffectedRows === 0n) return;
  const side = sql`(case when opened.value >= lines.level then 1 else 0 end)`;
  await sql`update lines set side = ${side}, fire_at = ${firesAt(side, ORIENTED)} from opened
    where lines.id = opened.line_id and lines.id in (select line_id from opened)`.execute(db);
}

/** Whatever has no moment to count from is below every line. */
async function startSpans(db: Db, chain: string, { spans }: RuleTable): Promise<void> {
  await sql`update lines set side = 0, fire_at = ${firesAt(sql`0`, ORIENTED)}
    where chain = ${chain} and event in (${sql.join(spans)}) and side is null`.execute(db);
}

/** How many. Nothing falls below a line while its value grows: a tick may be of an earlier block than the one before, as that
 *  of accounts is ahead of what is announced, and a span is not over because of it. */
async function findCrossed(db: Db, chain: string, { moves }: RuleTable): Promise<bigint> {
  const row = (direction: 'up' | 'down', from: 'before' | 'base') =>
    sql`lines.id, lines.event, lines.subject, coalesce(lines.level, move_by), ${direction}, ${sql.ref(from)}, after,
      case when lines.direction in ('both', ${direction}) then 1 else 0 end from ${linesOfChanged(chain)}`;
  const isMove = sql`metric in (${sql.join(moves)})`;
  const { numAffectedRows = 0n } =
    await sql`insert into crossed (line_id, event, subject, level, direction, before, after, is_told)
    select ${row('up', 'before')} and side = 0 and fire_at <= after
    union all select ${row('down', 'before')} and side = 1 and fire_at > after and (before is null or before > after)
    union all select ${row('up', 'base')} and ${isMove} and upper <= after
    union all select ${row('down', 'base')} and ${isMove} and side is null and fire_at >= after`.execute(db);
  return numAffectedRows;
}

/** As `cross` of the domain. */
async function turn(db: Db): Promise<void> {
  const isUp = sql`crossed.direction = 'up'`;
  const side = sql`(case when ${isUp} then 1 else 0 end)`;
  const oriented = sql`(case when oriented <> 0 then oriented when ${isUp} then 1 else -1 end)`;
  await sql`update lines set side = ${side}, oriented = ${oriented}, fire_at = ${firesAt(side, oriented)}
    from crossed
    where lines.id = crossed.line_id and lines.id in (select line_id from crossed) and lines.level is not null`.execute(
    db,
  );
}
