// How the tables came to be, step by step. A released step is never changed; the next change is a new one at the end.
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Db } from '../schema.ts';
import { createAlerts } from './0004-alerts/index.ts';
import { changeHistory } from './0005-history.ts';

/** Run in the order of their names. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-people': { up: createPeople },
  '0002-snapshots': { up: createSnapshots },
  '0003-chats': { up: createChats },
  '0004-alerts': { up: createAlerts },
  '0005-history': { up: changeHistory },
};

export const migrationNames = Object.keys(migrations);

/** One transaction: a second process that starts meanwhile waits and finds everything done. Ends with the step `last`. */
export async function migrate(db: Db, last = migrationNames.at(-1) ?? ''): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const provider = { getMigrations: async () => migrations };
    const { error } = await new Migrator({ db: transaction, provider }).migrateTo(last);
    if (error) throw error;
  });
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
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

async function createSnapshots(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('latest_snapshots')
    .addColumn('chain', 'text', (column) => column.primaryKey())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('first_block', 'bigint', (column) => column.notNull())
    .addColumn('last_block', 'bigint', (column) => column.notNull())
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('history_moments')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('every', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('block', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('history_moments_key', ['chain', 'every', 'at'])
    .execute();
  await db.schema
    .createTable('history_votes')
    .addColumn('moment_id', 'integer', (column) =>
      column.notNull().references('history_moments.id').onDelete('cascade'),
    )
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('votes', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('history_votes_key', ['moment_id', 'account'])
    .modifyEnd(sql`without rowid`)
    .execute();
}

/** Whoever told the bot something before is no stranger. */
async function createChats(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('met_people')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('met_people_key', ['platform', 'user_id'])
    .execute();
  await sql`insert into met_people select platform, user_id from person_settings
    union select platform, user_id from saved_accounts`.execute(db);
  await db.schema
    .createTable('chat_settings')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('locale', 'text')
    .addPrimaryKeyConstraint('chat_settings_key', ['platform', 'chat_id'])
    .execute();
  await db.schema
    .createTable('seen_updates')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('update_id', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('seen_updates_key', ['platform', 'update_id'])
    .execute();
  await db.schema.createIndex('seen_updates_by_time').on('seen_updates').column('seen_at').execute();
}
