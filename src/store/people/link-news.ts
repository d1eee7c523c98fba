// What one side of a link is told: it waits by itself, for that account alone, whoever its list is shared with.
import { sql } from 'kysely';
import type { LinkNews } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import type { Db } from '../schema.ts';
import { listOf } from '../sqlite/json-rows.ts';

/** As `tell` has written it. */
export function linkNews(text: string): LinkNews {
  return JSON.parse(text) as LinkNews; // written by this program alone, and dropped within a day
}

/** Call it inside a transaction. */
export async function tell(db: Db, person: PersonKey, news: LinkNews, now: number): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      subscriber_id: await mailboxOf(db, person),
      kind: 'link',
      text: JSON.stringify(news),
      once_key: news.kind === 'asked' ? askedKey(news.question.code) : null,
      due_at: now,
      created_at: now,
      attempts: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const askedKey = (code: string) => `link ${code}`;

/** What was asked under these codes is over. */
export async function dropAsked(db: Db, codes: readonly string[]): Promise<void> {
  await sql`delete from outbox where kind = 'link' and once_key in ${listOf(codes.map(askedKey))}`.execute(db);
  await dropEmptyMailboxes(db);
}

async function mailboxOf(db: Db, { platform, userId }: PersonKey): Promise<number> {
  const found = await findMailbox(db, { platform, userId });
  if (found !== undefined) return found;
  const { id } = await db
    .insertInto('subscribers')
    .values({ kind: 'account', platform, chat_id: userId, thread_id: '', zone: 'UTC' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findMailbox(db: Db, { platform, userId }: PersonKey): Promise<number | undefined> {
  const row = await db
    .selectFrom('subscribers')
    .select('id')
    .where('kind', '=', sql.lit('account'))
    .where((where) => where.and({ platform, chat_id: userId }))
    .executeTakeFirst();
  return row?.id;
}

export async function dropEmptyMailboxes(db: Db): Promise<void> {
  await sql`delete from subscribers where kind = 'account'
    and not exists (select 1 from outbox where subscriber_id = subscribers.id)`.execute(db);
}
