// Erases one side of a person: everything that is its own, and what was noted of accounts that nobody else watched.
import type { PersonKey } from '../../core/ports/ids.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import { personColumns } from '../keys.ts';
import { findMailbox } from '../outbox/mailboxes.ts';
import type { Db } from '../schema.ts';
import { dropUnwatched } from '../subscriptions/account-notes.ts';
import { dropSubscriber } from '../subscriptions/removal.ts';
import { findPerson } from '../subscriptions/subscribers.ts';
import { leave } from './leaving.ts';
import { dropRequests, requestsAbout } from './link-requests.ts';

const TABLES = ['person_settings', 'saved_accounts', 'met_people', 'identities'] as const;

/** Those that it was linked with keep what they made, and are told. Call it inside a transaction. */
export async function forget(db: Db, person: PersonKey, rules: RuleTable, now: number): Promise<void> {
  await leave(db, person, 'erased', now);
  await dropRequests(db, await requestsAbout(db, [person]));
  const [list, mailbox] = [await findPerson(db, person), await findMailbox(db, person)];
  for (const id of [list, mailbox]) if (id !== undefined) await dropSubscriber(db, id);
  await forgetAccount(db, person);
  await dropUnwatched(db, rules);
}

/** Some platforms give a private chat the id of the person. A chat's subscriptions stay, without their creator. */
async function forgetAccount(db: Db, person: PersonKey): Promise<void> {
  for (const table of TABLES) {
    await db
      .deleteFrom(table)
      .where((where) => where.and(personColumns(person)))
      .execute();
  }
  const { platform, userId } = person;
  await db
    .deleteFrom('chat_settings')
    .where((where) => where.and({ platform, chat_id: userId }))
    .execute();
  const chats = db
    .selectFrom('subscribers')
    .select('id')
    .where((where) => where.and({ kind: 'chat', platform, chat_id: userId }));
  for (const { id } of await chats.execute()) await dropSubscriber(db, id);
  await db
    .updateTable('subscriptions')
    .set({ creator_platform: null, creator_user_id: null })
    .where((where) => where.and({ creator_platform: platform, creator_user_id: userId }))
    .execute();
}
