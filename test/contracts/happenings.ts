// What every store must do with spans, new candidates and events; a part of the contract for ticks.
import { expect, test } from 'vitest';
import { HOUR_MS, MAINNET, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  anna,
  ben,
  follow,
  IOST,
  nodeOf,
  online,
  ownerOf,
  roomOf,
  votes,
  watchOf,
} from '../support/alert-store.ts';
import { seenAt, tickAt, valuesOf } from '../support/ticks.ts';

const hers = ownerOf(anna);
const his = ownerOf(ben);
const _STEP = 300_000;

export function spansContract(store: () => AlertStore): void {
  test('grow with the time of the chain and end with their moment', async () => {
    const { subscriptions, ticks } = store();
    const since = (at: number | undefined) => [{ metric: 'unlisted', subject: 'alice', at }];
    await ticks.save(tickAt(NOON, { isFirst: true, since: since(NOON) }));
    const rule = { event: 'unlisted', level: 3_600n, direction: 'both' } as const;
    await subscriptions.add(hers, watchOf(nodeOf('alice'), rule), 9, NOON);
    const fired: number[] = [];
    for (const [after, more] of [
      ...([
        [HOUR_MS - 1, {}],
        [HOUR_MS, {}],
        [2 * HOUR_MS, {}],
        [2 * HOUR_MS + 1, { since: since(undefined) }],
      ] as const),
      ...([
        [9 * HOUR_MS, {}],
        [9 * HOUR_MS + 1, { since: since(NOON + 8 * HOUR_MS) }],
      ] as const),
      ...([[9 * HOUR_MS + 2, { since: since(NOON + 9 * HOUR_MS) }]] as const),
    ] as const) {
      fired.push((await ticks.save(tickAt(NOON + after, more))).alerts);
    }
    expect(fired).toEqual([0, 1, 0, 1, 0, 1, 1]);
    const events = (await subscriptions.alerts(hers, 9)).map(({ event }) => [event?.direction, event?.after]);
    expect(events).toEqual([
      ['down', '0'],
      ['up', '3600'],
      ['down', '0'],
      ['up', '3600'],
    ]);
  });

  test('do not end because a tick is of an earlier block than the one before', async () => {
    const { subscriptions, ticks } = store();
    await ticks.save(tickAt(NOON, { isFirst: true, since: [{ metric: 'unlisted', subject: 'alice', at: NOON }] }));
    const rule = { event: 'unlisted', level: 3_600n, direction: 'both' } as const;
    await subscriptions.add(hers, watchOf(nodeOf('alice'), rule), 9, NOON);
    const fired: number[] = [];
    for (const ahead of [-1, 10, -5, 20]) fired.push((await ticks.save(tickAt(NOON + HOUR_MS + ahead))).alerts);
    expect(fired).toEqual([0, 1, 0, 0]);
  });

  test('are nothing where no moment is known, also after a first tick', async () => {
    const { subscriptions, ticks } = store();
    const rule = { event: 'unlisted', level: 3_600n, direction: 'up' } as const;
    await subscriptions.add(hers, watchOf(nodeOf('alice'), rule), 9, NOON);
    await subscriptions.add(hers, watchOf(nodeOf('bob_1'), rule), 9, NOON);
    const since = [{ metric: 'unlisted', subject: 'alice', at: NOON - 9 * HOUR_MS }];
    expect(await ticks.save(tickAt(NOON, { isFirst: true, since }))).toEqual({ alerts: 0 });
    const late = [{ metric: 'unlisted', subject: 'bob_1', at: NOON + 1 }];
    expect(await ticks.save(tickAt(NOON + 1, { since: late }))).toEqual({ alerts: 0 });
    expect(await ticks.save(tickAt(NOON + 1 + HOUR_MS))).toEqual({ alerts: 1 });
  });
}

export function newcomersContract(store: () => AlertStore): void {
  test('are listened to by whoever watches all', async () => {
    const { subscriptions, ticks } = store();
    await ticks.save(tickAt(NOON, { isFirst: true, metrics: valuesOf('votes', { alice: 0n }) }));
    const all = await subscriptions.add(hers, watchOf({ kind: 'all' }, votes(5n * IOST)), 9, NOON);
    await subscriptions.add(hers, watchOf({ kind: 'all' }, online), 9, NOON);
    const look = (carol: bigint, at: number) =>
      ticks.save(
        tickAt(at, {
          ...seenAt(at, { alice: 0n, carol }),
          metrics: [...valuesOf('votes', { carol }), ...valuesOf('rank', { carol: -1n })],
        }),
      );
    expect(await look(9n * IOST, NOON + 1)).toEqual({ alerts: 0 });
    expect(await look(1n * IOST, NOON + 2)).toEqual({ alerts: 1 });
    const id = all.kind === 'added' ? all.subscription.id : 0;
    expect((await subscriptions.rearm(hers, id))?.lines.map(({ subject }) => subject)).toEqual(['alice', 'carol']);
  });

  test('are drawn once on each chain', async () => {
    const { db, subscriptions, ticks } = store();
    await subscriptions.add(hers, watchOf({ kind: 'all' }, votes(5n * IOST)), 9, NOON);
    for (const chain of [MAINNET, { ...MAINNET, netName: 'other' }]) {
      const seen = seenAt(NOON, { alice: 0n });
      await ticks.save(tickAt(NOON, { chain, isFirst: true, ...seen, metrics: valuesOf('votes', { alice: 0n }) }));
    }
    const drawn = await db.selectFrom('triggers').select(['chain', 'subject']).orderBy('chain').execute();
    expect(drawn).toEqual(['1024/mainnet', '1024/other'].map((chain) => ({ chain, subject: 'alice' })));
  });
}

export function eventsContract(store: () => AlertStore): void {
  const happened = (subject: string, direction: 'up' | 'down', fires: readonly string[] = ['online']) => ({
    type: direction === 'up' ? 'online' : 'offline',
    subject,
    direction,
    fires,
  });

  test('fire the rules of whoever listens to their subject, in their direction', async () => {
    const { subscriptions, ticks } = store();
    await follow(store(), hers, 'alice', { event: 'online', direction: 'down' });
    await subscriptions.add(his, watchOf({ kind: 'all' }, online), 9, NOON);
    await follow(store(), roomOf('-100'), 'bob_1', { event: 'status', direction: 'both' });
    const save = async (...events: readonly ReturnType<typeof happened>[]) =>
      (await ticks.save(tickAt(NOON, { events }))).alerts;
    expect(await save(happened('alice', 'up'))).toBe(1);
    expect(await save(happened('alice', 'down'), happened('bob_1', 'down'))).toBe(3);
    expect(await save(happened('bob_1', 'up', ['status', 'online']))).toBe(2);
    expect(await save(happened('bob_1', 'up', []), happened('alice', 'up', ['dividend']))).toBe(0);
    expect((await subscriptions.alerts(hers, 9)).map(({ event }) => event?.type)).toEqual(['offline']);
  });

  test('are logged in their order with all they have, heard or not', async () => {
    const { subscriptions, ticks } = store();
    const events = [
      { ...happened('alice', 'down'), before: 'a "b"', after: '{"x":"火币"}' },
      { type: 'dividend_credited', subject: 'bob_1', after: '0.00000000000000000001', fires: [] },
    ];
    const tick = tickAt(NOON, { events, isFirst: true, chain: { ...MAINNET, synthetic: true } });
    expect(await ticks.save(tick)).toEqual({ alerts: 0 });
    const logged = await subscriptions.events(tick.chain, ['offline', 'dividend_credited'], undefined, 0);
    const { blocks, times, sources } = tick;
    const common = { blocks, times, sources, isSynthetic: true, isOffline: false, isOneSource: false };
    expect(logged).toEqual([
      {
        id: logged[0]?.id,
        type: 'offline',
        subject: 'alice',
        direction: 'down',
        before: 'a "b"',
        after: '{"x":"火币"}',
        ...common,
      },
      {
        id: logged[1]?.id,
        type: 'dividend_credited',
        subject: 'bob_1',
        after: '0.00000000000000000001',
        ...common,
      },
    ]);
  });
}
