// Watched accounts on the recorded chain, read by the real reader from a real server: what they may claim, what their votes
// are worth, what is released, and which nodes `mine` stands for.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AccountPoll, createAccountPoll } from '../../../src/alerts/look/accounts.ts';
import type { ChainReader } from '../../../src/core/ports/chain.ts';
import type { TickStore } from '../../../src/core/ports/ticks.ts';
import type { Devnet } from '../../../src/devnet/server.ts';
import type { Rule } from '../../../src/election/rule.ts';
import type { Observation } from '../../../src/election/state.ts';
import {
  type AlertStore,
  accountOf,
  anna,
  openAlertStore,
  ownerOf,
  TERMS,
  watchOf,
} from '../../support/alert-store.ts';
import { readerOf, startDevnet } from '../../support/devnet.ts';
import { recordedStates } from '../../support/recording.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const hers = ownerOf(anna);
const RECORDED = { chainId: 1024, netName: 'mainnet', synthetic: true };
const ON_RECORDED = { ...TERMS, chain: RECORDED };
const released: Rule = { event: 'released', direction: 'both' };
const orphaned: Rule = { event: 'orphaned', direction: 'up' };

let store: AlertStore;
beforeEach(async () => {
  store = await openAlertStore();
});
afterEach(() => store.close());

interface World extends AsyncDisposable {
  readonly devnet: Devnet;
  readonly reader: ChainReader;
  /** One round at this step; says how many alerts it made. */
  at(step: number): Promise<number>;
  /** Nothing but the store is left of it. */
  restart(): void;
}

async function openWorld(startStep: number, ticks: Pick<TickStore, 'save'> = store.ticks): Promise<World> {
  const devnet = await startDevnet({ startStep });
  const reader = readerOf(devnet.url);
  let latest: Observation | undefined;
  const start = (): AccountPoll =>
    createAccountPoll({
      accounts: store.accountWatches,
      ticks,
      reader,
      clock: { now: () => NOON },
      latest: () => latest,
      ended: new AbortController().signal,
    });
  let poll = start();
  return {
    devnet,
    reader,
    at: async (step) => {
      while (devnet.step < step) devnet.advance();
      latest = { snapshot: await reader.standings(), rewards: await reader.rewardState() };
      return poll.run();
    },
    restart: () => {
      poll = start();
    },
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
}

const watch = (account: string, rule: Rule) =>
  store.subscriptions.add(hers, watchOf(accountOf(account), rule, { terms: ON_RECORDED }), 9_999, NOON);
const alerts = async () =>
  (await store.subscriptions.alerts(hers, 99)).flatMap(({ event }) => event ?? []).toReversed();

/** A voter of this node alone, at the beginning. */
function voterOf(node: string): string {
  for (const state of recordedStates()) {
    const found = state.fields('vote.iost', 'u_1').find((account) => {
      const votes = Object.keys(Object(state.read('vote.iost', 'u_1', account)));
      return votes.length === 1 && votes[0] === node;
    });
    if (found !== undefined) return found;
    break;
  }
  throw new Error(`nobody votes for ${node}`);
}

test('before anything was read of the chain, and while nobody watches an account, nothing is asked', async () => {
  await using world = await openWorld(-1);
  expect(await world.at(-1)).toBe(0);
  const before = world.devnet.requestCount;
  const poll = createAccountPoll({
    accounts: store.accountWatches,
    ticks: store.ticks,
    reader: world.reader,
    clock: { now: () => NOON },
    latest: () => undefined,
    ended: new AbortController().signal,
  });
  await watch('v0000z_x', released);
  expect([await poll.run(), world.devnet.requestCount]).toEqual([0, before]);
});

test('what may be claimed is told when it reaches the amount, exactly, and once', async () => {
  // In step 1 the voters of hsmcapital are credited.
  const account = voterOf('hsmcapital');
  await using world = await openWorld(-1);
  const before = (await world.reader.voter(account))?.claimable ?? 0n;
  world.devnet.advance();
  world.devnet.advance();
  const after = (await world.reader.voter(account))?.claimable ?? 0n;
  expect(after).toBeGreaterThan(before);
  await using again = await openWorld(-1);
  await watch(account, { event: 'claimable', level: (before + after) / 2n, direction: 'up' });
  await watch(account, { event: 'claimable', level: before / 2n + 1n, direction: 'up' });
  await watch(account, { event: 'claimable', level: after + 1n, direction: 'up' });
  expect([await again.at(-1), await again.at(0), await again.at(0)]).toEqual([0, 0, 0]);
  expect(await again.at(1)).toBe(1);
  again.restart();
  expect([await again.at(1), await again.at(2)]).toEqual([0, 0]);
  expect(await alerts()).toMatchObject([
    {
      type: 'claimable',
      subject: account,
      before: String(before),
      after: String(after),
      sources: [expect.any(String)],
    },
  ]);
});

test('votes whose node left the election are told of, with how many they are', async () => {
  // In step 56 coinseeds is unregistered, and in step 88 it is back.
  const account = voterOf('coinseeds');
  await using world = await openWorld(54);
  await watch(account, orphaned);
  await watch(voterOf('hsmcapital'), orphaned);
  expect([await world.at(54), await world.at(55)]).toEqual([0, 0]);
  expect(await world.at(56)).toBe(1);
  expect([await world.at(57), await world.at(88), await world.at(89)]).toEqual([0, 0, 0]);
  const votes = (await world.reader.voter(account))?.votes.find(({ node }) => node === 'coinseeds')?.votes;
  expect(await alerts()).toMatchObject([{ type: 'orphaned', subject: account, before: '0', after: String(votes) }]);
});

test('unvoted tokens are told of when they are free, by the time of the chain, and once', async () => {
  // Free at the time of step 5, as its node says from the beginning.
  const releaseAt = 1_574_469_600_000;
  await using world = await openWorld(-1);
  await watch('v0000z_x', released);
  expect(await world.at(-1)).toBe(0);
  expect(await store.accountWatches.dueReleases(RECORDED, releaseAt)).toMatchObject([
    { account: 'v0000z_x', at: releaseAt },
  ]);
  world.restart();
  expect(await world.at(4)).toBe(0);
  expect(await world.at(5)).toBe(1);
  world.restart();
  expect([await world.at(5), await world.at(6)]).toEqual([0, 0]);
  expect(await alerts()).toMatchObject([{ type: 'released', subject: 'v0000z_x', times: { to: releaseAt } }]);
});

test('what is unvoted while it is watched is found by the votes that are missing', async () => {
  // In step 0 it unvotes, in step 1 nothing of it changes.
  await using world = await openWorld(-1);
  await watch('v00049_x', released);
  await world.at(-1);
  const afterAll = Number.MAX_SAFE_INTEGER;
  const early = await store.accountWatches.dueReleases(RECORDED, afterAll);
  await world.at(0);
  const later = await store.accountWatches.dueReleases(RECORDED, afterAll);
  expect(later.filter(({ at }) => !early.some((known) => known.at === at))).toMatchObject([
    { account: 'v00049_x', at: 1_574_727_000_000 },
  ]);
  const asked = world.devnet.requests.get('getAccount');
  await world.at(1);
  expect(world.devnet.requests.get('getAccount')).toBe(asked);
});

test('a round that cannot be saved is made up for by the next', async () => {
  let fails = true;
  const save: TickStore['save'] = async (tick) => {
    if (fails) throw new Error('the disk is full');
    return store.ticks.save(tick);
  };
  const account = voterOf('coinseeds');
  await using world = await openWorld(54, { save });
  await watch(account, orphaned);
  await watch('v0000z_x', released);
  await store.accountWatches.saveReleases('v0000z_x', { chain: RECORDED, at: [NOON - 1], now: 0, isOneSource: false });
  fails = false;
  await world.at(54);
  fails = true;
  await store.accountWatches.saveReleases('v0000z_x', {
    chain: RECORDED,
    at: [1_574_467_800_001],
    now: 0,
    isOneSource: false,
  });
  await expect(world.at(56)).rejects.toThrow('the disk is full');
  expect(await alerts()).toEqual([]);
  fails = false;
  expect(await world.at(57)).toBe(2);
  expect(await world.at(58)).toBe(0);
});

test('`mine` stands for the nodes that the accounts of its owner vote for, as they change', async () => {
  // From step 22 on whale_new votes for newnode_1.
  const nodes = async () =>
    (await store.db.selectFrom('triggers').select('subject').orderBy('subject').execute()).map(
      ({ subject }) => subject,
    );
  const online: Rule = { event: 'online', direction: 'both' };
  await store.people.saveAccount(anna, { account: voterOf('hsmcapital') }, 9);
  const mine = { subject: { kind: 'mine' }, rule: online, creator: anna, terms: ON_RECORDED } as const;
  await store.subscriptions.add(hers, mine, 9, NOON);
  await using world = await openWorld(20);
  await world.at(20);
  expect(await nodes()).toEqual(['hsmcapital']);
  await store.people.saveAccount(anna, { account: 'whale_new' }, 9);
  await world.at(21);
  expect(await nodes()).toEqual(['hsmcapital']);
  await world.at(22);
  expect(await nodes()).toEqual(['hsmcapital', 'newnode_1']);
  await store.people.removeAccount(anna, voterOf('hsmcapital'));
  await world.at(23);
  expect(await nodes()).toEqual(['newnode_1']);
});

test('a thousand accounts take at most 60 requests a round, and all are known after a few', async () => {
  await using world = await openWorld(-1);
  const [state] = recordedStates();
  for (const account of state?.fields('vote.iost', 'u_1').slice(0, 1_000) ?? []) {
    await watch(account, { event: 'claimable', level: 1n, direction: 'up' });
    await watch(account, released);
  }
  for (let rounds = 0; rounds < 4; rounds += 1) {
    while (world.devnet.step < rounds) world.devnet.advance();
    const readings = world.devnet.requestCount;
    await Promise.all([world.reader.standings(), world.reader.rewardState()]);
    const reading = world.devnet.requestCount - readings;
    const before = world.devnet.requestCount;
    await world.at(rounds);
    expect(world.devnet.requestCount - before - reading).toBeLessThanOrEqual(60);
  }
  const known = await store.db.selectFrom('metrics').select('subject').where('metric', '=', 'claimable').execute();
  expect(known).toHaveLength(1_000);
});
