// Candidates that were not there before: whoever watches all of them listens to those too.
import { sql } from 'kysely';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Tick } from '../../core/ports/ticks.ts';
import type { Db } from '../schema.ts';
import { subscriptionOf, WATCH_COLUMNS } from '../subscriptions/rows.ts';
import { addTriggers, hasLines } from './triggers.ts';

/** Nothing fires of it. Call it inside the tick's transaction, after its changes were noted. */
export async function drawForNewCandidates(db: Db, chain: string, tick: Tick, rules: RuleTable): Promise<void> {
  const { rows: added } = await sql<{ subject: string }>`
    select subject from changed where metric = ${rules.votes} and before is null`.execute(db);
  if (added.length === 0 || !tick.announced) return;
  const terms = { chain, threshold: tick.announced.threshold, time: tick.times.to, rules };
  const watches = await db
    .selectFrom('subscriptions as watch')
    .select(WATCH_COLUMNS)
    .where('subject_kind', '=', 'all')
    .execute();
  for (const watch of watches.map(subscriptionOf).filter(({ rule }) => hasLines(rules, rule))) {
    const drawn = await db
      .selectFrom('triggers')
      .select('subject')
      .where((where) => where.and({ subscription_id: watch.id, chain }))
      .execute();
    const known = new Set(drawn.map(({ subject }) => subject));
    await addTriggers(
      db,
      watch,
      added.map(({ subject }) => subject).filter((subject) => !known.has(subject)),
      terms,
    );
  }
}
