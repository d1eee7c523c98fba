// Places that the bot was put out of keep what they watch, and get nothing until it is let in again.
import { type Kysely, sql } from 'kysely';

export async function closePlaces(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('subscribers').addColumn('closed', 'text').execute();
  await sql`create index subscribers_closed on subscribers (platform, chat_id) where closed is not null`.execute(db);
}
