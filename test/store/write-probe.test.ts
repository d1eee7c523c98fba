import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { StoreUnusable } from '../../src/core/ports/store.ts';
import { migrate } from '../../src/store/migrations/index.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite/dialect.ts';
import { ping } from '../../src/store/write-probe.ts';

test('writes, leaves nothing, and notices when it can no longer write', async () => {
  const db = new Kysely<Tables>({ dialect: await openSqlite('sqlite::memory:') });
  await migrate(db);
  const changes = async () => (await sql<{ n: number }>`select total_changes() as n`.execute(db)).rows[0]?.n ?? 0;
  const before = await changes();
  await ping(db);
  await Promise.all([ping(db), ping(db)]);
  expect(await changes()).toBe(before + 6);
  expect(await db.selectFrom('seen_updates').selectAll().execute()).toEqual([]);

  await sql`pragma query_only = on`.execute(db);
  await expect(ping(db)).rejects.toThrow(StoreUnusable);
  await sql`pragma query_only = off`.execute(db);
  await ping(db);
  await db.destroy();
  await expect(ping(db)).rejects.toThrow();
});
