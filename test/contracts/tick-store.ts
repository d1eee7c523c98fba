// What every store must do with a look at the chain: all of it is saved, what fires included, or nothing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PendingFact } from '../../src/election/confirmation/pending-facts.ts';
import { MAINNET, NOON } from '../store/samples.ts';
import { type AlertStore, accountOf, anna, ben, follow, ownerOf, watchOf } from '../support/alert-store.ts';
import { seenAt, tickAt, valuesOf } from '../support/ticks.ts';
import { eventsContract, newcomersContract, spansContract } from './happenings.ts';
import { linesContract } from './lines.ts';
import { movesContract } from './moves.ts';

const hers = ownerOf(anna);
const _his = ownerOf(ben);
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
  node,
  fact: 'online',
  value: '{"is":"火币 \\u0000"}',
  sinceBlock: 7,
  sinceTime: NOON,
  count: 1,
  ...more,
});

function announcedContract(store: () => AlertStore): void {
  const announced = (body: string, pending: readonly PendingFact[] = []) => ({
    announced: { block: 9, threshold: 1n, body, pending },
  });

  test('is nothing at first, then what was saved last, with what is pending', async () => {
    const { ticks } = store();
    expect(await ticks.load(MAINNET)).toBeUndefined();
    await ticks.save(tickAt(NOON, announced('{"a":1}', [fact('b'), fact('a', { fact: 'status' }), fact('a')])));
    expect(await ticks.load(MAINNET)).toEqual({
      body: '{"a":1}',
      pending: [fact('a'), fact('a', { fact: 'status' }), fact('b')],
    });
    await ticks.save(tickAt(NOON + STEP, announced("'; drop table announced; -- \u202e", [fact('c', { count: 2 })])));
    expect(await ticks.load(MAINNET)).toEqual({
      body: "'; drop table announced; -- \u202e",
      pending: [fact('c', { count: 2 })],
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
      ...seenAt(NOON, { alice: 5n, bob_1: 3n }),
      announced: { block: 9, threshold: 1n, body: 'x', pending },
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
    await accountWatches.saveReleases('savings_1', {
      chain: MAINNET,
      at: [NOON - 2, NOON - 1, NOON + 1],
      now: NOON - 9,
      isOneSource: false,
    });
    const releases = [{ account: 'savings_1', at: NOON - 2 }];
    const events = [{ type: 'released', subject: 'savings_1', fires: ['released'] }];
    expect(await ticks.save(tickAt(NOON, { releases, events }))).toEqual({ alerts: 1 });
    expect(await accountWatches.dueReleases(MAINNET, NOON + 9)).toEqual([
      { account: 'savings_1', at: NOON - 1, isOneSource: false },
      { account: 'savings_1', at: NOON + 1, isOneSource: false },
    ]);
  });
}
