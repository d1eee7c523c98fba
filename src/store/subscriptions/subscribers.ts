// Whoever has a list: a person on all linked platforms, or a chat. Nobody gets a row for asking alone.
import { sql } from 'kysely';
import type { Owner, PersonKey } from '../../core/ports/ids.ts';
import { chatColumns, personColumns } from '../keys.ts';
import type { Db } from '../schema.ts';

type ChatOwner = Extract<Owner, { kind: 'chat' }>['chat'];

export async function findSubscriber(db: Db, owner: Owner): Promise<number | undefined> {
  return owner.kind === 'person' ? findPerson(db, owner.person) : findChat(db, owner.chat);
}

export async function findPerson(db: Db, person: PersonKey): Promise<number | undefined> {
  const row = await db
    .selectFrom('identities')
    .select('subscriber_id')
    .where((where) => where.and(personColumns(person)))
    .executeTakeFirst();
  return row?.subscriber_id;
}

async function findChat(db: Db, chat: ChatOwner): Promise<number | undefined> {
  const row = await db
    .selectFrom('subscribers')
    .select('id')
    .where((where) => where.and({ kind: 'chat', ...listColumns(chat) }))
    .executeTakeFirst();
  return row?.id;
}

/** Makes one on the first need. Call it inside a transaction. */
export async function needSubscriber(db: Db, owner: Owner): Promise<number> {
  const found = await findSubscriber(db, owner);
  if (found !== undefined) return found;
  const columns = owner.kind === 'chat' ? listColumns(owner.chat) : {};
  const { id } = await db
    .insertInto('subscribers')
    .values({ kind: owner.kind, platform: '', chat_id: '', thread_id: '', zone: 'UTC', ...columns })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (owner.kind === 'person') await addIdentity(db, owner.person, id, 0);
  return id;
}

/** Of one who asks for something: so they are there, and are not dropped as gone. Call it inside a transaction. */
export async function hearFrom(db: Db, owner: Owner): Promise<number> {
  const id = await needSubscriber(db, owner);
  const { numAffectedRows } = await sql`update subscribers set gone_since = null, closed = null
    where id = ${id} and gone_since is not null`.execute(db);
  if (numAffectedRows) await waitForNobody(db, id);
  if (owner.kind === 'chat') return id;
  const { numUpdatedRows } = await db
    .updateTable('identities')
    .set({ gone_since: null })
    .where((where) => where.and(personColumns(owner.person)))
    .where('gone_since', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await waitForNobody(db, id);
  return id;
}

/** Another platform may come first now: what was passed over because one rests is looked at again. */
export async function waitForNobody(db: Db, subscriberId: number): Promise<void> {
  await sql`update outbox set waits_for = null where subscriber_id = ${subscriberId} and waits_for is not null`.execute(
    db,
  );
}

async function addIdentity(db: Db, person: PersonKey, subscriberId: number, place: number): Promise<void> {
  await db
    .insertInto('identities')
    .values({ ...personColumns(person), subscriber_id: subscriberId, place })
    .execute();
}

/** The platforms of one subscriber, the one that alerts go to first. */
export async function identitiesOf(db: Db, subscriberId: number): Promise<readonly PersonKey[]> {
  const rows = await db
    .selectFrom('identities')
    .select(['platform', 'user_id'])
    .where('subscriber_id', '=', subscriberId)
    .orderBy('place')
    .orderBy('platform')
    .orderBy('user_id')
    .execute();
  return rows.map(({ platform, user_id }) => ({ platform, userId: user_id }));
}

function listColumns({ threadId = '', ...chat }: ChatOwner) {
  return { ...chatColumns(chat), thread_id: threadId };
}
