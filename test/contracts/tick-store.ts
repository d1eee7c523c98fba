// What every store must do with a look at the chain: all of it is saved, what fires included, or nothing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PendingFact } from '../../src/core/alert-ports.ts';
import { HOUR_MS, MAINNET, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  accountOf,
  anna,
  ben,
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
import { observedAt, tickAt, valuesOf } from '../support/ticks.ts';
import { movesContract } from './moves.ts';

const hers = ownerOf(anna);
const his = ownerOf(ben);
const STEP = 300_000;

/** `open` gives an empty store. */
export function tickContract(name: string, open: () => Promise<AlertStore>): void {
  describe(name, () => {
    let opened: AlertStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    const store = () => opened;
    describe('what is announced', () => announcedContract(store));
    describe('a tick', () => wholeContract(store));
    describe('lines', () => linesContract(store));
    describe('spans', () => spansContract(store));
    describe('new candidates', () => newcomersContract(store));
    describe('events', () => eventsContract(store));
    describe('moves', () => movesContract(store));
  });
}

const fact = (node: string, more: Partial<PendingFact> = {}): PendingFact => ({
  ...{ node, fact: 'online', value: '{"is":"火币 \\u0000"}', sinceBlock: 7, sinceTime: NOON, count: 1 },
  ...more,
});

function announcedContract(store: () => AlertStore): void {
  const announced = (body: string, pending: readonly PendingFact[] = []) => ({
    announced: { block: 9, body, pending },
  });

  test('is nothing at first, then what was saved last, with what is pending', async () => {
    const { ticks } = store();
    expect(await ticks.load(MAINNET)).toBeUndefined();
    await ticks.save(tickAt(NOON, announced('{"a":1}', [fact('b'), fact('a', { fact: 'status' }), fact('a')])));
    expect(await ticks.load(MAINNET)).toEqual({
      ...{ body: '{"a":1}', pending: [fact('a'), fact('a', { fact: 'status' }), fact('b')] },
    });
    await ticks.save(tickAt(NOON + STEP, announced("'; drop table announced; -- \u202e", [fact('c', { count: 2 })])));
    expect(await ticks.load(MAINNET)).toEqual({
      ...{ body: "'; drop table announced; -- \u202e", pending: [fact('c', { count: 2 })] },
    });
  });

  test('stays when a tick says nothing of it, and belongs to one chain', async () => {
    const { ticks } = store();
    await ticks.save(tickAt(NOON, announced('mine', [fact('a')])));
    await ticks.save(tickAt(NOON + STEP));
    await ticks.save(tickAt(NOON, { ...announced('other'), chain: { ...MAINNET, synthetic: true } }));
    expect(await ticks.load(MAINNET)).toEqual({ body: 'mine', pending: [fact('a')] });
    expect(await ticks.load({ ...MAINNET, chainId: 1 })).toBeUndefined();
  });

  test('may have thousands of pending facts', async () => {
    const { ticks } = store();
    const pending = Array.from({ length: 2_345 }, (_, index) => fact(`node_${index}`));
    await ticks.save(tickAt(NOON, announced('x', pending)));
    expect((await ticks.load(MAINNET))?.pending).toHaveLength(2_345);
  });
}

const TABLES = [
  ...(['announced', 'pending_facts', 'metrics', 'metric_since', 'events', 'outbox', 'latest_snapshots'] as const),
  ...(['history_moments', 'history_values', 'claims'] as const),
];

async function countsOf({ db }: AlertStore): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const table of TABLES) counts.push((await db.selectFrom(table).selectAll().execute()).length);
  return counts;
}

function wholeContract(store: () => AlertStore): void {
  const full = (pending: readonly PendingFact[]) =>
    tickAt(NOON, {
      observed: observedAt(NOON, { alice: 5n, bob_1: 3n }),
      announced: { block: 9, body: 'x', pending },
      events: [{ type: 'offline', subject: 'alice', direction: 'down', fires: ['online'] }],
      claims: [{ node: 'alice', at: NOON, block: 9, perVote: '0.1' }],
      metrics: valuesOf('votes', { alice: 5n, bob_1: 3n }),
      since: [{ metric: 'unlisted', subject: 'bob_1', at: NOON - 1 }],
    });

  test('saves the snapshot, the history and all the rest', async () => {
    await follow(store(), hers, 'alice');
    expect(await store().ticks.save(full([fact('a')]))).toEqual({ alerts: 1 });
    expect(await countsOf(store())).toEqual([1, 1, 2, 1, 1, 1, 1, 2, 2, 1]);
  });

  test('that cannot be saved whole is not saved at all, and the next one is', async () => {
    await follow(store(), hers, 'alice');
    const before = await countsOf(store());
    await expect(store().ticks.save(full([fact('a'), fact('a')]))).rejects.toThrow();
    const tick = full([]);
    const broken = { ...tick, events: [...tick.events, { type: 'x', subject: null as unknown as string, fires: [] }] };
    await expect(store().ticks.save(broken)).rejects.toThrow();
    expect(await countsOf(store())).toEqual(before);
    expect(await store().ticks.save(tick)).toEqual({ alerts: 1 });
  });

  test('takes out the releases that it tells of, and no others', async () => {
    const { accountWatches, subscriptions, ticks } = store();
    await subscriptions.add(hers, watchOf(accountOf('savings_1'), { event: 'released', direction: 'both' }), 9, NOON);
    await accountWatches.saveReleases('savings_1', [NOON - 2, NOON - 1, NOON + 1], NOON - 9);
    const releases = [{ account: 'savings_1', at: NOON - 2 }];
    const events = [{ type: 'released', subject: 'savings_1', fires: ['released'] }];
    expect(await ticks.save(tickAt(NOON, { releases, events }))).toEqual({ alerts: 1 });
    expect(await accountWatches.dueReleases(NOON + 9)).toEqual([
      { account: 'savings_1', at: NOON - 1 },
      { account: 'savings_1', at: NOON + 1 },
    ]);
  });
}

function linesContract(store: () => AlertStore): void {
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
      ...{ id: alert?.id, kind: 'alert', createdAt: NOON + STEP, outcome: 'waiting', subscription },
      event: {
        ...{ id: alert?.event?.id, type: 'votes', subject: 'alice', level: large, direction: 'up' },
        ...{ before: (large - 1n).toString(), after: large.toString() },
        ...{ blocks: tick.blocks, times: tick.times, hosts: tick.hosts },
        ...{ isSynthetic: false, isOffline: true, isOneSource: true },
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

  test('learn in a first tick on which side they are, as on another chain', async () => {
    const { ticks } = store();
    await follow(store(), hers, 'alice', votes(5n * IOST));
    const say = async (value: bigint, at: number, more = {}) =>
      (await ticks.save(tickAt(at, { metrics: valuesOf('votes', { alice: value * IOST }), ...more }))).alerts;
    expect(await say(9n, NOON, { isFirst: true })).toBe(0);
    expect(await say(0n, NOON + 1)).toBe(1);
    const chain = { ...MAINNET, netName: 'other' };
    expect(await say(9n, NOON + 2, { chain, isFirst: true })).toBe(0);
    expect(await say(8n, NOON + 3, { chain })).toBe(0);
    expect(await say(4n, NOON + 4, { chain })).toBe(1);
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

function spansContract(store: () => AlertStore): void {
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

function newcomersContract(store: () => AlertStore): void {
  test('are listened to by whoever watches all', async () => {
    const { subscriptions, ticks } = store();
    await ticks.save(tickAt(NOON, { isFirst: true, metrics: valuesOf('votes', { alice: 0n }) }));
    const all = await subscriptions.add(hers, watchOf({ kind: 'all' }, votes(5n * IOST)), 9, NOON);
    await subscriptions.add(hers, watchOf({ kind: 'all' }, online), 9, NOON);
    const look = (carol: bigint, at: number) =>
      ticks.save(
        tickAt(at, {
          observed: observedAt(at, { alice: 0n, carol }),
          metrics: [...valuesOf('votes', { carol }), ...valuesOf('rank', { carol: -1n })],
        }),
      );
    expect(await look(9n * IOST, NOON + 1)).toEqual({ alerts: 0 });
    expect(await look(1n * IOST, NOON + 2)).toEqual({ alerts: 1 });
    const id = all.kind === 'added' ? all.subscription.id : 0;
    expect((await subscriptions.rearm(hers, id))?.lines.map(({ subject }) => subject)).toEqual(['alice', 'carol']);
  });

  test('are drawn once, also when another chain has a node of the same name', async () => {
    const { db, subscriptions, ticks } = store();
    await subscriptions.add(hers, watchOf({ kind: 'all' }, votes(5n * IOST)), 9, NOON);
    for (const chain of [MAINNET, { ...MAINNET, netName: 'other' }]) {
      const observed = observedAt(NOON, { alice: 0n });
      await ticks.save(tickAt(NOON, { chain, isFirst: true, observed, metrics: valuesOf('votes', { alice: 0n }) }));
    }
    expect(await db.selectFrom('triggers').select('subject').execute()).toEqual([{ subject: 'alice' }]);
    expect(TERMS.chain).toEqual(MAINNET);
  });
}

function eventsContract(store: () => AlertStore): void {
  const happened = (subject: string, direction: 'up' | 'down', fires: readonly string[] = ['online']) => ({
    ...{ type: direction === 'up' ? 'online' : 'offline', subject, direction, fires },
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
    const { blocks, times, hosts } = tick;
    const common = { blocks, times, hosts, isSynthetic: true, isOffline: false, isOneSource: false };
    expect(logged).toEqual([
      {
        ...{ id: logged[0]?.id, type: 'offline', subject: 'alice', direction: 'down', before: 'a "b"' },
        ...{ after: '{"x":"火币"}', ...common },
      },
      {
        ...{ id: logged[1]?.id, type: 'dividend_credited', subject: 'bob_1', after: '0.00000000000000000001' },
        ...common,
      },
    ]);
  });
}
