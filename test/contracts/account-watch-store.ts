// What every store must do for the accounts that people watch, whatever database is behind it.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rule } from '../../src/election/rule.ts';
import { MAINNET, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  accountOf,
  anna,
  annaAbroad,
  ben,
  deliver,
  enqueue,
  follow,
  IOST,
  logEvent,
  nodeOf,
  online,
  ownerOf,
  roomOf,
  saveMetrics,
  TERMS,
  votes,
  watchOf,
} from '../support/alert-store.ts';
import { linkUp } from '../support/links.ts';

const claimable: Rule = { event: 'claimable', level: 100n * IOST, direction: 'up' };
const released: Rule = { event: 'released', direction: 'both' };
const MINE = { kind: 'mine' } as const;

/** `open` gives an empty store. */
export function accountWatchContract(name: string, open: () => Promise<AlertStore>): void {
  describe(name, () => {
    let opened: AlertStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    describe('watched accounts', () => watchedContract(() => opened));
    describe('history', () => historyContract(() => opened));
    describe('mine', () => mineContract(() => opened));
    describe('releases', () => releasesContract(() => opened));
  });
}

function watchedContract(store: () => AlertStore): void {
  test('are those of rules, each once and with its rules, and those of whoever watches mine', async () => {
    const { accountWatches, people, subscriptions } = store();
    expect(await accountWatches.watched()).toEqual([]);
    await subscriptions.add(ownerOf(anna), watchOf(accountOf('savings_1'), claimable), 10, NOON);
    await subscriptions.add(roomOf('-100'), watchOf(accountOf('savings_1'), claimable), 10, NOON);
    await subscriptions.add(roomOf('-100'), watchOf(accountOf('savings_1'), released), 10, NOON);
    await subscriptions.add(ownerOf(ben), watchOf(nodeOf('alice')), 10, NOON);
    await people.saveAccount(anna, { account: 'not_asked' }, 10);
    await people.saveAccount(ben, { account: 'bens_own' }, 10);
    await people.saveAccount(ben, { account: 'savings_1' }, 10);
    const one = { account: 'savings_1', rules: ['claimable', 'released'] };
    expect(await accountWatches.watched()).toEqual([one]);
    await subscriptions.add(ownerOf(ben), watchOf(MINE), 10, NOON);
    expect(await accountWatches.watched()).toEqual([{ account: 'bens_own', rules: [] }, one]);
  });

  test('leave nothing behind when nobody watches them any more', async () => {
    const { db, subscriptions, accountWatches } = store();
    const owners = [ownerOf(anna), ownerOf(ben)];
    for (const owner of owners) await subscriptions.add(owner, watchOf(accountOf('savings_1'), claimable), 10, NOON);
    await subscriptions.add(ownerOf(ben), watchOf(accountOf('kept_1'), claimable), 10, NOON);
    await saveMetrics(db, 'claimable', { savings_1: 5n, kept_1: 5n });
    await saveMetrics(db, 'votes', { savings_1: 5n });
    await accountWatches.saveReleases('savings_1', { chain: MAINNET, at: [NOON], now: NOON, isOneSource: false });
    const left = async () => ({
      metrics: (await db.selectFrom('metrics').select(['metric', 'subject']).orderBy('metric').execute()).length,
      releases: (await db.selectFrom('releases').select('account').execute()).length,
    });
    const removeFirst = async (index: number) => {
      const owner = owners[index] ?? ownerOf(anna);
      const [first] = await subscriptions.list(owner);
      await subscriptions.remove(owner, first?.id ?? 0);
    };
    await removeFirst(0);
    expect(await left()).toEqual({ metrics: 3, releases: 1 });
    await removeFirst(1);
    expect(await left()).toEqual({ metrics: 2, releases: 0 });
  });
}

function historyContract(store: () => AlertStore): void {
  test('of an account stays as long as it stands in that of somebody else', async () => {
    const { db, subscriptions, identities } = store();
    const ids: number[] = [];
    for (const owner of [ownerOf(anna), ownerOf(ben)]) {
      const added = await subscriptions.add(owner, watchOf(accountOf('savings_1'), claimable), 10, NOON);
      if (added.kind !== 'full') ids.push(added.subscription.id);
    }
    const [hers = 0, his = 0] = ids;
    const crossed = { type: 'claimable', subject: 'savings_1' };
    const [past, waiting] = [await logEvent(db, crossed), await logEvent(db, crossed)];
    const alone = await logEvent(db, crossed);
    await enqueue(db, hers, alone);
    for (const id of ids) await deliver(db, await enqueue(db, id, past));
    await enqueue(db, his, waiting, { message_key: 'on its way' });
    await subscriptions.remove(ownerOf(ben), his);
    await identities.forget(anna, NOON);
    const left = await db.selectFrom('events').select('id').orderBy('id').execute();
    expect(left.map(({ id }) => id)).toEqual([past, waiting]);
    expect((await subscriptions.alerts(ownerOf(ben), 10)).map(({ event }) => event?.id)).toEqual([waiting, past]);
  });
}

function mineContract(store: () => AlertStore): void {
  const renew = async (nodes: readonly string[]) => {
    const { accountWatches } = store();
    for (const { subscriptionId } of await accountWatches.ofMine()) {
      await accountWatches.setMine(subscriptionId, nodes, TERMS);
    }
  };
  const lines = async () => {
    const rows = store().db.selectFrom('triggers').select(['id', 'event', 'subject', 'side']).orderBy('id');
    return rows.execute();
  };

  test('is of each rule the accounts of those who made it, and of nobody who is linked with them', async () => {
    const { accountWatches, identities, people, subscriptions } = store();
    await people.saveAccount(anna, { account: 'one' }, 10);
    await people.saveAccount(annaAbroad, { account: 'two' }, 10);
    await people.saveAccount(annaAbroad, { account: 'one' }, 10);
    await people.saveAccount(ben, { account: 'bens' }, 10);
    await linkUp(store(), anna, annaAbroad);
    await subscriptions.add(ownerOf(anna), watchOf(MINE), 10, NOON);
    await subscriptions.add(ownerOf(annaAbroad), watchOf(MINE), 10, NOON);
    await subscriptions.add(ownerOf(anna), watchOf(MINE, votes(IOST)), 10, NOON);
    await subscriptions.add(ownerOf(ben), watchOf(nodeOf('alice')), 10, NOON);
    await subscriptions.add(roomOf('-100'), watchOf(MINE), 10, NOON);
    const ofMine = async () => (await accountWatches.ofMine()).map(({ accounts }) => accounts);
    expect(await ofMine()).toEqual([['one', 'two'], ['one'], []]);
    await identities.unlink(annaAbroad, NOON);
    expect(await ofMine()).toEqual([['one'], ['one'], [], ['one', 'two']]);
  });

  test('follows the votes, and lines that stay keep what they know', async () => {
    const { db, subscriptions } = store();
    await saveMetrics(db, 'votes', { alice: 2n * IOST, bob_1: 2n * IOST, carol: 2n * IOST });
    await subscriptions.add(ownerOf(anna), watchOf(MINE, online, { nodes: ['alice'] }), 10, NOON);
    await subscriptions.add(ownerOf(anna), watchOf(MINE, votes(IOST), { nodes: ['alice', 'bob_1'] }), 10, NOON);
    await subscriptions.add(ownerOf(anna), watchOf(nodeOf('alice')), 10, NOON);
    await db.updateTable('lines').set({ side: 0 }).where('subject', '=', 'bob_1').execute();
    const before = await lines();
    await renew(['bob_1', 'carol', 'carol']);
    const after = await lines();
    const named = after.map(({ event, subject, side }) => [event, subject, side]);
    expect(named.toSorted()).toEqual([
      ['online', 'alice', null],
      ['online', 'bob_1', null],
      ['online', 'carol', null],
      ['votes', 'bob_1', 0],
      ['votes', 'carol', 1],
    ]);
    expect(after).toContainEqual(before.find(({ subject }) => subject === 'bob_1'));
    await renew([]);
    expect(await lines()).toMatchObject([{ event: 'online', subject: 'alice' }]);
  });

  test('of nobody is nothing', async () => {
    await follow(store(), ownerOf(anna), 'alice');
    await store().accountWatches.setMine(1, ['bob_1'], TERMS);
    await store().accountWatches.setMine(99, ['bob_1'], TERMS);
    expect(await lines()).toMatchObject([{ subject: 'alice' }]);
  });
}

function releasesContract(store: () => AlertStore): void {
  test('are replaced, but for those that are due and were not told', async () => {
    const { accountWatches } = store();
    await accountWatches.saveReleases('one', {
      chain: MAINNET,
      at: [NOON + 1, NOON + 5, NOON + 5],
      now: NOON,
      isOneSource: false,
    });
    await accountWatches.saveReleases('two', { chain: MAINNET, at: [NOON + 3], now: NOON, isOneSource: false });
    expect(await accountWatches.dueReleases(MAINNET, NOON)).toEqual([]);
    expect(await accountWatches.dueReleases(MAINNET, NOON + 3)).toMatchObject([
      { account: 'one', at: NOON + 1 },
      { account: 'two', at: NOON + 3 },
    ]);
    await accountWatches.saveReleases('one', { chain: MAINNET, at: [NOON + 9], now: NOON + 2, isOneSource: false });
    expect(await accountWatches.dueReleases(MAINNET, NOON + 20)).toMatchObject([
      { account: 'one', at: NOON + 1 },
      { account: 'two', at: NOON + 3 },
      { account: 'one', at: NOON + 9 },
    ]);
    await accountWatches.saveReleases('one', { chain: MAINNET, at: [], now: NOON + 2, isOneSource: false });
    expect(await accountWatches.dueReleases(MAINNET, NOON + 20)).toHaveLength(2);
  });
}
