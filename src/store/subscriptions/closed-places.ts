// Places that the bot was put out of: nothing is sent there before it is let in again, and what they watch waits for that.
import { sql } from 'kysely';
import type { Target } from '../../core/ports/ids.ts';
import { chatColumns, personColumns } from '../keys.ts';
import type { Db } from '../schema.ts';
import { findPerson, waitForNobody } from './subscribers.ts';

type Person = Extract<Target, { kind: 'person' }>;
type Spot = Extract<Target, { kind: 'chat' }>;

/** What waits for a closed place waits for this, and for no platform. */
export const LET_IN = '';

/** Call it inside a transaction. */
export function close(db: Db, platform: string, place: Target, at: number): Promise<void> {
  return place.kind === 'person' ? closePerson(db, platform, place, at) : closeChat(db, platform, place, at);
}

/** As a topic of a chat that goes on, or as the chat with all its topics. */
async function closeChat(db: Db, platform: string, { chatId, threadId }: Spot, at: number): Promise<void> {
  const topic = threadId === undefined ? {} : { thread_id: threadId };
  await db
    .updateTable('subscribers')
    .set(({ fn, val }) => ({
      closed: threadId === undefined ? 'chat' : 'topic',
      gone_since: fn.coalesce('gone_since', val(at)),
    }))
    .where((where) => where.and({ kind: 'chat', ...chatColumns({ platform, chatId }), ...topic }))
    .execute();
}

/** On one platform; who is reached on another is not gone. */
async function closePerson(db: Db, platform: string, { userId }: Person, at: number): Promise<void> {
  const person = { platform, userId };
  const id = await findPerson(db, person);
  if (id === undefined) return;
  await db
    .updateTable('identities')
    .set({ gone_since: at })
    .where((where) => where.and(personColumns(person)))
    .where('gone_since', 'is', null)
    .execute();
  await sql`update subscribers set closed = 'chat', gone_since = coalesce(gone_since, ${at}) where id = ${id}
    and not exists (select 1 from identities where subscriber_id = ${id} and gone_since is null)`.execute(db);
  await waitForNobody(db, id);
}

export async function closedChats(db: Db, platform: string): Promise<readonly Target[]> {
  const closed = await db
    .selectFrom('subscribers')
    .select(['chat_id', 'thread_id'])
    .where((where) => where.and({ kind: 'chat', platform }))
    .where('closed', 'is not', null)
    .execute();
  return closed.map(({ chat_id: chatId, thread_id: threadId }) => {
    return { kind: 'chat', chatId, ...(threadId !== '' && { threadId }) };
  });
}

/** Of whoever does not rest any more once something can be said in this place. */
export function closedAt(db: Db, platform: string, place: Target): Promise<readonly number[]> {
  return place.kind === 'person' ? personAt(db, platform, place) : chatsAt(db, platform, place);
}

/** What is said in a topic is said in its chat, but not the other way round. */
async function chatsAt(db: Db, platform: string, { chatId, threadId = '' }: Spot): Promise<readonly number[]> {
  const closed = await db
    .selectFrom('subscribers')
    .select(['id', 'closed', 'thread_id'])
    .where((where) => where.and({ kind: 'chat', ...chatColumns({ platform, chatId }) }))
    .where('closed', 'is not', null)
    .execute();
  return closed.filter((row) => row.closed === 'chat' || row.thread_id === threadId).map(({ id }) => id);
}

async function personAt(db: Db, platform: string, { userId }: Person): Promise<readonly number[]> {
  const lost = await db
    .selectFrom('identities')
    .select('subscriber_id')
    .where((where) => where.and(personColumns({ platform, userId })))
    .where('gone_since', 'is not', null)
    .execute();
  return lost.map(({ subscriber_id: id }) => id);
}

/** Call it inside a transaction. */
export async function open(db: Db, platform: string, place: Target): Promise<void> {
  const ids = await closedAt(db, platform, place);
  if (place.kind === 'person') {
    await db
      .updateTable('identities')
      .set({ gone_since: null })
      .where((where) => where.and(personColumns({ platform, userId: place.userId })))
      .execute();
  }
  for (const id of ids) await letIn(db, id);
}

/** Call it inside a transaction. */
export async function letIn(db: Db, id: number): Promise<void> {
  await db.updateTable('subscribers').set({ gone_since: null, closed: null }).where('id', '=', id).execute();
  await waitForNobody(db, id);
}
