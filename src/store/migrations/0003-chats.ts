// Whom the bot has met, what chats are set to, and which updates were seen.
import { type Kysely, sql } from 'kysely';

/** Whoever told the bot something before is no stranger. */
export async function createChats(db: Kysely<unknown>): Promise<void> {
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
