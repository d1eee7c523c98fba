// What is for one account alone waits in a mailbox of its own, whoever shares a list with it and whatever waits there.
import { sql } from 'kysely';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { Db } from '../schema.ts';

export async function findMailbox(db: Db, { platform, userId }: PersonKey): Promise<number | undefined> {
  const row = await db
    .selectFrom('subscribers')
    .select('id')
    .where('kind', '=', sql.lit('account'))
    .where((where) => where.and({ platform, chat_id: userId }))
    .executeTakeFirst();
  return row?.id;
}

/** Makes one on the first need. Call it inside a transaction. */
export async function needMailbox(db: Db, person: PersonKey): Promise<number> {
  const found = await findMailbox(db, person);
  if (found !== undefined) return found;
  const { id } = await db
    .insertInto('subscribers')
    .values({ kind: 'account', platform: person.platform, chat_id: person.userId, thread_id: '', zone: 'UTC' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function dropEmptyMailboxes(db: Db): Promise<void> {
  await sql`delete from subscribers where kind = 'account'
    and not exists (select 1 from outbox where subscriber_id = subscribers.id)
    and not exists (select 1 from past_alerts where subscriber_id = subscribers.id)`.execute(db);
}
