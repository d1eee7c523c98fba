// What one tick works with: its changed values, the lines that get their first or cross them, and the moves that are measured
// anew. Tables of this connection alone, empty at the beginning of each tick.
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

const TABLES = [
  ['changed', 'metric text, subject text, before bigint, after bigint, primary key (metric, subject)'],
  ['opened', 'line_id integer primary key, value bigint'],
  [
    'crossed',
    `line_id integer primary key, event text, subject text, level bigint, direction text, before bigint, after bigint,
     is_told integer`,
  ],
  ['renewed', 'line_id integer primary key, keeper integer'],
  [
    'undrawn',
    `subscription_id integer, event text, subject text, direction text, level bigint, band bigint, move_by bigint,
     is_percent integer, period_s integer`,
  ],
] as const;

/** Call it inside the tick's transaction. */
export async function prepareTickTables(db: Db): Promise<void> {
  for (const [name, columns] of TABLES) {
    await sql`create temp table if not exists ${sql.table(name)} (${sql.raw(columns)})`.execute(db);
    await sql`delete from ${sql.table(name)}`.execute(db);
  }
  await sql`create index if not exists crossed_by_event on crossed (event, subject, level, direction, before)`.execute(
    db,
  );
}
