// Owners and subscriptions that end, and the lines that nobody listens to after them.
import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import { listOf } from '../sqlite/json-rows.ts';

/** Call it inside a transaction. */
export async function dropSubscriptions(db: Db, ids: readonly number[]): Promise<void> {
  const ended = listOf(ids);
  const { rows } = await sql<{ line_id: number }>`select distinct line_id from listeners
    where subscription_id in ${ended}`.execute(db);
  await sql`delete from subscriptions where id in ${ended}`.execute(db);
  await dropUnheard(
    db,
    rows.map(({ line_id }) => line_id),
  );
}

/** With all they have. Call it inside a transaction. */
export async function dropSubscriber(db: Db, id: number): Promise<void> {
  const list = await db.selectFrom('subscriptions').select('id').where('subscriber_id', '=', id).execute();
  await dropSubscriptions(
    db,
    list.map((subscription) => subscription.id),
  );
  await db.deleteFrom('subscribers').where('id', '=', id).execute();
}

/** Those of these lines that have no listener any more. Call it inside a transaction. */
export async function dropUnheard(db: Db, lineIds: readonly number[]): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`delete from lines where id in ${listOf(lineIds)}
    and not exists (select 1 from listeners where line_id = lines.id)`.execute(db);
}
