// What every store must do for the alerts that an owner got or waits for; a part of the contract for subscriptions.
import { expect, test } from 'vitest';
import { HOUR_MS, MAINNET, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  anna,
  deliver,
  enqueue,
  follow,
  IOST,
  logEvent,
  ownerOf,
  roomOf,
  saveMetrics,
  votes,
  watchOf,
} from '../support/alert-store.ts';

const hers = ownerOf(anna);

export function alertsContract(store: () => AlertStore): void {
  test('are those that wait and those of the past, newest first', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    const id = await follow(opened, hers, 'alice', votes(3n * IOST));
    const ids: number[] = [];
    for (const at of [3, 1, 2, 2]) {
      ids.push(await enqueue(db, id, await logEvent(db), { created_at: NOON + at }));
    }
    const [newest = 0, oldest = 0, middle = 0, later = 0] = ids;
    await deliver(db, middle, NOON + 50);
    await deliver(db, newest);
    const idsOf = async (limit: number) => (await subscriptions.alerts(hers, limit)).map((alert) => alert.id);
    expect(await idsOf(10)).toEqual([newest, later, middle, oldest]);
    expect(await idsOf(2)).toEqual([newest, later]);
    expect(await idsOf(0)).toEqual([]);
    expect(await idsOf(Number.POSITIVE_INFINITY)).toHaveLength(4);
    const [subscription] = await subscriptions.list(hers);
    expect(await subscriptions.alert(hers, middle)).toMatchObject({
      kind: 'alert',
      subscription,
      createdAt: NOON + 2,
      settledAt: NOON + 50,
      outcome: 'delivered',
      platform: 'console',
    });
    expect(await subscriptions.alert(hers, oldest)).toMatchObject({ outcome: 'waiting', createdAt: NOON + 1 });
    expect(await subscriptions.alerts(roomOf('-100'), 10)).toEqual([]);
  });

  test('hold their event whole', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    const id = await follow(opened, hers, 'alice', votes(3n * IOST));
    const large = 9_000_000_000_000_000_001n;
    const event = await logEvent(db, {
      type: 'votes',
      level: large,
      direction: 'up',
      before: '1.5',
      after: '{"x":"火币"}',
      is_synthetic: 1,
      is_offline: 1,
      is_one_source: 1,
    });
    const alert = await enqueue(db, id, event);
    expect((await subscriptions.alert(hers, alert))?.event).toEqual({
      id: event,
      type: 'votes',
      subject: 'alice',
      level: large,
      direction: 'up',
      before: '1.5',
      after: '{"x":"火币"}',
      blocks: { from: 1, to: 2 },
      times: { from: NOON - 9, to: NOON },
      sources: ['one.example', 'two.example'],
      isSynthetic: true,
      isOffline: true,
      isOneSource: true,
    });
  });

  test('of the log are those of a chain, of types, of a subject and from a time on', async () => {
    const { db, subscriptions } = store();
    const first = await logEvent(db, { to_time: NOON - HOUR_MS });
    const second = await logEvent(db, { type: 'online' });
    const third = await logEvent(db, { subject: 'bob_1' });
    await logEvent(db, { chain: 'another' });
    await logEvent(db, { type: 'barred' });
    const ids = async (types: readonly string[], subject: string | undefined, since: number) =>
      (await subscriptions.events(MAINNET, types, subject, since)).map(({ id }) => id);
    expect(await ids(['online', 'offline'], undefined, 0)).toEqual([first, second, third]);
    expect(await ids(['online', 'offline'], 'alice', NOON)).toEqual([second]);
    expect(await ids(['offline'], 'alice', NOON - HOUR_MS)).toEqual([first]);
    expect(await ids([], undefined, 0)).toEqual([]);
  });

  test('can fire again at the other side of a line, and of an event at once', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    await saveMetrics(db, 'votes', { alice: 5n * IOST, bob_1: 2n * IOST });
    const level = 3n * IOST;
    const above = await follow(opened, hers, 'alice', votes(level));
    const below = await follow(opened, hers, 'bob_1', votes(level));
    const unknown = await follow(opened, hers, 'carol', votes(level));
    const event = await follow(opened, hers, 'alice');
    const lineOf = (id: number) => subscriptions.rearm(hers, id);
    expect(await lineOf(above)).toEqual({ lines: [{ subject: 'alice', direction: 'down', at: level }] });
    expect(await lineOf(below)).toEqual({ lines: [{ subject: 'bob_1', direction: 'up', at: level }] });
    expect(await lineOf(unknown)).toBeUndefined();
    expect(await lineOf(event)).toBeUndefined();
    const rule = { event: 'move', level: 1_000n, isPercent: true, periodSeconds: 60, direction: 'both' } as const;
    const moved = await subscriptions.add(hers, watchOf({ kind: 'node', node: 'alice' }, rule), 10, NOON);
    expect(moved.kind === 'added' && (await lineOf(moved.subscription.id))).toEqual({
      lines: [
        { subject: 'alice', direction: 'down', at: 450_000_000n },
        { subject: 'alice', direction: 'up', at: 550_000_000n },
      ],
    });
  });
}
