// A chat that goes on under another id takes its lists along, whatever waits for it there.
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type AlertStore,
  deliver,
  enqueue,
  follow,
  logEvent,
  openAlertStore,
  roomOf,
} from '../../support/alert-store.ts';
import { NOON } from '../samples.ts';

const from = { platform: 'console', chatId: '-100' };
const to = { platform: 'console', chatId: '-200' };
const [older, newer] = [roomOf('-100'), roomOf('-200')];

let store: AlertStore;
beforeEach(async () => {
  store = await openAlertStore();
});
afterEach(() => store.close());

const nodes = async (owner = newer) =>
  (await store.subscriptions.list(owner)).map(({ subject }) => (subject.kind === 'node' ? subject.node : '*'));

test('subscriptions, preferences, what waits and the history go with it', async () => {
  const { db, chats, subscriptions } = store;
  const id = await follow(store, older, 'alice');
  await follow(store, roomOf('-100', '7'), 'bob_1');
  await follow(store, roomOf('-300'), 'carol');
  await subscriptions.savePreferences(older, { zone: 'Asia/Shanghai', pingRole: '5' }, undefined, NOON);
  await deliver(db, await enqueue(db, id, await logEvent(db)));
  await enqueue(db, id, await logEvent(db));
  await db.updateTable('subscribers').set({ gone_since: NOON }).execute();
  const alerts = await subscriptions.alerts(older, 10);
  await chats.move(from, to);
  expect(await nodes()).toEqual(['alice']);
  expect(await nodes(roomOf('-200', '7'))).toEqual(['bob_1']);
  expect(await nodes(roomOf('-300'))).toEqual(['carol']);
  expect(await subscriptions.preferences(newer)).toEqual({ zone: 'Asia/Shanghai', pingRole: '5' });
  expect(await subscriptions.alerts(newer, 10)).toEqual(alerts);
  expect(alerts).toHaveLength(2);
  const gone = db.selectFrom('subscribers').select('gone_since').where('chat_id', '=', '-200');
  expect(await gone.execute()).toEqual([{ gone_since: null }, { gone_since: null }]);
  expect(await nodes(older)).toEqual([]);
  await chats.move(from, to);
  expect(await nodes()).toEqual(['alice']);
});

test('where the new one has a list already, both become one', async () => {
  const { db, chats, subscriptions } = store;
  const [left, right] = [await follow(store, older, 'alice'), await follow(store, newer, 'alice')];
  await follow(store, older, 'bob_1');
  await follow(store, newer, 'carol');
  await subscriptions.savePreferences(newer, { zone: 'Europe/Berlin' }, undefined, NOON);
  await subscriptions.savePreferences(older, { zone: 'Asia/Shanghai' }, undefined, NOON);
  const event = await logEvent(db);
  await enqueue(db, left, event);
  await enqueue(db, right, event);
  await chats.move(from, to);
  expect(await nodes()).toEqual(['alice', 'bob_1', 'carol']);
  expect(await subscriptions.preferences(newer)).toEqual({ zone: 'Europe/Berlin' });
  expect(await subscriptions.alerts(newer, 10)).toMatchObject([{ event: { id: event }, subscription: { id: right } }]);
  expect(await db.selectFrom('subscribers').select('chat_id').execute()).toEqual([{ chat_id: '-200' }]);
});

test('a chat of that id on another platform stays where it is, and one that moves nowhere loses nothing', async () => {
  const { chats } = store;
  const elsewhere = { kind: 'chat', chat: { platform: 'elsewhere', chatId: '-100' } } as const;
  await follow(store, elsewhere, 'alice');
  await follow(store, older, 'bob_1');
  await chats.move(from, from);
  await chats.move(from, to);
  expect(await nodes(elsewhere)).toEqual(['alice']);
  expect(await nodes()).toEqual(['bob_1']);
});
