// Digests, which are due again and again, and notices, which are told once; a part of the contract for outboxes.
import { expect, test } from 'vitest';
import type { Preferences } from '../../src/core/ports/subscription.ts';
import { nextLocal } from '../../src/core/values/zone.ts';
import { DAY_MS, HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, ownerOf } from '../support/alert-store.ts';
import { dropNews, linkUp } from '../support/links.ts';
import { claimAt, claimOne, contents, delivered, gone, retry, settleAll } from '../support/outbox.ts';

const hers = ownerOf(anna);
const EIGHT = 8 * 60;
const daily: Preferences = { zone: 'Europe/Berlin', digest: { every: 'day', at: EIGHT, weekday: 1 } };
/** Clocks in Berlin go back in the night after it. */
const DUE = Date.UTC(2026, 9, 24, 6);

export function digestContract(store: () => AlertStore): void {
  const save = (preferences: Preferences, due: number | undefined, now = DUE - DAY_MS) =>
    store().subscriptions.savePreferences(hers, preferences, due, now);
  const waits = async () =>
    (await store().subscriptions.alerts(hers, 99)).filter(({ outcome }) => outcome === 'waiting');

  test('a digest is due again at its next local time, when the clocks change too', async () => {
    const { outbox } = store();
    await save(daily, DUE);
    expect(await claimAt(outbox, DUE - 1)).toEqual([]);
    const first = await claimOne(outbox, DUE + 5);
    expect(first.alerts).toMatchObject([{ kind: 'digest', createdAt: DUE }]);
    expect(await waits()).toHaveLength(1);
    await settleAll(outbox, [first], delivered(DUE + 9));
    expect(await outbox.nextDue()).toBe(DUE + 25 * HOUR_MS);
    const second = await claimOne(outbox, DUE + 25 * HOUR_MS);
    expect(second.key).not.toBe(first.key);
    await settleAll(outbox, [second], { kind: 'dead', outcome: 'rejected', why: 'x', at: DUE + 25 * HOUR_MS });
    expect(await outbox.nextDue()).toBe(DUE + 49 * HOUR_MS);
    expect(await waits()).toHaveLength(1);
  });

  test.each<[string, Preferences]>([
    ['weekly', { ...daily, digest: { every: 'week', at: EIGHT, weekday: 7 } }],
    ['in another zone', { ...daily, zone: 'Asia/Tokyo' }],
    ['at another time', { zone: 'UTC', digest: { every: 'day', at: 0, weekday: 1 } }],
  ])('what is preferred by the time it was sent decides on the next: %s', async (_, wanted) => {
    const { outbox } = store();
    await save(daily, DUE);
    const parcel = await claimOne(outbox, DUE);
    const { digest, zone } = wanted;
    const due = nextLocal(zone, digest?.at ?? 0, digest?.every === 'week' ? digest.weekday : undefined, DUE + 7);
    await save(wanted, due, DUE + 1);
    expect(await waits()).toHaveLength(1);
    await settleAll(outbox, [parcel], delivered(DUE + 7));
    expect(await waits()).toHaveLength(1);
    expect(await outbox.nextDue()).toBe(due);
  });

  test('turned off while it was sent there is none any more, and turned on again there is one', async () => {
    const { outbox } = store();
    await save(daily, DUE);
    const parcel = await claimOne(outbox, DUE);
    await save({ zone: 'UTC' }, undefined, DUE + 1);
    await settleAll(outbox, [parcel], delivered(DUE + 7));
    expect(await outbox.nextDue()).toBeUndefined();
    expect(await waits()).toEqual([]);
    await save(daily, DUE + DAY_MS, DUE + 8);
    expect(await outbox.nextDue()).toBe(DUE + DAY_MS);
  });

  test('a digest that is held, tried again or at nobody stays the only one', async () => {
    const { outbox } = store();
    await save(daily, DUE);
    let now = DUE;
    const outcomes = [{ kind: 'hold', dueAt: DUE + 1 } as const, retry(DUE + 2, true), gone(DUE + 2, DUE + 3)];
    for (const outcome of outcomes) {
      await settleAll(outbox, [await claimOne(outbox, now)], outcome);
      now = await outbox.nextDue().then(Number);
      expect(await waits()).toMatchObject([{ kind: 'digest' }]);
    }
    expect(now).toBe(DUE + 3);
  });

  test('a notice is told once, also after it was sent or given up', async () => {
    const { outbox, subscriptions } = store();
    expect(await outbox.notify(anna, 'stalled 1', 'the chain stands still', NOON)).toBe(true);
    expect(await outbox.notify(anna, 'stalled 1', 'the chain stands still', NOON + 1)).toBe(false);
    const parcel = await claimOne(outbox);
    expect(contents(parcel)).toEqual(['the chain stands still']);
    expect(parcel.alerts).toMatchObject([{ kind: 'notice', createdAt: NOON }]);
    expect(await outbox.notify(anna, 'stalled 1', 'the chain stands still', NOON + 1)).toBe(false);
    await settleAll(outbox, [parcel], delivered());
    expect(await outbox.notify(anna, 'stalled 1', 'the chain stands still', NOON + 2)).toBe(false);
    expect(await subscriptions.alerts(hers, 9)).toEqual([]);
    expect(await outbox.notify(anna, 'stalled 2', 'again', NOON + 2)).toBe(true);
    await settleAll(outbox, [await claimOne(outbox, NOON + 2)], { kind: 'dead', outcome: 'gone', why: '', at: NOON });
    expect(await outbox.notify(anna, 'stalled 2', 'again', NOON + 2)).toBe(false);
    expect(await outbox.notify(ben, 'stalled 1', 'the chain stands still', NOON + 2)).toBe(true);
    expect(await claimAt(outbox, NOON + 2)).toHaveLength(1);
  });

  test('a notice is for the account that it names, whoever that is linked with and wherever alerts go', async () => {
    const { outbox, identities, subscriptions } = store();
    await linkUp(store(), anna, annaAbroad);
    await outbox.notify(annaAbroad, 'stalled', 'the chain stands still', NOON);
    await identities.unlink(anna, NOON);
    await dropNews(store());
    const parcel = await claimOne(outbox);
    expect(parcel.destinations).toEqual([
      { platform: annaAbroad.platform, to: { kind: 'person', userId: annaAbroad.userId } },
    ]);
    await settleAll(outbox, [parcel], delivered());
    for (const owner of [hers, ownerOf(annaAbroad)]) expect(await subscriptions.alerts(owner, 9)).toEqual([]);
    expect(await outbox.notify(annaAbroad, 'stalled', 'the chain stands still', NOON)).toBe(false);
    await identities.forget(annaAbroad, NOON);
    expect(await identities.dataOf(annaAbroad)).toEqual({});
  });
}
