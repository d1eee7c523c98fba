// What every store must do for preferences, and for the rows of the outbox that hang on them; a part of the contract for
// subscriptions.
import { expect, test } from 'vitest';
import type { Preferences } from '../../src/core/ports/subscription.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  anna,
  ben,
  deliver,
  enqueue,
  follow,
  logEvent,
  ownerOf,
  roomOf,
} from '../support/alert-store.ts';

const hers = ownerOf(anna);
const full: Preferences = {
  zone: 'Asia/Shanghai',
  quiet: { from: 1_380, to: 0 },
  digest: { every: 'week', at: 0, weekday: 7 },
  mutedUntil: NOON,
  pingRole: '555',
};

export function preferencesContract(store: () => AlertStore): void {
  const dueOf = async (owner = hers) => {
    const { db, subscriptions } = store();
    const ids = (await subscriptions.alerts(owner, 100)).map(({ id }) => id);
    const rows = await db
      .selectFrom('outbox')
      .select(['kind', 'due_at'])
      .where('id', 'in', ids)
      .orderBy('id')
      .execute();
    return rows.map(({ kind, due_at }) => [kind, due_at]);
  };

  test('are replaced as a whole, and belong to one owner', async () => {
    const { subscriptions } = store();
    await subscriptions.savePreferences(hers, full, undefined, NOON);
    expect(await subscriptions.preferences(hers)).toEqual(full);
    expect(await subscriptions.preferences(ownerOf(ben))).toEqual({ zone: 'UTC' });
    expect(await subscriptions.preferences(roomOf(anna.userId))).toEqual({ zone: 'UTC' });
    await subscriptions.savePreferences(hers, { zone: 'Europe/Berlin' }, undefined, NOON);
    expect(await subscriptions.preferences(hers)).toEqual({ zone: 'Europe/Berlin' });
  });

  test('a role that is gone is pinged nowhere any more, and each list hears of it once', async () => {
    const { db, subscriptions, chats } = store();
    const [here, there, other] = [roomOf('-1'), roomOf('-2', '7'), roomOf('-3')];
    await chats.saveSettings({ platform: 'console', chatId: '-2' }, { locale: 'zh-CN' });
    for (const owner of [here, there]) await subscriptions.savePreferences(owner, full, undefined, NOON);
    await subscriptions.savePreferences(other, { ...full, pingRole: '556' }, undefined, NOON);
    const said = (locale: string | undefined) => `gone in ${locale}`;
    await subscriptions.endPings('elsewhere', '555', said, NOON);
    for (const at of [NOON, NOON + 1]) await subscriptions.endPings('console', '555', said, at);
    const { pingRole: _, ...rest } = full;
    expect(await subscriptions.preferences(here)).toEqual(rest);
    expect(await subscriptions.preferences(there)).toEqual(rest);
    expect((await subscriptions.preferences(other)).pingRole).toBe('556');
    const waiting = await db.selectFrom('outbox').select(['kind', 'text']).orderBy('text').execute();
    expect(waiting).toEqual([
      { kind: 'notice', text: 'gone in undefined' },
      { kind: 'notice', text: 'gone in zh-CN' },
    ]);
  });

  test('a digest waits once, at its newest time, and is gone when it is off', async () => {
    const { subscriptions } = store();
    await subscriptions.savePreferences(hers, full, NOON + 5, NOON);
    await subscriptions.savePreferences(hers, full, NOON + 9, NOON);
    await subscriptions.savePreferences(ownerOf(ben), full, NOON + 7, NOON);
    expect(await dueOf()).toEqual([['digest', NOON + 9]]);
    await subscriptions.savePreferences(hers, { zone: 'UTC' }, undefined, NOON);
    expect(await subscriptions.alerts(hers, 10)).toEqual([]);
    expect(await dueOf(ownerOf(ben))).toEqual([['digest', NOON + 7]]);
  });

  test('what quiet hours held is looked at again at once, and what is on its way is left alone', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    const id = await follow(opened, hers, 'alice');
    const held = { due_at: NOON + HOUR_MS };
    await enqueue(db, id, await logEvent(db), held);
    await enqueue(db, id, await logEvent(db), { ...held, message_key: 'retried' });
    await enqueue(db, id, await logEvent(db), { due_at: NOON - 3 });
    await enqueue(db, await follow(opened, ownerOf(ben), 'alice'), await logEvent(db), held);
    await subscriptions.savePreferences(hers, full, NOON + 2 * HOUR_MS, NOON);
    expect(await dueOf()).toEqual([
      ['alert', NOON],
      ['alert', NOON + HOUR_MS],
      ['alert', NOON - 3],
      ['digest', NOON + 2 * HOUR_MS],
    ]);
    expect(await dueOf(ownerOf(ben))).toEqual([['alert', NOON + HOUR_MS]]);
  });

  test('a digest that is just being sent is left alone, and no second one waits', async () => {
    const { db, subscriptions } = store();
    await subscriptions.savePreferences(hers, full, NOON, NOON);
    await db.updateTable('outbox').set({ message_key: 'm' }).execute();
    await subscriptions.savePreferences(hers, full, NOON + 9, NOON);
    expect(await dueOf()).toEqual([['digest', NOON]]);
  });

  test('a test alert waits once, and again after it was sent', async () => {
    const { subscriptions, db } = store();
    await subscriptions.enqueueTest(hers, NOON);
    await subscriptions.enqueueTest(hers, NOON + 1);
    await subscriptions.enqueueTest(roomOf('-100'), NOON + 2);
    expect(await subscriptions.alerts(hers, 10)).toMatchObject([{ kind: 'test', createdAt: NOON, outcome: 'waiting' }]);
    expect(await dueOf(roomOf('-100'))).toEqual([['test', NOON + 2]]);
    const [first] = await subscriptions.alerts(hers, 10);
    await deliver(db, first?.id ?? 0);
    await subscriptions.enqueueTest(hers, NOON + 3);
    expect(await subscriptions.alerts(hers, 10)).toHaveLength(2);
  });
}
