// What every store must do with lines that values cross; a part of the contract for ticks.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { MAINNET, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  accountOf,
  anna,
  ben,
  CHAIN,
  follow,
  IOST,
  nodeOf,
  online,
  ownerOf,
  roomOf,
  TERMS,
  votes,
  watchOf,
} from '../support/alert-store.ts';
import { seenAt, tickAt, valuesOf } from '../support/ticks.ts';

const hers = ownerOf(anna);
const his = ownerOf(ben);
const STEP = 300_000;

export function linesContract(store: () => AlertStore): void {
  const large = 9_000_000_000_000_000_001n;

  test('tell of a crossing all there is to know, to the last digit', async () => {
    const { subscriptions, ticks } = store();
    await ticks.save(tickAt(NOON, { isFirst: true, metrics: valuesOf('votes', { alice: large - 1n }) }));
    await subscriptions.add(hers, watchOf(nodeOf('alice'), votes(large)), 9, NOON);
    const flags = { isOffline: true, isOneSource: true };
    const tick = tickAt(NOON + STEP, { ...flags, metrics: valuesOf('votes', { alice: large }) });
    expect(await ticks.save(tick)).toEqual({ alerts: 1 });
    const [subscription] = await subscriptions.list(hers);
    const [alert] = await subscriptions.alerts(hers, 9);
    expect(alert).toEqual({
      id: alert?.id,
      kind: 'alert',
      createdAt: NOON + STEP,
      outcome: 'waiting',
      subscription,
      event: {
        id: alert?.event?.id,
        type: 'votes',
        subject: 'alice',
        level: large,
        direction: 'up',
        before: (large - 1n).toString(),
        after: large.toString(),
        blocks: tick.blocks,
        times: tick.times,
        sources: tick.sources,
        isSynthetic: false,
        isOffline: true,
        isOneSource: true,
      },
    });
  });

  test('fire at the exact value, and back when the band is left', async () => {
    const { ticks } = store();
    const say = async (value: bigint, step: number) =>
      (await ticks.save(tickAt(NOON + step * STEP, { metrics: valuesOf('votes', { alice: value * IOST }) }))).alerts;
    await say(0n, 0);
    await follow(store(), hers, 'alice', votes(1_000n * IOST));
    const fired: number[] = [];
    for (const [step, value] of [999n, 1_000n, 995n, 1_000n, 994n, 999n, 1_000n].entries()) {
      fired.push(await say(value, step + 1));
    }
    expect(fired).toEqual([0, 1, 0, 0, 1, 0, 1]);
  });

  test('make one event of each crossing, and one alert of it for each owner', async () => {
    const { db, subscriptions, ticks } = store();
    await ticks.save(tickAt(NOON, { isFirst: true, metrics: valuesOf('votes', { alice: 0n, bob_1: 0n }) }));
    const rule = votes(5n * IOST);
    for (const subject of [{ kind: 'all' }, { kind: 'mine' }, nodeOf('alice')] as const) {
      await subscriptions.add(hers, watchOf(subject, rule, { nodes: ['alice'] }), 9, NOON);
    }
    await follow(store(), his, 'alice', rule);
    await follow(store(), roomOf('-100'), 'alice', votes(6n * IOST));
    const metrics = valuesOf('votes', { alice: 7n * IOST, bob_1: 7n * IOST });
    expect(await ticks.save(tickAt(NOON + STEP, { metrics }))).toEqual({ alerts: 4 });
    const events = await db.selectFrom('events').select(['subject', 'level']).orderBy('subject').execute();
    expect(events.toSorted((a, b) => Number(a.level) - Number(b.level) || (a.subject < b.subject ? -1 : 1))).toEqual([
      ...[
        { subject: 'alice', level: Number(5n * IOST) },
        { subject: 'bob_1', level: Number(5n * IOST) },
      ],
      { subject: 'alice', level: Number(6n * IOST) },
    ]);
    expect((await subscriptions.alerts(hers, 9)).map((alert) => alert.event?.subject).toSorted()).toEqual([
      'alice',
      'bob_1',
    ]);
  });

  test('of one direction tell only that one; what nobody hears is no event', async () => {
    const { db, subscriptions, ticks } = store();
    await ticks.save(tickAt(NOON, { isFirst: true, metrics: valuesOf('votes', { alice: 0n }) }));
    await follow(store(), hers, 'alice', votes(5n * IOST, 'down'));
    const id = await follow(store(), his, 'alice', votes(5n * IOST, 'up'));
    const say = (value: bigint, at: number) =>
      ticks.save(tickAt(at, { metrics: valuesOf('votes', { alice: value * IOST }) }));
    expect(await say(9n, NOON + 1)).toEqual({ alerts: 1 });
    expect(await say(0n, NOON + 2)).toEqual({ alerts: 1 });
    await subscriptions.remove(his, id);
    expect(await say(9n, NOON + 3)).toEqual({ alerts: 0 });
    expect(await db.selectFrom('events').select('direction').execute()).toHaveLength(2);
  });

  test('of whoever is muted turn silently', async () => {
    const { subscriptions, ticks } = store();
    await ticks.save(tickAt(NOON, { isFirst: true, metrics: valuesOf('votes', { alice: 0n }) }));
    const id = await follow(store(), hers, 'alice', votes(5n * IOST));
    await follow(store(), his, 'alice', votes(5n * IOST));
    const say = async (value: bigint, at: number) =>
      (await ticks.save(tickAt(at, { metrics: valuesOf('votes', { alice: value * IOST }) }))).alerts;
    await subscriptions.mute(hers, id, NOON + 10);
    await subscriptions.mute(his, undefined, NOON + 20);
    expect(await say(9n, NOON + 9)).toBe(0);
    expect(await say(0n, NOON + 10)).toBe(1);
    expect(await say(9n, NOON + 20)).toBe(2);
  });

  test('learn in a first tick on which side they are, and on each chain of their own', async () => {
    const { ticks } = store();
    await follow(store(), hers, 'alice', votes(5n * IOST));
    const say = async (value: bigint, at: number, more = {}) =>
      (
        await ticks.save(
          tickAt(at, { ...seenAt(at, { alice: value }), metrics: valuesOf('votes', { alice: value * IOST }), ...more }),
        )
      ).alerts;
    expect(await say(9n, NOON, { isFirst: true })).toBe(0);
    expect(await say(0n, NOON + 1)).toBe(1);
    const chain = { ...MAINNET, netName: 'other' };
    expect(await say(9n, NOON + 2, { chain, isFirst: true })).toBe(0);
    expect(await say(8n, NOON + 3, { chain })).toBe(0);
    expect(await say(4n, NOON + 4, { chain })).toBe(1);
    // Back again: it was below there, and is.
    expect(await say(1n, NOON + 5)).toBe(0);
    expect(await say(9n, NOON + 6)).toBe(1);
  });

  test('of subscriptions that were made on another chain are drawn by the first look of a run', async () => {
    const { subscriptions } = store();
    const chain = { ...MAINNET, netName: 'other' };
    const terms = { ...TERMS, chain };
    for (const rule of [votes(5n * IOST), { event: 'move', level: 3n * IOST, direction: 'both' } as const]) {
      await subscriptions.add(hers, watchOf(nodeOf('alice'), rule, { terms }), 9, NOON);
      await subscriptions.add(hers, watchOf({ kind: 'all' }, rule, { terms }), 9, NOON);
    }
    await subscriptions.add(hers, watchOf({ kind: 'all' }, online, { terms }), 9, NOON);
    const look = async (value: bigint, at: number) => {
      const metrics = valuesOf('votes', { alice: value * IOST });
      return (await store().ticks.save(tickAt(at, { ...seenAt(at, { alice: value }), metrics }))).alerts;
    };
    const of = (direction: 'up' | 'down') => ({ type: 'online', subject: 'alice', direction, fires: ['online'] });
    expect(await look(4n, NOON + 1)).toBe(0);
    expect(await look(9n, NOON + 2)).toBe(2);
    expect((await store().ticks.save(tickAt(NOON + 3, { events: [of('up')] }))).alerts).toBe(1);
    const { rows } = await sql`select chain, count(*) as count from triggers group by chain`.execute(store().db);
    expect(rows).toEqual([
      { chain: CHAIN, count: 5 },
      { chain: '1024/other', count: 3 },
    ]);
  });

  test('that were drawn before any value was known take the first one silently', async () => {
    const { subscriptions, ticks } = store();
    const say = async (value: bigint, at: number) =>
      (await ticks.save(tickAt(at, { metrics: valuesOf('claimable', { savings_1: value }) }))).alerts;
    const rule = { event: 'claimable', level: 5n, direction: 'up' } as const;
    await ticks.save(tickAt(NOON, { isFirst: true }));
    await subscriptions.add(hers, watchOf(accountOf('savings_1'), rule), 9, NOON);
    expect([await say(9n, NOON + 1), await say(2n, NOON + 2), await say(7n, NOON + 3)]).toEqual([0, 0, 1]);
  });

  test('fire for thousands at once', async () => {
    const opened = store();
    await opened.ticks.save(tickAt(NOON, { isFirst: true, metrics: valuesOf('votes', { alice: 0n }) }));
    for (let index = 0; index < 1_500; index += 1) await follow(opened, roomOf(`-${index}`), 'alice', votes(5n * IOST));
    const metrics = valuesOf('votes', { alice: 9n * IOST });
    expect(await opened.ticks.save(tickAt(NOON + 1, { metrics }))).toEqual({ alerts: 1_500 });
    expect(await opened.db.selectFrom('lines').select('id').execute()).toHaveLength(1);
    expect(await opened.db.selectFrom('events').select('id').execute()).toHaveLength(1);
  });
}
