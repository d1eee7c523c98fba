// What is given up and dropped: alerts that are too old, owners that are gone, and the history; a part of the contract for
// outboxes.

import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MAINNET, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  accountOf,
  anna,
  annaAbroad,
  ben,
  follow,
  IOST,
  ownerOf,
  roomOf,
  watchOf,
} from '../support/alert-store.ts';
import { linkUp, putFirst } from '../support/links.ts';
import { claimAt, claimOne, contents, crowd, delivered, gone, happen, retry, settleAll } from '../support/outbox.ts';

const hers = ownerOf(anna);

export function endsContract(store: () => AlertStore): void {
  const outcomes = async (owner = hers) =>
    (await store().subscriptions.alerts(owner, 99)).map(({ outcome }) => outcome).toReversed();

  test('alerts that are too old become dead letters, unless they are under way', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    for (const owner of [hers, ownerOf(ben), roomOf('-100')]) await follow(opened, owner, 'alice');
    await happen(opened, ['alice'], NOON);
    const [underWay, tried, held] = await claimAt(outbox);
    if (!underWay || !tried || !held) throw new Error('nothing is due');
    await settleAll(outbox, [tried], retry(NOON + 2 * DAY_MS, true));
    await settleAll(outbox, [held], { kind: 'hold', dueAt: NOON + 2 * DAY_MS });
    await happen(opened, ['alice'], NOON + HOUR_MS);
    expect(await outbox.expire(NOON, NOON + DAY_MS)).toBe(0);
    expect(await outbox.expire(NOON + 1, NOON + DAY_MS)).toBe(2);
    expect(await outcomes()).toEqual(['waiting', 'waiting']);
    expect(await outcomes(ownerOf(ben))).toEqual(['expired', 'waiting']);
    expect(await outcomes(roomOf('-100'))).toEqual(['expired', 'waiting']);
    expect((await subscriptions.alerts(ownerOf(ben), 9))[1]?.settledAt).toBe(NOON + DAY_MS);
    expect(await outbox.counts(NOON)).toMatchObject({ waiting: 4, dead: 2 });
    await settleAll(outbox, [underWay], retry(NOON + DAY_MS));
    expect(await outbox.expire(NOON + 1, NOON + DAY_MS)).toBe(1);
    expect((await claimAt(outbox, NOON + DAY_MS)).map(contents)).toEqual([['alice'], ['alice'], ['alice']]);
  });

  test('a digest is too old a day after it was due, and the next one is not given up with it', async () => {
    const { outbox, subscriptions } = store();
    const weekly = { zone: 'UTC', digest: { every: 'week', at: 0, weekday: 1 } } as const;
    const due = Date.UTC(2026, 10, 30);
    await subscriptions.savePreferences(hers, weekly, due, NOON);
    expect(await outbox.expire(due, due + DAY_MS)).toBe(0);
    await settleAll(outbox, [await claimOne(outbox, due)], retry(due + HOUR_MS));
    expect(await outbox.expire(due, due + DAY_MS)).toBe(0);
    expect(await outbox.expire(due + 1, due + DAY_MS)).toBe(1);
    expect(await outcomes()).toEqual(['expired', 'waiting']);
    expect(await outbox.nextDue()).toBe(due + 7 * DAY_MS);
    expect(await outbox.expire(due + 7 * DAY_MS, due + 8 * DAY_MS)).toBe(0);
    expect(await outbox.expire(due + 7 * DAY_MS + 1, due + 8 * DAY_MS)).toBe(1);
  });

  test('of somebody who is gone, dead letters say so', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    await settleAll(outbox, [await claimOne(outbox)], gone(NOON, NOON + HOUR_MS));
    expect(await outbox.expire(NOON + 1, NOON + DAY_MS)).toBe(1);
    expect(await outcomes()).toEqual(['gone']);
  });

  test('owners that are gone for long enough are dropped with all they have, and nobody else', async () => {
    const opened = store();
    const { outbox, subscriptions, identities } = opened;
    const claimable = { event: 'claimable', level: IOST, direction: 'up' } as const;
    for (const owner of [hers, ownerOf(ben), roomOf('-100', '7'), roomOf('-200')]) await follow(opened, owner, 'alice');
    await subscriptions.add(hers, watchOf(accountOf('savings_1'), claimable), 9, NOON);
    await linkUp(opened, ben, { ...ben, platform: 'elsewhere' });
    await happen(opened, ['alice'], NOON, {
      metrics: [{ metric: 'claimable', subject: 'savings_1', value: 1n }],
    });
    const parcels = await claimAt(outbox);
    for (const [index, parcel] of parcels.entries()) {
      await settleAll(outbox, [parcel], gone(NOON + index, NOON + HOUR_MS));
    }
    await happen(opened, ['alice'], NOON + 1);
    expect(await outbox.dropGone(NOON)).toEqual([]);
    expect(await outbox.dropGone(NOON + 3)).toEqual([
      { platform: 'console', to: { kind: 'person', userId: anna.userId }, isGone: true },
      { platform: 'console', to: { kind: 'chat', chatId: '-100', threadId: '7' }, isGone: true },
    ]);
    const lists = [hers, ownerOf(ben), roomOf('-100', '7'), roomOf('-200')].map((owner) => subscriptions.list(owner));
    expect((await Promise.all(lists)).map((list) => list.length)).toEqual([0, 1, 0, 1]);
    const creations = Object.entries(await identities.dataOf(anna)).map(([table, rows]) => [table, rows.length]);
    expect(creations).toEqual([['subscriptions', 1]]);
    expect(await outcomes()).toEqual([]);
    expect(await opened.accountWatches.watched()).toEqual([]);
    expect((await claimAt(outbox, NOON + HOUR_MS)).map(({ subscriberId }) => subscriberId)).toEqual(
      [parcels[1], parcels[3]].map((parcel) => parcel?.subscriberId),
    );
    expect(await outbox.dropGone(NOON + 3)).toEqual([]);
  });

  test('whoever was found in time, or comes back by themselves, is not dropped', async () => {
    const opened = store();
    const { outbox, subscriptions, chats } = opened;
    const people = await crowd(opened, 'console', 4, 'alice');
    await follow(opened, roomOf('-100'), 'alice');
    await happen(opened, ['alice']);
    await settleAll(outbox, await claimAt(outbox), gone(NOON, NOON + 1));
    const [first, second, third, fourth] = people.map(ownerOf);
    if (!first || !second || !third || !fourth || !people[1]) throw new Error('nobody is there');
    const [found] = await claimAt(outbox, NOON + 1);
    if (!found) throw new Error('nothing is due');
    await settleAll(outbox, [found], delivered(NOON + 1));
    await putFirst(opened, people[1]);
    await follow(opened, third, 'bob_1');
    await subscriptions.savePreferences(fourth, { zone: 'Asia/Tokyo' }, undefined, NOON);
    await chats.move({ platform: 'console', chatId: '-100' }, { platform: 'console', chatId: '-200' });
    expect(await outbox.dropGone(NOON + DAY_MS)).toEqual([]);
    for (const owner of [first, second, third, fourth, roomOf('-200')]) {
      expect(await subscriptions.list(owner)).not.toEqual([]);
    }
  });

  test('a linked person who is gone on one platform is not dropped', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await linkUp(opened, anna, annaAbroad);
    await happen(opened, ['alice']);
    await settleAll(outbox, [await claimOne(outbox)], gone(NOON));
    expect(await outbox.dropGone(NOON + DAY_MS)).toEqual([]);
    await settleAll(outbox, [await claimOne(outbox)], gone(NOON + 5, NOON + 5, 'elsewhere'));
    expect(await outbox.dropGone(NOON + 5)).toEqual([]);
    expect(await outbox.dropGone(NOON + 6)).toHaveLength(1);
  });

  test('the history is kept for its time, and an event as long as an alert of it is', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    for (const node of ['alice', 'bob_1']) await follow(opened, hers, node);
    await follow(opened, ownerOf(ben), 'bob_1');
    await subscriptions.savePreferences(ownerOf(ben), { zone: 'UTC' }, undefined, NOON);
    await happen(opened, ['alice', 'nobodys'], NOON);
    await settleAll(outbox, [await claimOne(outbox)], delivered(NOON + 1));
    await happen(opened, ['bob_1'], NOON + 2);
    const [one, other] = await claimAt(outbox, NOON + 2);
    if (!one || !other) throw new Error('nothing is due');
    await settleAll(outbox, [one], delivered(NOON + DAY_MS));
    const events = async () =>
      (await subscriptions.events(MAINNET, ['online'], undefined, 0)).map((event) => event.subject);
    expect(await events()).toEqual(['alice', 'nobodys', 'bob_1']);
    await outbox.prune(NOON + 1);
    expect(await events()).toEqual(['alice', 'bob_1']);
    expect(await outcomes()).toEqual(['delivered', 'delivered']);
    await outbox.prune(NOON + HOUR_MS);
    expect(await events()).toEqual(['bob_1']);
    expect(await outcomes()).toEqual(['delivered']);
    await outbox.prune(NOON + DAY_MS + 1);
    expect(await outcomes()).toEqual([]);
    expect(await events()).toEqual(['bob_1']);
    await settleAll(outbox, [other], { kind: 'dead', outcome: 'rejected', why: '', at: NOON + DAY_MS });
    await outbox.prune(NOON + DAY_MS + 1);
    expect([await events(), await outbox.counts(NOON)]).toEqual([[], { waiting: 0, due: 0, dead: 0 }]);
  });
}
