// A file that cannot be the database is refused with one sentence that names it and says what to do, and stays as it is.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { StoreUnusable } from '../../../src/core/ports/store.ts';
import { ruleTable } from '../../../src/rules/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { migrate } from '../../../src/store/migrations/index.ts';
import type { Tables } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite/dialect.ts';
import { explain } from '../../../src/store/sqlite/remedies.ts';
import { NOON, snapshotAt } from '../samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-refusals-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `${++files}.db`);

async function refusal(file: string): Promise<string> {
  const error: unknown = await createStore(`sqlite:${file}`, ruleTable()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreUnusable);
  const { message } = error as StoreUnusable; // just checked
  expect(message).toMatch(new RegExp(`^${file} [^\\n]+: [^\\n]+\\.$`));
  return message;
}

function byHand(file: string, ...statements: string[]): void {
  const hand = new Database(file);
  for (const statement of statements) hand.exec(statement);
  hand.close();
}

async function filled(file: string): Promise<void> {
  const store = await createStore(`sqlite:${file}`, ruleTable());
  for (let block = 0; block < 50; block++) {
    await store.snapshots.save(snapshotAt(block, { time: NOON + block * 3_600_000 }), NOON);
  }
  await store.close();
}

test.each(['postgres://herald:secret@db/herald', 'data/herald.db', 'sqlite:', 'sqlite://data/herald.db', ''])(
  'no address of a database: %j',
  async (url) => {
    const opening = createStore(url, ruleTable());
    await expect(opening).rejects.toThrow('DATABASE_URL must be sqlite:PATH');
    await expect(opening).rejects.not.toThrow('secret');
  },
);

test('a file that is no database', async () => {
  const file = newFile();
  writeFileSync(file, 'a letter to my aunt, '.repeat(500));
  expect(await refusal(file)).toContain('is not a database: move it away');
  expect(readFileSync(file, 'utf8')).toMatch(/^a letter to my aunt/);
});

test('an empty file is a new database', async () => {
  const file = newFile();
  writeFileSync(file, '');
  await filled(file);
  expect(statSync(file).size).toBeGreaterThan(0);
});

test('the database of a newer Herald', async () => {
  const file = newFile();
  await filled(file);
  byHand(file, "insert into kysely_migration values ('9999-later', '2030-01-01')", 'pragma journal_mode = delete');
  const before = readFileSync(file);
  expect(await refusal(file)).toContain('was made by a newer Herald: upgrade Herald');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('the database of another program', async () => {
  const file = newFile();
  byHand(file, 'create table songs (title text)');
  const before = readFileSync(file);
  expect(await refusal(file)).toContain('is the database of another program');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test.each([
  ['pages overwritten', (bytes: Buffer) => bytes.fill(0xa5, 4096 * 2, 4096 * 6)],
  ['cut in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['one page of zeros', (bytes: Buffer) => bytes.fill(0, 4096 * 3, 4096 * 4)],
])('a damaged database: %s', async (_, damage) => {
  const file = newFile();
  await filled(file);
  writeFileSync(file, damage(readFileSync(file)));
  expect(await refusal(file)).toContain('is damaged: restore a backup, move it away');
});

test('a folder', async () => {
  const file = newFile();
  mkdirSync(file);
  expect(await refusal(file)).toContain('is a folder: set DATABASE_URL to the name of a file');
});

test('a path below a file', async () => {
  const file = newFile();
  writeFileSync(file, '');
  expect(await refusal(join(file, 'herald.db'))).toContain('has no usable folder: set DATABASE_URL');
});

describe('without the right to write', () => {
  test('the folder', async () => {
    const file = join(newFile(), 'herald.db');
    mkdirSync(dirname(file), { mode: 0o555 });
    await asOrdinaryUser(async () => expect(await refusal(file)).toContain('check the rights on it and its folder'));
  });

  test('the folder above', async () => {
    const file = join(newFile(), 'deeper', 'herald.db');
    mkdirSync(dirname(dirname(file)), { mode: 0o555 });
    await asOrdinaryUser(async () => expect(await refusal(file)).toContain('check the rights on it and its folder'));
  });

  test('the file', async () => {
    const file = join(newFile(), 'herald.db');
    await filled(file);
    chmodSync(file, 0o444);
    await asOrdinaryUser(async () => expect(await refusal(file)).toContain('check the rights on it and its folder'));
  });
});

test('a full disk', async () => {
  const file = newFile();
  const db = new Kysely<Tables>({ dialect: await openSqlite(`sqlite:${file}`) });
  await sql`pragma max_page_count = 8`.execute(db); // to SQLite the same as a disk of 32 KiB
  const told = `${file} cannot grow, the disk is full: free some space`;
  await expect(migrate(db)).rejects.toThrow(told);
  await expect(migrate(db)).rejects.toThrow(told);
  await sql`pragma max_page_count = 1000`.execute(db);
  await migrate(db);
  await db.destroy();
});

test('an error after which SQLite has rolled back by itself, as a full disk can be, is the one that is told', async () => {
  const db = new Kysely<Tables>({ dialect: await openSqlite('sqlite::memory:') });
  await migrate(db);
  const moment = { id: 1, chain: 'x', every: 'day', at: 0, block: 0, knows_coefficients: 0 } as const;
  const twice = db.transaction().execute(async (transaction) => {
    await transaction.insertInto('history_moments').values(moment).execute();
    await transaction.insertInto('history_moments').values(moment).orRollback().execute();
  });
  await expect(twice).rejects.toThrow('UNIQUE constraint failed');
  expect(await db.selectFrom('history_moments').selectAll().execute()).toEqual([]);
  await db.destroy();
});

test('damage that shows only later is told in the same way', async () => {
  const file = newFile();
  const store = await createStore(`sqlite:${file}`, ruleTable());
  await store.snapshots.save(snapshotAt(1), NOON);
  byHand(file, 'pragma wal_checkpoint(truncate)');
  writeFileSync(file, readFileSync(file).fill(0xa5));
  await expect(store.snapshots.latest([snapshotAt(1).node.id])).rejects.toThrow(StoreUnusable);
});

test('an error that is not about the file stays what it is', () => {
  const defect = new TypeError('a defect');
  expect(explain('/data/herald.db', defect)).toBe(defect);
  expect(explain('/data/herald.db', 'thrown text')).toBe('thrown text');
});

/** Rights do not bind root, so root puts its powers aside meanwhile. */
async function asOrdinaryUser(action: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
