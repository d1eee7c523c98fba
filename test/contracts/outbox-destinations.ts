// Where messages go, and in which order that is tried; a part of the contract for outboxes.

import { expect, test } from 'vitest';
import { NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, follow, ownerOf, roomOf } from '../support/alert-store.ts';
import { dropNews, linkUp, putFirst } from '../support/links.ts';
import { claimAt, claimOne, delivered, gone, happen, retry, settleAll } from '../support/outbox.ts';

const hers = ownerOf(anna);
const home = { platform: 'console', to: { kind: 'person', userId: anna.userId } } as const;
const abroad = { platform: 'elsewhere', to: { kind: 'person', userId: annaAbroad.userId } } as const;

export function destinationsContract(store: () => AlertStore): void {
  const join = async () => {
    expect(await linkUp(store(), anna, annaAbroad)).toBe('linked');
  };
  /** Claimed, and delivered so that the next can be. */
  const destinations = async (now: number) => {
    await happen(store(), ['alice'], now);
    const parcel = await claimOne(store().outbox, now);
    await settleAll(store().outbox, [parcel], retry(now));
    const again = await claimOne(store().outbox, now);
    expect(again.destinations).toEqual(parcel.destinations);
    await store().outbox.settle([{ parcel: again, outcome: { kind: 'dead', outcome: 'expired', why: '', at: now } }]);
    return parcel.destinations;
  };

  test('of a person are the platforms that they linked, the one chosen as first before the others', async () => {
    const opened = store();
    const { identities, people } = opened;
    await follow(opened, hers, 'alice');
    expect(await destinations(NOON)).toEqual([home]);
    await join();
    expect(await destinations(NOON + 1)).toEqual([home, abroad]);
    await putFirst(store(), annaAbroad);
    await people.saveSettings(anna, { locale: 'zh-CN' });
    expect(await destinations(NOON + 2)).toEqual([abroad, { ...home, locale: 'zh-CN' }]);
    await identities.unlink(annaAbroad, NOON);
    await dropNews(store());
    expect(await destinations(NOON + 3)).toEqual([{ ...home, locale: 'zh-CN' }]);
  });

  test('of a chat are its topic, its language and the role that it may ping', async () => {
    const opened = store();
    const { outbox, subscriptions, chats, people } = opened;
    for (const room of [roomOf('-100'), roomOf('-100', '7'), roomOf(anna.userId)]) await follow(opened, room, 'alice');
    await chats.saveSettings({ platform: 'console', chatId: '-100' }, { locale: 'zh-CN' });
    await people.saveSettings(anna, { locale: 'en' });
    const preferences = { zone: 'Asia/Shanghai', pingRole: '55', quiet: { from: 0, to: 60 } };
    await subscriptions.savePreferences(roomOf('-100', '7'), preferences, undefined, NOON);
    await happen(opened, ['alice']);
    const parcels = await claimAt(outbox);
    expect(parcels.flatMap((parcel) => parcel.destinations)).toEqual([
      { platform: 'console', to: { kind: 'chat', chatId: '-100' }, locale: 'zh-CN' },
      { platform: 'console', to: { kind: 'chat', chatId: '-100', threadId: '7', pingRole: '55' }, locale: 'zh-CN' },
      { platform: 'console', to: { kind: 'chat', chatId: anna.userId } },
    ]);
    expect(parcels[1]?.preferences).toEqual(preferences);
  });

  test('come last where the last message found nobody, until one arrives there again', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await follow(opened, ownerOf(ben), 'bob_1');
    await join();
    await happen(opened, ['alice']);
    const first = await claimOne(outbox);
    await settleAll(outbox, [first], gone(NOON));
    const second = await claimOne(outbox);
    expect(second).toEqual({ ...first, attempts: 1, destinations: [abroad, { ...home, isGone: true }] });
    await settleAll(outbox, [second], gone(NOON + 5, NOON + 9, 'elsewhere'));
    const third = await claimOne(outbox, NOON + 9);
    const nobody = [home, abroad].map((destination) => ({ ...destination, isGone: true }));
    expect(third).toEqual({ ...first, attempts: 2, goneSince: NOON + 5, destinations: nobody });
    await settleAll(outbox, [third], gone(NOON + 9));
    expect((await claimOne(outbox, NOON + 9)).goneSince).toBe(NOON + 5);
    await settleAll(outbox, [third], delivered(NOON + 10));
    expect(await destinations(NOON + 11)).toEqual([home, { ...abroad, isGone: true }]);
  });

  test('of a person with two accounts on one platform are found gone one by one', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    expect(await linkUp(opened, anna, ben)).toBe('linked');
    const second = { platform: 'console', to: { kind: 'person', userId: ben.userId } } as const;
    await happen(opened, ['alice']);
    await settleAll(outbox, [await claimOne(outbox)], gone(NOON));
    const parcel = await claimOne(outbox);
    expect(parcel.destinations).toEqual([second, { ...home, isGone: true }]);
    expect(parcel).not.toHaveProperty('goneSince');
    await settleAll(outbox, [parcel], gone(NOON + 1));
    const again = await claimOne(outbox, NOON + 1);
    expect(again.goneSince).toBe(NOON + 1);
    await settleAll(outbox, [again], delivered());
    expect(await destinations(NOON + 2)).toEqual([home, { ...second, isGone: true }]);
  });

  test('of a chat that found nobody say since when', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, roomOf('-100'), 'alice');
    await happen(opened, ['alice']);
    for (const at of [NOON + 1, NOON + 2]) await settleAll(outbox, [await claimOne(outbox, at)], gone(at));
    const parcel = await claimOne(outbox, NOON + 3);
    expect(parcel).toMatchObject({ goneSince: NOON + 1, destinations: [{ to: { chatId: '-100' }, isGone: true }] });
    await settleAll(outbox, [parcel], delivered(NOON + 3));
    await happen(opened, ['alice'], NOON + 4);
    const found = await claimOne(outbox, NOON + 4);
    expect(found).not.toHaveProperty('goneSince');
    expect(found.destinations[0]).not.toHaveProperty('isGone');
  });
}
