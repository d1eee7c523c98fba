// People: their settings and the accounts that they saved.
import type { Kysely } from 'kysely';

export async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('person_settings')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('locale', 'text')
    .addPrimaryKeyConstraint('person_settings_key', ['platform', 'user_id'])
    .execute();
  await db.schema
    .createTable('saved_accounts')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('label', 'text')
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('saved_accounts_key', ['platform', 'user_id', 'account'])
    .execute();
}
