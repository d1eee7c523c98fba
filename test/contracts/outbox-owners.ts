// Owners that are forgotten, join, part or move while a message to them is under way: whatever it comes to is settled without
// harm, and nothing comes back; a part of the contract for outboxes.

import { expect, test } from 'vitest';
import type { ParcelOutcome } from '../../src/core/ports/outbox.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, follow, ownerOf, roomOf } from '../support/alert-store.ts';
import { dropNews, linkUp } from '../support/links.ts';
import { claimAt, claimOne, contents, delivered, gone, happen, retry, settleAll } from '../support/outbox.ts';

const [hers, abroad] = [ownerOf(anna), ownerOf(annaAbroad)];
const LATER = NOON + HOUR_MS;
const OUTCOMES: readonly (readonly [string, ParcelOutcome])[] = [
  ['delivered', delivered(NOON + 1)],
  ['retry', retry(NOON + 1)],
  ['unsure', retry(NOON + 1, true)],
  ['hold', { kind: 'hold', dueAt: NOON + 1 }],
  ['dead', { kind: 'dead', outcome: 'rejected', why: 'too long', at: NOON + 1 }],
  ['gone', gone(NOON + 1)],
];

export function changesContract(store: () => AlertStore): void {
  const join = async () => {
    expect(await linkUp(store(), anna, annaAbroad)).toBe('linked');
  };
  const daily = { zone: 'UTC', digest: { every: 'day', at: 0, weekday: 1 } } as const;
  const outcomes = async (owner = hers) =>
    (await store().subscriptions.alerts(owner, 99)).map(({ outcome }) => outcome).toReversed();

  test.each(OUTCOMES)('forgotten: %s', async (_, outcome) => {
    const opened = store();
    const { outbox, identities, subscriptions } = opened;
    for (const owner of [hers, ownerOf(ben)]) await follow(opened, owner, 'alice');
    await subscriptions.savePreferences(hers, daily, NOON, NOON - 1);
    await happen(opened, ['alice']);
    const parcels = await claimAt(outbox);
    await identities.forget(anna, NOON);
    await settleAll(outbox, parcels, outcome);
    expect(await identities.dataOf(anna)).toEqual({});
    expect(await subscriptions.alerts(ownerOf(ben), 9)).toHaveLength(1);
    await follow(opened, hers, 'alice');
    await settleAll(outbox, parcels, outcome);
    expect(await outcomes()).toEqual([]);
    expect(await outbox.counts(LATER)).toMatchObject({
      waiting: (await outcomes(ownerOf(ben))).indexOf('waiting') + 1,
    });
    await happen(opened, ['alice'], LATER);
    expect(await outcomes()).toEqual(['waiting']);
  });

  test.each(OUTCOMES)('joined, both being told of the same: %s', async (kind, outcome) => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    for (const owner of [hers, abroad]) {
      await follow(opened, owner, 'alice');
      await subscriptions.savePreferences(owner, daily, NOON, NOON - 1);
    }
    await happen(opened, ['alice']);
    const parcels = await claimAt(outbox);
    expect(parcels.map(contents)).toEqual([
      ['digest', 'alice'],
      ['digest', 'alice'],
    ]);
    await join();
    await settleAll(outbox, parcels, outcome);
    const end = kind === 'delivered' ? ['delivered'] : kind === 'dead' ? ['rejected'] : undefined;
    const kinds = (await subscriptions.alerts(hers, 9)).map((alert) => `${alert.kind} ${alert.outcome}`);
    const told = end ? [...end, 'waiting'] : ['waiting'];
    expect(kinds.filter((word) => word.startsWith('alert')).length).toBe(1);
    expect(kinds.filter((word) => word.startsWith('digest')).length).toBe(told.length);
    const left = await claimAt(outbox, NOON + 1);
    expect(left.flatMap(contents)).toEqual(end ? [] : ['digest', 'alice']);
  });

  test('joined, each being told of something else: both are settled, and one message is next', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await follow(opened, abroad, 'bob_1');
    await happen(opened, ['alice', 'bob_1']);
    const parcels = await claimAt(outbox);
    await join();
    await happen(opened, ['alice', 'bob_1'], NOON + 1);
    expect(await claimAt(outbox, LATER)).toEqual([]);
    await settleAll(outbox, parcels.slice(0, 1), delivered());
    expect(await claimAt(outbox, LATER)).toEqual([]);
    await settleAll(outbox, parcels.slice(1), retry(LATER));
    const again = await claimOne(outbox, LATER);
    expect([again.key, contents(again)]).toEqual([parcels[1]?.key, ['bob_1']]);
    await settleAll(outbox, [again], delivered());
    expect(contents(await claimOne(outbox, LATER))).toEqual(['alice', 'bob_1']);
  });

  test.each([
    ['the one before', 0],
    ['the other before', 1],
  ])('joined, %s having been told: the one on its way is not tried again', async (_, told) => {
    const opened = store();
    const { outbox } = opened;
    for (const owner of [hers, abroad]) await follow(opened, owner, 'alice');
    await happen(opened, ['alice']);
    const parcels = await claimAt(outbox);
    await settleAll(outbox, parcels.slice(told, told + 1), delivered(NOON));
    await join();
    await settleAll(outbox, parcels, retry(NOON + 1, true));
    expect(await claimAt(outbox, LATER)).toEqual([]);
    expect(await outcomes()).toEqual(['delivered']);
    expect(await outbox.counts(LATER)).toMatchObject({ waiting: 0 });
  });

  test('parted: nobody at the platform that left says nothing of those that stay', async () => {
    const opened = store();
    const { outbox, identities } = opened;
    await follow(opened, ownerOf(annaAbroad), 'alice');
    await join();
    await happen(opened, ['alice']);
    const parcel = await claimOne(outbox);
    await identities.unlink(anna, NOON);
    await dropNews(opened);
    await settleAll(outbox, [parcel], gone(NOON + 1));
    const again = await claimOne(outbox, NOON + 1);
    expect(again.destinations).toEqual([{ platform: 'elsewhere', to: { kind: 'person', userId: annaAbroad.userId } }]);
    expect(again).toMatchObject({ key: parcel.key, subscriberId: parcel.subscriberId });
    expect(again).not.toHaveProperty('goneSince');
  });

  test.each(OUTCOMES)('a chat that goes on under another id: %s', async (kind, outcome) => {
    const opened = store();
    const { outbox, chats } = opened;
    await follow(opened, roomOf('-100'), 'alice');
    await happen(opened, ['alice']);
    const parcel = await claimOne(outbox);
    await chats.move({ platform: 'console', chatId: '-100' }, { platform: 'console', chatId: '-200' });
    await settleAll(outbox, [parcel], outcome);
    const again = await claimAt(outbox, NOON + 1);
    expect(again.flatMap(({ destinations }) => destinations)).toMatchObject(
      ['delivered', 'dead'].includes(kind) ? [] : [{ to: { kind: 'chat', chatId: '-200' } }],
    );
    expect(again.filter(({ goneSince }) => goneSince)).toEqual([]);
    expect(await outcomes(roomOf('-100'))).toEqual([]);
    expect(await outcomes(roomOf('-200'))).toHaveLength(1);
  });

  test('a chat that is dropped, or a subscription that is removed, meanwhile', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    const id = await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    const parcel = await claimOne(outbox);
    await subscriptions.remove(hers, id);
    await settleAll(outbox, [parcel], gone(NOON, NOON));
    const again = await claimOne(outbox);
    expect(again).toMatchObject({ key: parcel.key, alerts: [{ event: { subject: 'alice' } }] });
    expect(again.alerts[0]).not.toHaveProperty('subscription');
    expect(await outbox.dropGone(NOON + 1)).toHaveLength(1);
    await settleAll(outbox, [again], delivered(NOON + 1));
    expect(await outbox.counts(NOON)).toEqual({ waiting: 0, due: 0, dead: 0 });
    expect(await outcomes()).toEqual([]);
  });
}
