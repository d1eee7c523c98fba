// The values of a tick: what they were, what they are, and the newest of each kept.
import { sql } from 'kysely';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Tick } from '../../core/ports/ticks.ts';
import type { Db } from '../schema.ts';
import { jsonRows } from '../sqlite/json-rows.ts';

/** Notes in `changed` what is not as it was. Moves are measured on the votes. Call it inside the tick's transaction. */
export async function noteChanges(db: Db, chain: string, tick: Tick, rules: RuleTable): Promise<void> {
  if (tick.metrics.length > 0) await noteValues(db, chain, tick.metrics, rules);
  await noteSpans(db, chain, tick);
}

async function noteValues(db: Db, chain: string, metrics: Tick['metrics'], rules: RuleTable): Promise<void> {
  for (const [metric, values] of Map.groupBy(metrics, (value) => value.metric)) {
    // One object of all subjects: reading a field of each of many rows costs more than all the rest.
    const given = JSON.stringify(Object.fromEntries(values.map(({ subject, value }) => [subject, value.toString()])));
    await sql`insert into changed (metric, subject, before, after)
      select ${metric}, given.key, metrics.value, cast(given.value as bigint) from json_each(${given}) as given
      left join metrics on metrics.chain = ${chain} and metrics.metric = ${metric} and metrics.subject = given.key
    `.execute(db);
  }
  await sql`insert into metrics (chain, metric, subject, value)
    select ${chain}, metric, subject, after from changed where true
    on conflict (chain, metric, subject) do update set value = excluded.value`.execute(db);
  for (const move of rules.moves) {
    await sql`insert into changed (metric, subject, before, after)
      select ${move}, subject, before, after from changed where metric = ${rules.votes}`.execute(db);
  }
}

/** Those that still run have grown; those that end now are 0. */
async function noteSpans(db: Db, chain: string, { since, times }: Tick): Promise<void> {
  const seconds = (moment: number) =>
    sql`(case when metric_since.at > ${moment} then 0 else (cast(${moment} as bigint) - metric_since.at) / 1000 end)`;
  if (since.length > 0) {
    const given = jsonRows(since.map(({ metric, subject, at }) => ({ metric, subject, at })));
    const rows = sql`select value ->> 'metric' as metric, value ->> 'subject' as subject, value ->> 'at' as at
      from json_each(${given})`;
    await sql`insert into changed (metric, subject, before, after)
      select metric, subject, ${seconds(times.from)}, 0 from (${rows}) as given cross join metric_since using (metric, subject) where chain = ${chain}`.execute(
      db,
    );
    await sql`delete from metric_since where chain = ${chain}
      and (metric, subject) in (select metric, subject from (${rows}) where at is null)`.execute(db);
    await sql`insert into metric_since (chain, metric, subject, at)
      select ${chain}, metric, subject, at from (${rows}) where at is not null
      on conflict (chain, metric, subject) do update set at = excluded.at`.execute(db);
  }
  await sql`insert into changed (metric, subject, before, after)
    select metric, subject, ${seconds(times.from)}, ${seconds(times.to)} from metric_since where chain = ${chain}
    on conflict (metric, subject) do update set after = excluded.after`.execute(db);
}
