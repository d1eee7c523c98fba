// Erases a person: everything of theirs on all linked platforms, and what was noted of accounts that only they watched.
import type { PersonKey } from '../../core/ports/ids.ts';
import type { RuleTable } from '../../core/ports/rule-table.ts';
import { personColumns } from '../keys.ts';
import type { Db } from '../schema.ts';
import { dropUnwatched } from '../subscriptions/account-notes.ts';
import { dropSubscriber } from '../subscriptions/removal.ts';
import { findPerson } from '../subscriptions/subscribers.ts';
import { linked } from './links.ts';

const TABLES = ['person_settings', 'saved_accounts', 'met_people', 'link_codes', 'identities'] as const;

/** On which platforms they were known, the one of `person` in any case. Call it inside a transaction. */
export async function forget(db: Db, person: PersonKey, rules: RuleTable): Promise<readonly PersonKey[]> {
  const known = await linked(db, person);
  const id = await findPerson(db, person);
  if (id !== undefined) await dropSubscriber(db, id);
  for (const one of known) await forgetOn(db, one);
  await dropUnwatched(db, rules);
  return known;
}

/** Some platforms give a private chat the id of the person. A chat's subscriptions stay, without their creator. */
async function forgetOn(db: Db, person: PersonKey): Promise<void> {
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
