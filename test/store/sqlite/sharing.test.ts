// Several processes, or several connections of one, use the same file at once, from its first moment on.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { ruleTable } from '../../../src/rules/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { silent } from '../../support/devnet.ts';
import { PATIENT_MS } from '../../support/patience.ts';
import { HOUR_MS, NOON, snapshotAt } from '../samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-sharing-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = promisify(execFile);
const otherProcess = fileURLToPath(new URL('../other-process.ts', import.meta.url));
const numbers = ['1', '2', '3', '4'];
const all = { platform: 'console', userId: 'all' };

test('processes that start together make one database and lose nothing', async () => {
  const file = join(folder, 'processes.db');
  const ends = await Promise.all(numbers.map((number) => run(process.execPath, [otherProcess, file, number])));
  expect(ends.map(({ stderr }) => stderr)).toEqual(numbers.map(() => ''));
  const firsts = ends.flatMap(({ stdout }) => stdout.trim().split('\n').filter(Boolean));
  expect(new Set(firsts).size).toBe(2 * 20);
  expect(firsts).toHaveLength(2 * 20);
  const store = await createStore(`sqlite:${file}`, ruleTable());
  const accounts = await store.people.accounts(all);
  expect(new Set(accounts.map(({ account }) => account)).size).toBe(numbers.length * 20);
  for (const userId of numbers) {
    expect(await store.people.settings({ platform: 'console', userId })).toEqual({ locale: '19' });
  }
  const latest = await store.snapshots.latest([snapshotAt(19).node.id]);
  expect(latest?.snapshot).toEqual(snapshotAt(19, { time: NOON + 19 * HOUR_MS }));
  await store.close();
});

test('connections that open together and write at once wait for each other', async () => {
  const url = `sqlite:${join(folder, 'connections.db')}`;
  const stores = await Promise.all(numbers.map(() => createStore(url, ruleTable(), silent, PATIENT_MS)));
  await Promise.all(
    stores.flatMap((store, index) => [
      store.snapshots.save(snapshotAt(7), NOON + index),
      store.people.saveAccount(all, { account: `${index}` }, 10),
      store.chats.saveSettings({ platform: 'console', chatId: `${index}` }, { locale: 'en' }),
    ]),
  );
  for (const store of stores) {
    expect(await store.people.accounts(all)).toHaveLength(4);
    expect(await store.chats.settings({ platform: 'console', chatId: '3' })).toEqual({ locale: 'en' });
    expect(await store.snapshots.latest([snapshotAt(7).node.id])).toMatchObject({ fetchedAt: NOON + 3 });
    await store.close();
  }
});

test('a lock that another program keeps for a while delays a write and blocks nothing else', async () => {
  const file = join(folder, 'held.db');
  const store = await createStore(`sqlite:${file}`, ruleTable(), silent, PATIENT_MS);
  const holder = new Database(file);
  holder.exec('begin immediate');
  const saved = store.people.saveAccount(all, { account: 'patient' }, 10);
  await new Promise((resolve) => setTimeout(resolve, 200));
  holder.exec('commit');
  expect(await saved).toBe('added');
  holder.close();
  await store.close();
});

test('a lock that is never let go ends in a sentence', async () => {
  const file = join(folder, 'stuck.db');
  const store = await createStore(`sqlite:${file}`, ruleTable(), silent, 300);
  const holder = new Database(file);
  holder.exec('begin immediate');
  await expect(store.people.saveSettings(all, {})).rejects.toThrow(`${file} is held by another program`);
  holder.close();
  await store.close();
});
