// The history in SQLite: the contract, and how little it stores.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { chainKey } from '../../../src/election/snapshot.ts';
import { addClaims, addToHistory, createHistoryStore } from '../../../src/store/history/index.ts';
import { migrate } from '../../../src/store/migrations/index.ts';
import type { Tables } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite/dialect.ts';
import { historyContract, type OpenHistory } from '../../contracts/history-store.ts';
import { frameOf } from '../../support/ticks.ts';
import { DAY_MS, HOUR_MS, MAINNET, NOON, snapshotAt } from '../samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-history-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

historyContract('SQLite in a file', () => openHistory(`sqlite:${join(folder, `${++files}.db`)}`));
historyContract('SQLite in memory', () => openHistory('sqlite::memory:'));

async function openHistory(url: string): Promise<OpenHistory & { readonly db: Kysely<Tables> }> {
  const db = new Kysely<Tables>({ dialect: await openSqlite(url) });
  await migrate(db);
  return {
    db,
    history: createHistoryStore(db),
    add: (snapshot, coefficients) =>
      db
        .transaction()
        .execute((inside) => addToHistory(inside, chainKey(snapshot.chain), frameOf(snapshot, coefficients))),
    addClaims: (claims) => db.transaction().execute((inside) => addClaims(inside, chainKey(MAINNET), claims)),
    close: () => db.destroy(),
  };
}

test('a quiet hour is one row, and hours past their time leave nothing behind', async () => {
  const { db, add, close } = await openHistory('sqlite::memory:');
  const count = async (table: 'history_moments' | 'history_values') =>
    (await db.selectFrom(table).selectAll().execute()).length;
  for (let hour = 0; hour < 12; hour += 1) await add(snapshotAt(hour, { time: NOON + hour * HOUR_MS }), new Map());
  expect(await count('history_moments')).toBe(1 + 12);
  expect(await count('history_values')).toBe(2);
  await add(snapshotAt(100, { time: NOON + 200 * DAY_MS, candidates: [] }));
  expect(await count('history_moments')).toBe(2 + 1);
  expect(await count('history_values')).toBe(2);
  await close();
});
