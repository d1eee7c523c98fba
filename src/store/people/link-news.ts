// What one side of a link is told, for that side alone.
import { sql } from 'kysely';
import type { LinkNews } from '../../core/ports/identities.ts';
import type { PersonKey } from '../../core/ports/ids.ts';
import { dropEmptyMailboxes, needMailbox } from '../outbox/mailboxes.ts';
import type { Db } from '../schema.ts';
import { listOf } from '../sqlite/json-rows.ts';

/** `code`: of what is asked. Call it inside a transaction. */
export async function tell(db: Db, person: PersonKey, news: LinkNews, now: number, code?: string): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      subscriber_id: await needMailbox(db, person),
      kind: 'link',
      text: JSON.stringify(news),
      once_key: code === undefined ? null : askedKey(code),
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
