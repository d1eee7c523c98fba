// Whatever is known of a rule is of one chain: on which side of its line a value is, where moves are measured from, when tokens
// are free. What was known before is of the chain that was read last.
import { type Kysely, sql } from 'kysely';

export async function partChains(db: Kysely<unknown>): Promise<void> {
  await createChains(db);
  await partLines(db);
  await partReleases(db);
}

async function createChains(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chains')
    .addColumn('chain', 'text', (column) => column.primaryKey())
    .addColumn('first_block', 'text')
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into chains (chain, used_at)
    select chain, fetched_at from latest_snapshots order by fetched_at desc, chain limit 1`.execute(db);
}

const LAST_CHAIN = sql`coalesce((select chain from chains), (select max(chain) from announced), '')`;

async function partLines(db: Kysely<unknown>): Promise<void> {
  await sql`drop view triggers`.execute(db);
  for (const name of ['lines_by_value', 'lines_by_upper', 'lines_by_renewal']) {
    await db.schema.dropIndex(name).execute();
  }
  await db.schema
    .alterTable('lines')
    .addColumn('chain', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update lines set chain = ${LAST_CHAIN}`.execute(db);
  await db.schema
    .createIndex('lines_by_value')
    .on('lines')
    .columns(['chain', 'event', 'subject', 'side', 'fire_at'])
    .execute();
  await sql`create index lines_by_upper on lines (chain, event, subject, upper) where upper is not null`.execute(db);
  await sql`create index lines_by_renewal on lines (chain, renew_at) where renew_at is not null`.execute(db);
  await sql`create view triggers as select line_id as id, subscription_id, chain, event, subject, level, band, side, oriented,
    fire_at, upper, base, renew_at from listeners join lines on lines.id = line_id`.execute(db);
}

async function partReleases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chain_releases')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('is_one_source', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('chain_releases_key', ['chain', 'account', 'at'])
    .execute();
  await sql`insert into chain_releases (chain, account, at) select ${LAST_CHAIN}, account, at from releases`.execute(
    db,
  );
  await db.schema.dropTable('releases').execute();
  await db.schema.alterTable('chain_releases').renameTo('releases').execute();
}
