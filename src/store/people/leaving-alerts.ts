// Alerts when one side leaves the others: each keeps those of its own rules, what waits and what is past.
import { sql } from 'kysely';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { Db } from '../schema.ts';
import { tellerIn } from '../subscriptions/tellers.ts';

/** Who leaves, the list that it was of, and the one that it has from now on. */
export interface Leaving {
  readonly person: PersonKey;
  readonly from: number;
  readonly into: number;
}

/** Past ones of its rules; of those that nobody alone has made, what was told on its platform. */
export async function takeHistory(db: Db, { person: { platform, userId }, from, into }: Leaving): Promise<void> {
  const isOnlyOneThere = sql`not exists (select 1 from identities
    where subscriber_id = ${from} and platform = ${platform} and user_id <> ${userId})`;
  await sql`update past_alerts set subscriber_id = ${into} where subscriber_id = ${from} and (
      (maker_platform = ${platform} and maker_user_id = ${userId})
      or (maker_user_id is null and platform = ${platform} and ${isOnlyOneThere}))`.execute(db);
}

/** What waits goes with the rules that went; where a rule of either list tells it, both get it. */
export async function takeWaiting(db: Db, { from, into }: Leaving, now: number): Promise<void> {
  const { rows } = await sql<{ id: number; stays: number | null; goes: number | null }>`select outbox.id,
      ${tellerIn(from, 'itself-too')} as stays, ${tellerIn(into, 'itself-too')} as goes
    from outbox join subscriptions as told on told.id = outbox.subscription_id
    where outbox.subscriber_id = ${from} and outbox.kind = 'alert'`.execute(db);
  for (const { id, stays, goes } of rows) {
    if (goes === null) continue;
    const { columns, values } = afresh(into, goes, now);
    if (stays === null) {
      await sql`update outbox set (${columns}, started_at, started_on, waits_for) = (select ${values}, null, null, null)
        where id = ${id}`.execute(db);
      continue;
    }
    await db.updateTable('outbox').set({ subscription_id: stays }).where('id', '=', id).execute();
    await sql`insert into outbox (kind, event_id, created_at, attempts, ${columns})
      select kind, event_id, created_at, attempts, ${values} from outbox where id = ${id}`.execute(db);
  }
}

/** What is on its way may be seen by anybody of those who were one, so it is sent again, as one that may have arrived. */
function afresh(into: number, rule: number, now: number) {
  const tried = sql`coalesce(unsure_since, started_at)`;
  const values = {
    subscriber_id: sql`${into}`,
    subscription_id: sql`${rule}`,
    due_at: sql`case when started_at is null then due_at else ${now} end`,
    message_key: sql`case when ${tried} is not null then message_key || ${`/${into}`} end`,
    unsure_since: tried,
    unsure_on: sql`case when ${tried} is not null then '' end`,
  };
  return {
    columns: sql.join(Object.keys(values).map((name) => sql.ref(name))),
    values: sql.join(Object.values(values)),
  };
}
