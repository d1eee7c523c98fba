// Databases that earlier steps made are brought up to date, and lose nothing on the way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import type { Owner, PersonKey } from '../../../src/core/ports/ids.ts';
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

test('what one knows of its lines and releases is of the chain that it read last', async () => {
  const url = await databaseOf(
    '0008-issues',
    `insert into latest_snapshots values ('1023/testnet', 'old', 1, 1, 5, ''), ('1024/mainnet', 'new', 1, 1, 9, '');
     insert into subscribers (id, kind) values (1, 'person');
     insert into identities values ('console', '1', 1, 0, null, 0);
     insert into subscriptions (id, subscriber_id, subject_kind, subject, event, level, direction, created_at)
       values (1, 1, 'node', 'alice', 'votes', 5, 'both', 1);
     insert into lines (id, event, subject, direction, level, band, side, fire_at)
       values (1, 'votes', 'alice', 'both', 5, 1, 1, 5);
     insert into listeners values (1, 1);
     insert into releases values ('alice', 7);`,
  );
  const store = await createStore(url, ruleTable());
  const owner: Owner = { kind: 'person', person: { platform: 'console', userId: '1' } };
  expect(await store.chains.known()).toEqual([{ chain: '1024/mainnet' }]);
  expect(await store.subscriptions.rearm(owner, 1, MAINNET)).toMatchObject({ lines: [{ subject: 'alice', at: 5n }] });
  expect(await store.subscriptions.rearm(owner, 1, { ...MAINNET, chainId: 1023, netName: 'testnet' })).toBeUndefined();
  expect(await store.accountWatches.dueReleases(MAINNET, 7)).toMatchObject([{ account: 'alice', at: 7 }]);
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

test('alerts from before nodes had names tell no address', async () => {
  const url = await databaseOf(
    '0007-sides',
    `insert into subscribers (id, kind, platform, chat_id) values (1, 'person', '', '');
     insert into identities (platform, user_id, subscriber_id, place) values ('console', '1', 1, 0);
     insert into latest_snapshots values ('${chainKey(MAINNET)}', '10.1.2.3:30001', 5, 5, ${NOON}, '{}');
     insert into events (id, chain, type, subject, from_block, to_block, from_time, to_time, hosts, is_synthetic, is_offline,
       is_one_source, created_at) values (1, '${chainKey(MAINNET)}', 'online', 'alice', 1, 2, 1, 2, '10.1.2.3:30001 b.example', 0, 0, 0, 1);
     insert into outbox (id, subscriber_id, kind, event_id, subscription_id, due_at, created_at) values (1, 1, 'alert', 1, 1, 1, 1);`,
  );
  const store = await createStore(url, ruleTable());
  const owner = { kind: 'person', person: { platform: 'console', userId: '1' } } as const;
  expect(await store.subscriptions.alert(owner, 1)).toMatchObject({ event: { subject: 'alice', sources: [] } });
  expect(await store.snapshots.latest(['10.1.2.3:30001'])).toBeUndefined();
  await store.close();
});

test('a list that was linked before belongs to the side that alerts go to first, and both can leave', async () => {
  const url = await databaseOf(
    '0006-closed-places',
    `insert into subscribers (id, kind, platform, chat_id) values (1, 'person', '', ''), (2, 'person', '', ''),
       (3, 'chat', 'console', '-100');
     insert into identities values ('elsewhere', '42', 1, 1, null), ('console', '1', 1, 0, null), ('console', '2', 2, 0, null);
     insert into link_codes values ('AAAABBBB', 'console', '1', ${NOON + HOUR_MS});
     insert into subscriptions (id, subscriber_id, subject_kind, subject, event, direction, created_at, creator_user_id)
       values (1, 1, 'node', 'alice', 'online', 'both', 1, null), (2, 1, 'node', 'bob_1', 'online', 'both', 1, null),
         (3, 2, 'node', 'carol', 'online', 'both', 1, null), (4, 3, 'node', 'dave', 'online', 'both', 1, '1');
     insert into past_alerts (id, subscriber_id, kind, subscription_id, created_at, settled_at, outcome, platform) values
       (1, 1, 'alert', 1, 1, 1, 'delivered', 'console'), (2, 1, 'alert', 2, 1, 1, 'delivered', 'elsewhere'),
       (3, 2, 'alert', 3, 1, 1, 'delivered', 'console');`,
  );
  const store = await createStore(url, ruleTable());
  const { identities, subscriptions } = store;
  const [first, second, alone] = [
    { platform: 'console', userId: '1' },
    { platform: 'elsewhere', userId: '42' },
    { platform: 'console', userId: '2' },
  ] as const;
  const listOf = async (person: PersonKey) =>
    (await subscriptions.list({ kind: 'person', person })).map(({ id }) => id);
  const pastOf = async (person: PersonKey) =>
    (await subscriptions.alerts({ kind: 'person', person }, 9)).map(({ id }) => id);
  expect(await identities.linked(second)).toEqual([first, second]);
  expect([await listOf(first), await listOf(second), await listOf(alone)]).toEqual([[1, 2], [1, 2], [3]]);
  expect(await identities.agree(alone, 'AAAABBBB', NOON + HOUR_MS, NOON)).toBe('unknown');
  expect(await identities.unlink(second, NOON)).toBe(true);
  expect([await listOf(first), await listOf(second)]).toEqual([[1, 2], []]);
  expect([await pastOf(first), await pastOf(second), await pastOf(alone)]).toEqual([[1], [2], [3]]);
  await identities.forget(first, NOON);
  expect([await listOf(first), await pastOf(second), await listOf(alone)]).toEqual([[], [2], [3]]);
  await store.close();
});
