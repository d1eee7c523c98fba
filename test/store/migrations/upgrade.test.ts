// Databases that earlier steps made are brought up to date, and lose nothing on the way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { chainKey } from '../../../src/election/snapshot.ts';
import { ruleTable } from '../../../src/rules/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { migrate } from '../../../src/store/migrations/index.ts';
import type { Tables } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite/dialect.ts';
import { DAY_MS, HOUR_MS, MAINNET, NOON } from '../samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-upgrade-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A database as it was after `step`, with what the SQL puts into it. */
async function databaseOf(step: string, sql: string): Promise<string> {
  const file = join(folder, `${step}.db`);
  const db = new Kysely<Tables>({ dialect: await openSqlite(`sqlite:${file}`) });
  await migrate(db, step);
  await db.destroy();
  const hand = new Database(file);
  hand.exec(sql);
  hand.close();
  return `sqlite:${file}`;
}

test('one of the first release keeps all it has, and those who told it something are no strangers', async () => {
  const url = await databaseOf(
    '0002-snapshots',
    `insert into person_settings values ('console', '1', 'zh-CN');
     insert into saved_accounts values ('console', '2', 'mine', null, 1), ('console', '1', 'mine', 'cold', 1);`,
  );
  const store = await createStore(url, ruleTable());
  expect(await store.people.settings({ platform: 'console', userId: '1' })).toEqual({ locale: 'zh-CN' });
  expect(await store.people.accounts({ platform: 'console', userId: '1' })).toEqual([
    { account: 'mine', label: 'cold' },
  ]);
  const met = ['1', '2', '3'].map((userId) => store.people.meet({ platform: 'console', userId }));
  expect(await Promise.all(met)).toEqual([false, false, true]);
  expect(await store.updates.add('console', '7', NOON)).toBe(true);
  await store.close();
});

test('one whose hours held every candidate shows the same history', async () => {
  const chain = chainKey(MAINNET);
  const day = NOON - 12 * HOUR_MS;
  const url = await databaseOf(
    '0003-chats',
    `insert into history_moments (id, chain, every, at, block) values
       (1, '${chain}', 'day', ${day}, 5), (2, '${chain}', 'hour', ${NOON}, 5), (3, '${chain}', 'hour', ${NOON + HOUR_MS}, 9);
     insert into history_votes values (1, 'alice', '10'), (2, 'alice', '10'), (3, 'alice', '10'), (3, 'bob_1', '7');`,
  );
  const store = await createStore(url, ruleTable());
  expect(await store.history.points(MAINNET, 'alice', 'hour', day)).toEqual([
    { at: NOON, block: 5, votes: 10n },
    { at: NOON + HOUR_MS, block: 9, votes: 10n },
  ]);
  expect(await store.history.points(MAINNET, 'bob_1', 'hour', 0)).toEqual([
    { at: NOON + HOUR_MS, block: 9, votes: 7n },
  ]);
  expect(await store.history.points(MAINNET, 'alice', 'day', day - DAY_MS)).toEqual([
    { at: day, block: 5, votes: 10n },
  ]);
  await store.close();
});
