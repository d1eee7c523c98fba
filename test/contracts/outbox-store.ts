// What every outbox must do, whatever database is behind it.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, follow, ownerOf, roomOf } from '../support/alert-store.ts';
import { dropNews, linkUp, putFirst } from '../support/links.ts';
import { claimAt, claimOne, contents, crowd, delivered, happen, retry, settleAll } from '../support/outbox.ts';
import { closedPlacesContract } from './closed-places.ts';
import { destinationsContract } from './outbox-destinations.ts';
import { digestContract } from './outbox-digests.ts';
import { endsContract } from './outbox-ends.ts';
import { outcomesContract } from './outbox-outcomes.ts';
import { changesContract } from './outbox-owners.ts';

/** `open` gives an empty store. */
export function outboxContract(name: string, open: () => Promise<AlertStore>): void {
  describe(name, () => {
    let opened: AlertStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    const store = () => opened;
    describe('claiming', () => claimContract(store));
    describe('platforms that rest', () => restContract(store));
    describe('places that are closed', () => closedPlacesContract(store));
    describe('destinations', () => destinationsContract(store));
    describe('outcomes', () => outcomesContract(store));
    describe('digests and notices', () => digestContract(store));
    describe('what ends', () => endsContract(store));
    describe('owners that change while their message is under way', () => changesContract(store));
  });
}

const hers = ownerOf(anna);

function claimContract(store: () => AlertStore): void {
  test('everything due for one owner is one message, oldest first, and no more than that', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    expect(await outbox.nextDue()).toBeUndefined();
    for (const node of ['alice', 'bob_1']) await follow(opened, hers, node);
    await happen(opened, ['bob_1'], NOON);
    await happen(opened, ['alice', 'nobodys'], NOON + 1);
    expect(await outbox.nextDue()).toBe(NOON);
    expect(await claimAt(outbox, NOON - 1)).toEqual([]);
    const parcel = await claimOne(outbox, NOON + 1);
    expect(contents(parcel)).toEqual(['bob_1', 'alice']);
    const [, newer] = await subscriptions.list(hers);
    expect(parcel).toEqual({
      key: expect.stringMatching(/./),
      subscriberId: expect.any(Number),
      attempts: 0,
      destinations: [{ platform: 'console', to: { kind: 'person', userId: anna.userId } }],
      preferences: { zone: 'UTC' },
      alerts: (await subscriptions.alerts(hers, 9)).toReversed(),
    });
    expect(parcel.alerts[0]).toMatchObject({ kind: 'alert', subscription: newer, createdAt: NOON, outcome: 'waiting' });
    expect(await outbox.nextDue()).toBeUndefined();
  });

  test('whoever waits longest comes first, and no more at once than asked for', async () => {
    const opened = store();
    const { outbox } = opened;
    const owners = [hers, ownerOf(ben), roomOf('-100'), roomOf('-100', '7')];
    const order = [2, 0, 3, 1];
    for (const [index, owner] of owners.entries()) await follow(opened, owner, `node${index}`);
    for (const [after, index] of order.entries()) await happen(opened, [`node${index}`], NOON + after);
    await happen(opened, ['node2'], NOON + 9);
    const claimed: string[] = [];
    for (let calls = 0; calls < 2; calls += 1) {
      const parcels = await outbox.claim(NOON + HOUR_MS, 2, []);
      claimed.push(...parcels.flatMap((parcel) => contents(parcel)));
    }
    expect(claimed).toEqual(['node2', 'node2', 'node0', 'node3', 'node1']);
    expect(await outbox.claim(NOON + HOUR_MS, 2, [])).toEqual([]);
  });

  test('nobody has two under way', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    const first = await claimOne(outbox);
    await happen(opened, ['alice'], NOON + 1);
    expect(await claimAt(outbox, NOON + HOUR_MS)).toEqual([]);
    await settleAll(outbox, [first], delivered());
    const second = await claimOne(outbox, NOON + 1);
    expect(second.key).not.toBe(first.key);
    expect(second.alerts.map(({ createdAt }) => createdAt)).toEqual([NOON + 1]);
  });

  test('claims at the same moment share nothing', async () => {
    const opened = store();
    await crowd(opened, 'console', 10, 'alice');
    await happen(opened, ['alice']);
    const claims = await Promise.all([1, 2, 3].map(() => opened.outbox.claim(NOON, 4, [])));
    const owners = claims.flat().map(({ subscriberId }) => subscriberId);
    expect([owners.length, new Set(owners).size]).toEqual([10, 10]);
  });

  test('a message that was tried stays as it is, and what comes later waits behind it', async () => {
    const opened = store();
    const { outbox } = opened;
    for (const owner of [hers, ownerOf(ben)]) await follow(opened, owner, 'alice');
    await happen(opened, ['alice']);
    const parcels = await claimAt(outbox);
    const first = parcels[0];
    if (!first) throw new Error('nothing is due');
    await settleAll(outbox, [first], retry(NOON + 10_000));
    await settleAll(outbox, parcels.slice(1), delivered());
    await follow(opened, hers, 'bob_1');
    await happen(opened, ['alice', 'bob_1'], NOON + 1);
    const [others] = await claimAt(outbox, NOON + 1);
    expect(others?.subscriberId).not.toBe(first.subscriberId);
    expect(await claimAt(outbox, NOON + 9_999)).toEqual([]);
    expect(await outbox.nextDue()).toBe(NOON + 10_000);
    const again = await claimOne(outbox, NOON + 10_000);
    expect(again).toEqual({ ...first, attempts: 1 });
    await settleAll(outbox, [again], delivered());
    expect(contents(await claimOne(outbox, NOON + 10_000))).toEqual(['alice', 'bob_1']);
  });

  test('more than one message holds are several, one after the other, and nothing is lost', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    const terms = { chain: { chainId: 1024, netName: 'mainnet', synthetic: false }, threshold: 1n, time: NOON };
    const rule = { event: 'online', direction: 'both' } as const;
    await subscriptions.add(hers, { subject: { kind: 'all' }, rule, creator: anna, terms }, 1, NOON);
    const nodes = Array.from({ length: 2_300 }, (_, index) => `node${index}`);
    expect(await happen(opened, nodes)).toBe(2_300);
    const told: string[] = [];
    const keys = new Set<string>();
    for (let parcels = await claimAt(outbox); parcels.length > 0; parcels = await claimAt(outbox)) {
      expect(parcels).toHaveLength(1);
      await settleAll(outbox, parcels, retry(NOON));
      const again = await claimOne(outbox);
      expect([again.key, contents(again)]).toEqual([parcels[0]?.key, parcels.flatMap(contents)]);
      keys.add(again.key);
      told.push(...contents(again));
      await settleAll(outbox, [again], delivered());
    }
    expect(told).toEqual(nodes);
    expect(keys.size).toBeGreaterThan(1);
    expect((await subscriptions.alerts(hers, 9_999)).every(({ outcome }) => outcome === 'delivered')).toBe(true);
  });

  test('is counted: what waits, what of it is due, and what was given up', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    await follow(opened, hers, 'alice');
    await follow(opened, ownerOf(ben), 'alice');
    await subscriptions.savePreferences(ownerOf(ben), { zone: 'UTC' }, NOON + HOUR_MS, NOON);
    await happen(opened, ['alice']);
    expect(await outbox.counts(NOON - 1)).toEqual({ waiting: 3, due: 0, dead: 0 });
    expect(await outbox.counts(NOON)).toEqual({ waiting: 3, due: 2, dead: 0 });
    const [one, other] = await claimAt(outbox);
    if (!one || !other) throw new Error('nothing is due');
    await settleAll(outbox, [one], { kind: 'dead', outcome: 'rejected', why: 'too long', at: NOON });
    await settleAll(outbox, [other], delivered());
    expect(await outbox.counts(NOON)).toEqual({ waiting: 1, due: 0, dead: 1 });
  });
}

function restContract(store: () => AlertStore): void {
  /** Whatever is found by several calls, for one may not get through a crowd. */
  const claimed = async (resting: readonly string[]) => {
    const found = [];
    for (let calls = 0; calls < 4; calls += 1) found.push(...(await claimAt(store().outbox, NOON + HOUR_MS, resting)));
    return found.flatMap(({ destinations }) => destinations[0]?.platform ?? []);
  };

  test('are passed over without holding up others, and come back oldest first', async () => {
    const opened = store();
    const { outbox } = opened;
    await crowd(opened, 'elsewhere', 700, 'alice');
    await crowd(opened, 'console', 3, 'bob_1');
    await happen(opened, ['alice'], NOON);
    await happen(opened, ['bob_1'], NOON + 1);
    expect(await claimed(['elsewhere', 'nowhere'])).toEqual(['console', 'console', 'console']);
    expect(await outbox.nextDue()).toBeUndefined();
    expect(await outbox.counts(NOON)).toMatchObject({ waiting: 703, due: 700 });
    await crowd(opened, 'console', 1, 'carol');
    await happen(opened, ['carol'], NOON + 2);
    await happen(opened, ['alice'], NOON + 3);
    expect(await claimed(['elsewhere'])).toEqual(['console']);
    const back = await claimAt(outbox, NOON + HOUR_MS);
    expect(back.map(({ alerts }) => alerts.map(({ createdAt }) => createdAt))).toEqual(
      Array.from({ length: 32 }, () => [NOON, NOON + 3]),
    );
    expect(await outbox.nextDue()).toBe(NOON);
  });

  test('hold nobody whose messages go elsewhere meanwhile', async () => {
    const opened = store();
    const { outbox, identities } = opened;
    await follow(opened, ownerOf(annaAbroad), 'alice');
    const join = async () => {
      expect(await linkUp(opened, anna, annaAbroad)).toBe('linked');
    };
    await join();
    await happen(opened, ['alice']);
    expect(await claimAt(outbox, NOON, ['console'])).toEqual([]);
    await putFirst(opened, annaAbroad);
    const first = await claimOne(outbox, NOON, ['console']);
    expect(first.destinations[0]?.platform).toBe('elsewhere');
    await settleAll(outbox, [first], delivered());
    await putFirst(opened, anna);
    await happen(opened, ['alice'], NOON + 1);
    expect(await claimAt(outbox, NOON + 1, ['console'])).toEqual([]);
    await identities.unlink(anna, NOON);
    await dropNews(opened);
    await settleAll(outbox, [await claimOne(outbox, NOON + 1, ['console'])], delivered());
    await join();
    await happen(opened, ['alice'], NOON + 2);
    expect(await claimAt(outbox, NOON + 2, ['console', 'elsewhere'])).toEqual([]);
    expect(await claimAt(outbox, NOON + 2, ['elsewhere'])).toHaveLength(1);
  });

  test('a message that was tried and passed over is the same one afterwards', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    const first = await claimOne(outbox);
    await settleAll(outbox, [first], retry(NOON + 5, true));
    await happen(opened, ['alice'], NOON + 1);
    expect(await claimAt(outbox, NOON + 5, ['console'])).toEqual([]);
    const again = await claimOne(outbox, NOON + 6);
    expect(again).toEqual({ ...first, attempts: 1, unsure: { since: NOON, platform: 'console' } });
  });
}
