// Being forgotten: nothing of a person is left in any table, nor in the bytes of the file, and nobody else loses anything.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { PersonKey } from '../../../src/core/ports/ids.ts';
import type { Rule } from '../../../src/election/rule.ts';
import {
  type AlertStore,
  accountOf,
  CHAIN,
  deliver,
  enqueue,
  IOST,
  logEvent,
  nodeOf,
  openAlertStore,
  ownerOf,
  roomOf,
  saveMetrics,
  votes,
  watchOf,
} from '../../support/alert-store.ts';
import { linkUp } from '../../support/links.ts';
import { HOUR_MS, MAINNET, NOON } from '../samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-forget-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
let file: string;
let store: AlertStore;
beforeEach(async () => {
  file = join(folder, `${++files}.db`);
  store = await openAlertStore(`sqlite:${file}`);
});
afterEach(() => store.close());

const person = (name: string): readonly [PersonKey, PersonKey] => [
  { platform: 'console', userId: `${name}-at-home` },
  { platform: 'elsewhere', userId: `${name}-abroad` },
];
const anna = person('anna');
const ben = person('ben');
const group = roomOf('-100');
const claimable: Rule = { event: 'claimable', level: 100n * IOST, direction: 'up' };

/** All that a person can do, and what the watch of the chain and the platforms make of it. */
async function liveAs(name: string, [home, abroad]: readonly [PersonKey, PersonKey]): Promise<void> {
  const { db, people, chats, subscriptions, identities, accountWatches } = store;
  const account = `${name}_only`;
  for (const one of [home, abroad]) {
    const own = one === home ? account : `${name}_away`;
    await people.meet(one);
    await people.saveSettings(one, { locale: 'zh-CN' });
    await people.saveAccount(one, { account: own, label: `savings of ${name}` }, 10);
    await people.saveAccount(one, { account: 'shared_1' }, 10);
    await chats.saveSettings({ platform: one.platform, chatId: one.userId }, { locale: 'en' });
    await subscriptions.add(ownerOf(one), watchOf(nodeOf('alice')), 100, NOON);
    await subscriptions.add(ownerOf(one), watchOf(accountOf(own), claimable), 100, NOON);
    await subscriptions.add(ownerOf(one), watchOf(accountOf('shared_1'), claimable), 100, NOON);
    await subscriptions.add(ownerOf(one), watchOf({ kind: 'mine' }, votes(IOST), { nodes: ['alice'] }), 100, NOON);
    await subscriptions.savePreferences(ownerOf(one), { zone: 'Asia/Shanghai' }, NOON + HOUR_MS, NOON);
    await subscriptions.enqueueTest(ownerOf(one), NOON);
  }
  await linkUp({ identities }, home, abroad);
  await identities.createCode({ ...home, name: `${name} Lee` }, NOON + HOUR_MS, NOON);
  await identities.askFirst({ ...abroad, name: `${name} Lee` }, NOON + HOUR_MS, NOON);
  await identities.agree(abroad, 'WRONG', NOON + HOUR_MS, NOON);
  await look(account, 0n);
  await look(account, 200n * IOST);
  await db
    .insertInto('metric_since')
    .values({ chain: CHAIN, metric: 'claimable', subject: account, at: NOON })
    .execute();
  await accountWatches.saveReleases(account, { chain: MAINNET, at: [NOON + HOUR_MS], now: NOON, isOneSource: false });
  const [node, own] = await subscriptions.list(ownerOf(home));
  await subscriptions.mute(ownerOf(home), node?.id, NOON);
  const [alert] = await subscriptions.alerts(ownerOf(home), 1);
  expect(alert).toMatchObject({ subscription: { id: own?.id }, event: { type: 'claimable', subject: account } });
  await deliver(db, alert?.id ?? 0);
  await look(account, 0n);
  await look(account, 300n * IOST);
  await enqueue(db, node?.id ?? 0, await logEvent(db), { message_key: `message to ${name}`, started_at: NOON });
}

/** One look at what an account may claim. */
async function look(account: string, value: bigint): Promise<void> {
  await store.ticks.save({
    chain: MAINNET,
    now: NOON + 1,
    events: [],
    claims: [],
    since: [],
    sources: ['one.example'],
    ...{
      blocks: { from: 1, to: 2 },
      times: { from: NOON, to: NOON },
      isOffline: false,
      isOneSource: false,
      isFirst: false,
    },
    metrics: [{ metric: 'claimable', subject: account, value }],
  });
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Every row of every table. */
function dump(): ReadonlyMap<string, Rows> {
  const hand = new Database(file);
  const names = hand.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  const tables = names.map((name) => [name, hand.prepare(`select * from "${name}"`).all() as Rows] as const);
  hand.close();
  return new Map(tables);
}

/** Tables with a cell that has `name` in it. */
function tablesWith(name: string): readonly string[] {
  const has = (rows: Rows) => rows.some((row) => Object.values(row).some((value) => String(value).includes(name)));
  return [...dump()].filter(([, rows]) => has(rows)).map(([table]) => table);
}

const codesOf = async (userIds: readonly string[]) =>
  (await store.db.selectFrom('link_requests').select('code').where('user_id', 'in', userIds).execute()).map(
    (row) => row.code,
  );

test('leaves nothing of any side in any table, once each has said it', async () => {
  await liveAs('anna', anna);
  await store.subscriptions.add(group, watchOf(nodeOf('alice'), votes(IOST), { creator: anna[0] }), 100, NOON);
  await store.subscriptions.add(group, watchOf(nodeOf('bob_1'), votes(IOST), { creator: anna[1] }), 100, NOON);
  const codes = await codesOf(anna.map(({ userId }) => userId));
  expect(codes).toHaveLength(2);
  expect(tablesWith('anna').toSorted()).toEqual(
    [
      ...['chat_settings', 'events', 'identities', 'lines', 'link_requests', 'makers', 'met_people', 'metric_since'],
      ...['metrics', 'outbox', 'person_settings', 'releases', 'saved_accounts', 'subscribers', 'subscriptions'],
    ].toSorted(),
  );
  for (const one of anna) await store.identities.forget(one, NOON);
  for (const trace of ['anna', 'shared_1', ...codes]) expect(tablesWith(trace)).toEqual([]);
  const left = dump();
  expect(left.get('subscribers')).toMatchObject([{ kind: 'chat', chat_id: '-100' }]);
  expect(left.get('subscriptions')).toMatchObject([{ creator_user_id: null }, { creator_platform: null }]);
  for (const table of ['identities', 'outbox', 'past_alerts', 'makers']) expect(left.get(table)).toEqual([]);
  expect(left.get('lines')).toHaveLength(2);
  expect(await store.subscriptions.list(group)).toHaveLength(2);
});

test.each([
  ['first', 0],
  ['second', 1],
] as const)('is of one side, and the other keeps what it had before they were linked: the %s', async (_, index) => {
  const { people, subscriptions, identities } = store;
  await liveAs('anna', anna);
  const [gone, left] = index === 0 ? anna : [anna[1], anna[0]];
  const [hidden, kept] = index === 0 ? ['anna_only', 'anna_away'] : ['anna_away', 'anna_only'];
  const codes = await codesOf([gone.userId]);
  await identities.forget(gone, NOON);
  for (const trace of [gone.userId, hidden, ...codes]) expect([trace, tablesWith(trace)]).toEqual([trace, []]);
  expect(await people.settings(left)).toEqual({ locale: 'zh-CN' });
  expect((await people.accounts(left)).map(({ account }) => account)).toEqual([kept, 'shared_1']);
  const subjects = (await subscriptions.list(ownerOf(left))).map(({ subject }) => Object.values(subject).join(':'));
  expect(subjects.toSorted()).toEqual([`account:${kept}`, 'account:shared_1', 'mine', 'node:alice']);
  expect(await subscriptions.preferences(ownerOf(left))).toEqual({ zone: 'Asia/Shanghai' });
  expect(await identities.linked(left)).toEqual([left]);
});

test('leaves nothing in the bytes of the file, also of what was changed or removed before', async () => {
  await liveAs('anna', anna);
  await store.people.saveAccount(anna[0], { account: 'anna_early', label: 'label_of_anna' }, 10);
  await store.people.saveAccount(anna[0], { account: 'anna_early', label: 'other' }, 10);
  await store.people.removeAccount(anna[0], 'anna_early');
  const codes = await codesOf(anna.map(({ userId }) => userId));
  const bytes = () => [file, `${file}-wal`].filter(existsSync).map((path) => readFileSync(path).toString('latin1'));
  expect(bytes().join('')).toContain('anna-at-home');
  for (const one of anna) await store.identities.forget(one, NOON);
  for (const trace of ['anna', ...codes]) expect(bytes().join('')).not.toContain(trace);
});

test('takes nothing from anybody else', async () => {
  await liveAs('ben', ben);
  await store.subscriptions.add(group, watchOf(nodeOf('alice'), votes(IOST), { creator: ben[0] }), 100, NOON);
  await saveMetrics(store.db, 'claimable', { shared_1: 5n });
  await saveMetrics(store.db, 'votes', { alice: 5n });
  const before = dump();
  await liveAs('anna', anna);
  expect(dump()).not.toEqual(before);
  for (const one of anna) await store.identities.forget(one, NOON);
  const after = dump();
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [table, rows] of after) {
    // Counters of ids go on, and an event of a node is nobody's.
    if (table === 'sqlite_sequence') continue;
    const others = table === 'events' ? rows.slice(0, before.get('events')?.length) : rows;
    expect([table, others]).toEqual([table, before.get(table)]);
  }
});

test('goes for what is remembered in memory too', async () => {
  const { people, subscriptions, identities } = store;
  await liveAs('anna', anna);
  for (const one of anna) {
    expect(await people.meet(one)).toBe(false);
    expect(await people.settings(one)).toEqual({ locale: 'zh-CN' });
  }
  for (const one of anna) await identities.forget(one, NOON);
  for (const one of anna) {
    expect(await people.settings(one)).toEqual({});
    expect(await people.accounts(one)).toEqual([]);
    expect(await people.meet(one)).toBe(true);
    expect(await subscriptions.list(ownerOf(one))).toEqual([]);
    expect(await identities.linked(one)).toEqual([one]);
  }
});

test('of someone unknown, or twice, is fine', async () => {
  await store.identities.forget(anna[0], NOON);
  await liveAs('anna', anna);
  await store.identities.forget(anna[0], NOON);
  await store.identities.forget(anna[0], NOON);
  expect(await store.identities.dataOf(anna[0])).toEqual({});
});

test('what is kept of a person says all of it, and nothing of others', async () => {
  await liveAs('anna', anna);
  await liveAs('ben', ben);
  await store.subscriptions.add(group, watchOf(nodeOf('alice'), votes(IOST), { creator: anna[0] }), 100, NOON);
  const data = await store.identities.dataOf(anna[0]);
  const whole = JSON.stringify(data);
  for (const hidden of ['ben', anna[1].userId]) expect(whole).not.toContain(hidden);
  const derived = ['lines'];
  expect(Object.keys(data).toSorted()).toEqual(
    [...new Set([...tablesWith('anna'), 'subscribers', 'past_alerts'])]
      .filter((table) => !derived.includes(table))
      .toSorted(),
  );
  for (const [table, rows] of Object.entries(data)) {
    for (const row of rows)
      for (const column of Object.keys(dump().get(table)?.[0] ?? {})) {
        if (table !== 'events' && column !== 'secret') expect(row).toHaveProperty(column);
      }
  }
  expect(data.subscriptions).toContainEqual(
    expect.objectContaining({ event: 'claimable', level: (100n * IOST).toString() }),
  );
  expect(data.subscriptions).toContainEqual(expect.objectContaining({ creator_user_id: anna[0].userId }));
});
