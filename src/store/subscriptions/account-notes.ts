// What was noted of accounts that people watch goes with the last one who does.
import type { RuleTable } from '../../core/ports/rule-table.ts';
import type { Db } from '../schema.ts';
import { watchedAccounts } from './watched-accounts.ts';

/** Call it inside a transaction. */
export async function dropUnwatched(db: Db, { ofAccounts }: RuleTable): Promise<void> {
  const watched = new Set(await watchedAccounts(db));
  for (const table of ['metrics', 'metric_since'] as const) {
    const rows = await db.selectFrom(table).select('subject').distinct().where('metric', 'in', ofAccounts).execute();
    for (const { subject } of rows.filter((row) => !watched.has(row.subject))) {
      await db.deleteFrom(table).where('metric', 'in', ofAccounts).where('subject', '=', subject).execute();
    }
  }
  const releases = await db.selectFrom('releases').select('account').distinct().execute();
  for (const { account } of releases.filter((row) => !watched.has(row.account))) {
    await db.deleteFrom('releases').where('account', '=', account).execute();
  }
  await dropEvents(db, watched, ofAccounts);
}

/** Those that stand in nobody's history. */
async function dropEvents(db: Db, watched: ReadonlySet<string>, ofAccounts: readonly string[]): Promise<void> {
  const events = await db.selectFrom('events').select(['id', 'subject']).where('type', 'in', ofAccounts).execute();
  for (const { id } of events.filter(({ subject }) => !watched.has(subject))) {
    await db
      .deleteFrom('events')
      .where('id', '=', id)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outbox').select('id').where('event_id', '=', id))))
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('past_alerts').select('id').where('event_id', '=', id))),
      )
      .execute();
  }
}
