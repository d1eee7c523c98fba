// What each side keeps when one leaves; a part of the contract for identities.
import { expect, test } from 'vitest';
import type { Preferences } from '../../src/core/ports/subscription.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, follow, ownerOf, roomOf, watchOf } from '../support/alert-store.ts';
import { dropNews, linkUp } from '../support/links.ts';
import { claimAt, delivered, happen, settleAll } from '../support/outbox.ts';

const LATER = NOON + HOUR_MS;
const [hers, abroad] = [ownerOf(anna), ownerOf(annaAbroad)];

export function leavingContract(store: () => AlertStore): void {
  const nodes = async (owner = hers) =>
    (await store().subscriptions.list(owner)).map(({ subject }) => (subject.kind === 'node' ? subject.node : '*'));
  const told = async (owner = hers) =>
    (await store().subscriptions.alerts(owner, 99)).map(({ event, outcome }) => `${event?.subject} ${outcome}`);

  test.each([
    ['the one who made the code', anna],
    ['the one who took it', annaAbroad],
  ])('leaves each what it made, and both what both made: %s', async (_, leaver) => {
    const opened = store();
    for (const node of ['alice', 'both']) await follow(opened, hers, node);
    for (const node of ['bob_1', 'both']) await follow(opened, abroad, node);
    await linkUp(opened, anna, annaAbroad);
    for (const owner of [hers, abroad]) await follow(opened, owner, 'later');
    await follow(opened, hers, 'hers_later');
    expect(await nodes()).toEqual(['alice', 'both', 'bob_1', 'later', 'hers_later']);
    expect(await opened.identities.unlink(leaver, NOON)).toBe(true);
    expect((await nodes()).toSorted()).toEqual(['alice', 'both', 'hers_later', 'later']);
    expect((await nodes(abroad)).toSorted()).toEqual(['bob_1', 'both', 'later']);
    expect(await opened.identities.linked(anna)).toEqual([anna]);
    expect(await opened.identities.linked(annaAbroad)).toEqual([annaAbroad]);
    expect(await opened.identities.unlink(leaver, NOON)).toBe(false);
    await follow(opened, hers, 'carol');
    expect(await nodes(abroad)).toHaveLength(3);
  });

  test('of three leaves the other two together', async () => {
    const opened = store();
    for (const [owner, node] of [
      [hers, 'alice'],
      [abroad, 'bob_1'],
      [ownerOf(ben), 'carol'],
    ] as const)
      await follow(opened, owner, node);
    await linkUp(opened, anna, annaAbroad);
    await linkUp(opened, anna, ben);
    await opened.identities.unlink(annaAbroad, NOON);
    expect(await nodes(abroad)).toEqual(['bob_1']);
    expect(await nodes()).toEqual(['alice', 'carol']);
    expect(await opened.identities.linked(ben)).toEqual([anna, ben]);
    await opened.identities.unlink(anna, NOON);
    expect(await nodes(ownerOf(ben))).toEqual(['carol']);
  });

  test('tells both afterwards what both watch, each at its own place', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await follow(opened, abroad, 'alice');
    await linkUp(opened, anna, annaAbroad);
    await opened.identities.unlink(anna, NOON);
    await dropNews(opened);
    await happen(opened, ['alice']);
    const parcels = await claimAt(outbox);
    expect(parcels.map(({ destinations }) => destinations.map(({ platform }) => platform)).toSorted()).toEqual([
      ['console'],
      ['elsewhere'],
    ]);
    for (const { alerts } of parcels) expect(alerts[0]?.subscription?.subject).toEqual({ kind: 'node', node: 'alice' });
  });

  test('leaves what waits to whose rule it is of, and to both where a rule of each tells it', async () => {
    const opened = store();
    await follow(opened, hers, 'alice');
    await follow(opened, abroad, 'bob_1');
    await follow(opened, hers, 'both');
    await follow(opened, abroad, 'both');
    await follow(opened, hers, 'carol');
    await linkUp(opened, anna, annaAbroad);
    await happen(opened, ['alice', 'bob_1', 'both']);
    await opened.identities.unlink(anna, NOON);
    expect((await told()).toSorted()).toEqual(['alice waiting', 'both waiting']);
    expect((await told(abroad)).toSorted()).toEqual(['bob_1 waiting', 'both waiting']);
    for (const { subscription } of await opened.subscriptions.alerts(hers, 9)) expect(subscription).toBeDefined();
  });

  test('leaves what waits to one who would have been told it by another rule', async () => {
    const opened = store();
    await follow(opened, hers, 'alice');
    await linkUp(opened, anna, annaAbroad);
    await opened.subscriptions.add(abroad, watchOf({ kind: 'all' }), 9, NOON);
    await happen(opened, ['alice', 'bob_1']);
    await opened.identities.unlink(anna, NOON);
    expect(await told()).toEqual(['alice waiting']);
    expect((await told(abroad)).toSorted()).toEqual(['alice waiting', 'bob_1 waiting']);
  });

  test('tells again, as what may have arrived, what was on its way to the others', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await follow(opened, abroad, 'bob_1');
    await linkUp(opened, annaAbroad, anna);
    await happen(opened, ['alice', 'bob_1']);
    const parcels = await claimAt(outbox);
    await opened.identities.unlink(anna, NOON);
    await dropNews(opened);
    await settleAll(outbox, parcels, delivered(NOON, 'elsewhere'));
    expect(await told(abroad)).toEqual(['bob_1 delivered']);
    const [again, ...others] = await claimAt(outbox, NOON);
    expect(others).toEqual([]);
    expect(again).toMatchObject({ destinations: [{ to: { userId: anna.userId } }], unsure: { since: NOON } });
    expect(again?.key).not.toBe(parcels[0]?.key);
    await settleAll(outbox, again ? [again] : [], delivered(LATER));
    expect(await told()).toEqual(['alice delivered']);
  });

  test('leaves the history to whose rules it is of, and what both made to the one who was told', async () => {
    const opened = store();
    const { outbox } = opened;
    for (const node of ['alice', 'both']) await follow(opened, hers, node);
    await happen(opened, ['alice']);
    await settleAll(outbox, await claimAt(outbox), delivered());
    await opened.subscriptions.enqueueTest(abroad, NOON);
    await settleAll(outbox, await claimAt(outbox), delivered(NOON, 'elsewhere'));
    await linkUp(opened, anna, annaAbroad);
    for (const node of ['bob_1', 'both']) await follow(opened, abroad, node);
    for (const platform of ['console', 'elsewhere']) {
      await happen(opened, ['alice', 'bob_1', 'both']);
      await settleAll(outbox, await claimAt(outbox), delivered(NOON, platform));
    }
    await opened.subscriptions.remove(abroad, (await opened.subscriptions.list(hers))[0]?.id ?? 0);
    await opened.identities.unlink(annaAbroad, NOON);
    expect((await told()).toSorted()).toEqual([...Array(3).fill('alice delivered'), 'both delivered']);
    expect((await told(abroad)).toSorted()).toEqual([
      ...Array(2).fill('bob_1 delivered'),
      'both delivered',
      'undefined delivered',
    ]);
    for (const { event, subscription } of await opened.subscriptions.alerts(abroad, 9)) {
      expect(subscription?.subject).toEqual(event && { kind: 'node', node: event.subject });
    }
  });

  test('leaves both to hear as they have set it', async () => {
    const { subscriptions } = store();
    const daily: Preferences = { zone: 'Asia/Tokyo', digest: { every: 'day', at: 480, weekday: 1 } };
    await subscriptions.savePreferences(hers, daily, LATER, NOON);
    await linkUp(store(), anna, annaAbroad);
    await store().identities.unlink(annaAbroad, NOON);
    for (const owner of [hers, abroad]) {
      expect(await subscriptions.preferences(owner)).toEqual(daily);
      expect(await subscriptions.alerts(owner, 9)).toMatchObject([{ kind: 'digest' }]);
    }
  });

  test('and chats are nobody', async () => {
    const opened = store();
    await follow(opened, roomOf(anna.userId), 'alice');
    await linkUp(opened, anna, annaAbroad);
    expect(await nodes()).toEqual([]);
    expect(await opened.subscriptions.list(roomOf(anna.userId))).toHaveLength(1);
  });
}
