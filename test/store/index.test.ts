// SQLite keeps what it is given: the contract, a restart, and stored snapshots that cannot be read.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import type { Log } from '../../src/core/ports/log.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { storeContract } from '../contracts/store.ts';
import { sayYes } from '../support/links.ts';
import { MAINNET, NOON, snapshotAt } from './samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `${++files}`, 'deeper', 'herald.db');

storeContract('SQLite in a file', async () => {
  const store = await createStore(`sqlite:${newFile()}`, ruleTable());
  return { store, close: () => store.close() };
});

storeContract('SQLite in memory', async () => {
  const store = await createStore('sqlite::memory:', ruleTable());
  return { store, close: () => store.close() };
});

const anna = { platform: 'console', userId: '1' };
const room = { platform: 'console', chatId: '-100' };
const nodes = [snapshotAt(1).node.id];

test('everything survives a restart', async () => {
  const file = newFile();
  const before = await createStore(`sqlite:${file}`, ruleTable());
  await before.people.saveSettings(anna, { locale: 'zh-CN' });
  await before.people.saveAccount(anna, { account: 'mine', label: 'cold' }, 10);
  await before.people.meet(anna);
  await before.chats.saveSettings(room, { locale: 'zh-CN' });
  await before.updates.add('console', '7', NOON);
  await before.snapshots.save(snapshotAt(100), NOON);
  const owner = { kind: 'person', person: anna } as const;
  const terms = { chain: MAINNET, threshold: 1n, time: NOON };
  const rule = { event: 'votes', level: 2n ** 62n + 1n, direction: 'up' } as const;
  const watch = { subject: { kind: 'node', node: 'alice' }, rule, creator: anna, terms } as const;
  await before.subscriptions.add(owner, watch, 1, NOON);
  const code = await before.identities.createCode(anna, NOON + 1, NOON);
  await sayYes(before, { ...anna, userId: '2' }, code);
  await before.close();
  const after = await createStore(`sqlite:${file}`, ruleTable());
  expect(await after.people.settings(anna)).toEqual({ locale: 'zh-CN' });
  expect(await after.people.accounts(anna)).toEqual([{ account: 'mine', label: 'cold' }]);
  expect(await after.people.meet(anna)).toBe(false);
  expect(await after.chats.settings(room)).toEqual({ locale: 'zh-CN' });
  expect(await after.updates.add('console', '7', NOON + 1)).toBe(false);
  expect(await after.snapshots.latest(nodes)).toEqual({ snapshot: snapshotAt(100), fetchedAt: NOON });
  expect(await after.subscriptions.list(owner)).toMatchObject([{ subject: { node: 'alice' }, rule, createdAt: NOON }]);
  const question = await after.identities.waiting(anna, NOON);
  expect(question).toMatchObject({ other: { ...anna, userId: '2' } });
  expect(await after.identities.agree(anna, question?.code ?? '', NOON + 1, NOON)).toBe('linked');
  await after.close();
});

test('closing waits for work in flight and may be repeated', async () => {
  const file = newFile();
  const store = await createStore(`sqlite:${file}`, ruleTable());
  const saved = store.snapshots.save(snapshotAt(100), NOON);
  await Promise.all([store.close(), store.close(), saved]);
  const again = await createStore(`sqlite:${file}`, ruleTable());
  expect(await again.snapshots.latest(nodes)).toBeDefined();
  await again.close();
});

test.each([
  ['of another version', `update latest_snapshots set body = replace(body, '"version":2', '"version":1')`],
  ['cut short', 'update latest_snapshots set body = substr(body, 1, 300)'],
  ['with a field missing', `update latest_snapshots set body = replace(body, '"threshold"', '"gone"')`],
])('a snapshot %s is passed over, logged, and replaced by the next', async (_, damage) => {
  const file = newFile();
  const warnings: string[] = [];
  const log: Log = { info: () => {}, error: () => {}, warn: (message) => warnings.push(message) };
  const store = await createStore(`sqlite:${file}`, ruleTable(), log);
  const older = snapshotAt(9, { chain: { ...MAINNET, netName: 'testnet' } });
  await store.snapshots.save(older, NOON);
  await store.snapshots.save(snapshotAt(100), NOON + 1);
  const hand = new Database(file);
  hand.prepare(`${damage} where chain = '1024/mainnet'`).run();
  hand.close();
  expect((await store.snapshots.latest(nodes))?.snapshot).toEqual(older);
  expect(warnings).toHaveLength(1);
  await store.snapshots.save(snapshotAt(101), NOON + 2);
  expect((await store.snapshots.latest(nodes))?.snapshot).toEqual(snapshotAt(101));
  await store.close();
});

test('the latest of a chain is one row', async () => {
  const file = newFile();
  const store = await createStore(`sqlite:${file}`, ruleTable());
  for (let day = 0; day < 40; day++)
    await store.snapshots.save(snapshotAt(day, { time: NOON + day * 86_400_000 }), NOON);
  await store.close();
  const hand = new Database(file);
  const count = (table: string) => hand.prepare(`select count(*) from ${table}`).pluck().get();
  expect(count('latest_snapshots')).toBe(1);
  hand.close();
});

test('ids of updates go when they are two days old', async () => {
  const file = newFile();
  const store = await createStore(`sqlite:${file}`, ruleTable());
  for (let hour = 0; hour < 100; hour++) await store.updates.add('console', `${hour}`, NOON + hour * 3_600_000);
  await store.close();
  const hand = new Database(file);
  expect(hand.prepare('select count(*) from seen_updates').pluck().get()).toBe(49);
  const plan = hand.prepare('explain query plan delete from seen_updates where seen_at < 5').all();
  expect(JSON.stringify(plan)).toContain('seen_updates_by_time');
  hand.close();
});
