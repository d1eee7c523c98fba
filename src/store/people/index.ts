// What people told the bot: their settings and their own accounts. Labels are their plain text, kept as it is.

import type { PersonKey } from '../../core/ports/ids.ts';
import type { PeopleStore, PersonSettings, SavedAccount } from '../../core/ports/people.ts';
import { personColumns, personText } from '../keys.ts';
import type { Db } from '../schema.ts';
import type { PeopleMemory } from './memory.ts';

/** Of people met already, so that the database is not asked with every command. */
const MAX_REMEMBERED = 10_000;

export function createPeopleStore(db: Db, { met, recent }: PeopleMemory): PeopleStore {
  return {
    meet: async (person) => {
      const key = personText(person);
      if (met.has(key)) return false;
      const isNew = await meet(db, person);
      if (met.size >= MAX_REMEMBERED) met.clear();
      met.add(key);
      return isNew;
    },
    settings: async (person) => {
      const known = recent.get(personText(person));
      if (known) return known;
      const read = await settings(db, person);
      recent.set(personText(person), read);
      return read;
    },
    saveSettings: async (person, values) => {
      await saveSettings(db, person, values);
      recent.set(personText(person), values);
    },
    accounts: (person) => accounts(db, person),
    saveAccount: (person, saved, limit) =>
      db.transaction().execute((transaction) => saveAccount(transaction, person, saved, limit)),
    removeAccount: (person, account) => removeAccount(db, person, account),
  };
}

async function meet(db: Db, person: PersonKey): Promise<boolean> {
  const met = await db
    .insertInto('met_people')
    .values(personColumns(person))
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return met !== undefined;
}

async function settings(db: Db, person: PersonKey): Promise<PersonSettings> {
  const row = await db
    .selectFrom('person_settings')
    .select('locale')
    .where((where) => where.and(personColumns(person)))
    .executeTakeFirst();
  return row?.locale ? { locale: row.locale } : {};
}

async function saveSettings(db: Db, person: PersonKey, { locale = null }: { locale?: string | null }): Promise<void> {
  await db
    .insertInto('person_settings')
    .values({ ...personColumns(person), locale })
    .onConflict((conflict) => conflict.columns(['platform', 'user_id']).doUpdateSet({ locale }))
    .execute();
}

async function accounts(db: Db, person: PersonKey): Promise<readonly SavedAccount[]> {
  const rows = await db
    .selectFrom('saved_accounts')
    .select(['account', 'label'])
    .where((where) => where.and(personColumns(person)))
    .orderBy('position')
    .execute();
  return rows.map(({ account, label }) => (label === null ? { account } : { account, label }));
}

async function saveAccount(db: Db, person: PersonKey, { account, label = null }: LabelOrNull, limit: number) {
  const { numUpdatedRows } = await db
    .updateTable('saved_accounts')
    .set({ label })
    .where((where) => where.and({ ...personColumns(person), account }))
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return 'changed';
  const { count, last } = await db
    .selectFrom('saved_accounts')
    .select(({ fn }) => [fn.countAll().as('count'), fn.max('position').as('last')])
    .where((where) => where.and(personColumns(person)))
    .executeTakeFirstOrThrow();
  if (Number(count) >= limit) return 'full';
  await db
    .insertInto('saved_accounts')
    .values({ ...personColumns(person), account, label, position: (last ?? 0) + 1 })
    .execute();
  return 'added';
}

async function removeAccount(db: Db, person: PersonKey, account: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('saved_accounts')
    .where((where) => where.and({ ...personColumns(person), account }))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

type LabelOrNull = { readonly account: string; readonly label?: string | null };
