// What becomes of a message after an attempt, and after an end of the program in the middle of one; a part of the contract for
// outboxes.

import { expect, test } from 'vitest';
import type { ParcelOutcome } from '../../src/core/ports/outbox.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, follow, ownerOf } from '../support/alert-store.ts';
import { linkUp } from '../support/links.ts';
import { claimAt, claimOne, contents, crowd, delivered, gone, happen, retry, settleAll } from '../support/outbox.ts';

const hers = ownerOf(anna);
const hold = (dueAt: number): ParcelOutcome => ({ kind: 'hold', dueAt });

export function outcomesContract(store: () => AlertStore): void {
  test('what was delivered or given up stands in the history under the same id, of those alone', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    for (const owner of [hers, ownerOf(ben)]) await follow(opened, owner, 'alice');
    await happen(opened, ['alice']);
    const parcels = await claimAt(outbox);
    const before = await subscriptions.alerts(hers, 9);
    const dead = { kind: 'dead', outcome: 'rejected', why: 'too long', at: NOON + 7 } as const;
    await outbox.settle(
      parcels.map((parcel, index) => ({ parcel, outcome: index === 0 ? delivered(NOON + 5, 'console') : dead })),
    );
    expect(await subscriptions.alerts(hers, 9)).toEqual(
      before.map((alert) => ({ ...alert, outcome: 'delivered', settledAt: NOON + 5, platform: 'console' })),
    );
    const [rejected] = await subscriptions.alerts(ownerOf(ben), 9);
    expect(rejected).toMatchObject({ outcome: 'rejected', settledAt: NOON + 7 });
    expect(rejected).not.toHaveProperty('platform');
    expect(await claimAt(outbox, NOON + HOUR_MS)).toEqual([]);
    await settleAll(outbox, parcels, delivered(NOON + 9));
    expect((await subscriptions.alerts(hers, 9))[0]?.settledAt).toBe(NOON + 5);
  });

  test('a failed attempt is made again at its time, and counted', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    const first = await claimOne(outbox);
    await settleAll(outbox, [first], retry(NOON + 99.5));
    expect(await claimAt(outbox, NOON + 99)).toEqual([]);
    const second = await claimOne(outbox, NOON + 100);
    expect(second).toEqual({ ...first, attempts: 1 });
    await settleAll(outbox, [second], retry(NOON + 200));
    expect(await claimOne(outbox, NOON + 200)).toEqual({ ...first, attempts: 2 });
  });

  test('an attempt that may have arrived is remembered from its start on, the first of them', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    await settleAll(outbox, [await claimOne(outbox, NOON + 1)], retry(NOON + 10));
    const attempts: readonly (readonly [number, ParcelOutcome])[] = [
      [NOON + 10, retry(NOON + 20, true)],
      [NOON + 20, retry(NOON + 30, true)],
      [NOON + 30, retry(NOON + 40)],
      [NOON + 40, gone(NOON + 40, NOON + 50)],
      [NOON + 50, hold(NOON + 60)],
    ];
    for (const [at, outcome] of attempts) await settleAll(outbox, [await claimOne(outbox, at)], outcome);
    expect(await claimOne(outbox, NOON + 60)).toMatchObject({ unsure: { since: NOON + 10, platform: 'console' } });
  });

  test('what may have arrived on several platforms may have arrived on any', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await linkUp(opened, anna, annaAbroad);
    await happen(opened, ['alice']);
    await settleAll(outbox, [await claimOne(outbox)], retry(NOON + 1, true, 'console'));
    await settleAll(outbox, [await claimOne(outbox, NOON + 1)], retry(NOON + 2, true, 'elsewhere'));
    const parcel = await claimOne(outbox, NOON + 2);
    expect(parcel.unsure?.since).toBe(NOON);
    expect(['console', 'elsewhere']).not.toContain(parcel.unsure?.platform);
    await settleAll(outbox, [parcel], retry(NOON + 3, true, 'console'));
    expect((await claimOne(outbox, NOON + 3)).unsure).toEqual(parcel.unsure);
  });

  test('what is held is taken apart: later it is a message with whatever came meanwhile', async () => {
    const opened = store();
    const { outbox, subscriptions } = opened;
    await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    await settleAll(outbox, [await claimOne(outbox)], hold(NOON + HOUR_MS));
    expect(await outbox.nextDue()).toBe(NOON + HOUR_MS);
    await happen(opened, ['alice'], NOON + 1);
    const second = await claimOne(outbox, NOON + 1);
    expect([second.alerts.length, second.attempts]).toEqual([1, 0]);
    await settleAll(outbox, [second], hold(NOON + HOUR_MS));
    const third = await claimOne(outbox, NOON + HOUR_MS);
    expect(third).toMatchObject({ attempts: 0, alerts: [{ createdAt: NOON }, { createdAt: NOON + 1 }] });
    await settleAll(outbox, [third], hold(NOON + 2 * HOUR_MS));
    await subscriptions.savePreferences(hers, { zone: 'Asia/Tokyo' }, undefined, NOON + HOUR_MS + 1);
    expect(await claimOne(outbox, NOON + HOUR_MS + 1)).toMatchObject({ preferences: { zone: 'Asia/Tokyo' } });
  });

  test('what may have arrived is not taken apart', async () => {
    const opened = store();
    const { outbox } = opened;
    await follow(opened, hers, 'alice');
    await happen(opened, ['alice']);
    const first = await claimOne(outbox);
    await settleAll(outbox, [first], retry(NOON + 1, true));
    await settleAll(outbox, [await claimOne(outbox, NOON + 1)], hold(NOON + 5));
    await happen(opened, ['alice'], NOON + 2);
    expect(await claimAt(outbox, NOON + 4)).toEqual([]);
    const again = await claimOne(outbox, NOON + 5);
    expect([again.key, again.alerts]).toEqual([first.key, first.alerts]);
  });

  test('after an end of the program everything under way may have arrived, and is due at once', async () => {
    const opened = store();
    const { outbox } = opened;
    await crowd(opened, 'console', 3, 'alice');
    for (const node of ['bob_1', 'carol']) await follow(opened, hers, node);
    await happen(opened, ['alice', 'bob_1', 'carol']);
    const parcels = await claimAt(outbox, NOON + 5);
    const [settled, tried] = parcels;
    if (!settled || !tried) throw new Error('nothing is due');
    await settleAll(outbox, [settled], delivered());
    await settleAll(outbox, [tried], retry(NOON + 6, true));
    await claimAt(outbox, NOON + 6);
    await happen(opened, ['alice', 'bob_1'], NOON + 7);
    expect(await outbox.recover(NOON + 9)).toBe(3);
    const claimed = await claimAt(outbox, NOON + 9);
    const [fresh] = claimed.filter(({ unsure }) => !unsure);
    const again = claimed.filter(({ unsure }) => unsure).toSorted((a, b) => a.attempts - b.attempts);
    expect(fresh).toMatchObject({ subscriberId: settled.subscriberId, attempts: 0 });
    const since = { since: NOON + 5, platform: 'console' };
    expect(again).toEqual([
      ...parcels.slice(2).map((parcel) => ({ ...parcel, attempts: 0, unsure: since })),
      { ...tried, attempts: 1, unsure: since },
    ]);
    await settleAll(outbox, [...again, ...(fresh ? [fresh] : [])], delivered());
    expect(await outbox.recover(NOON + 10)).toBe(0);
    expect((await claimAt(outbox, NOON + 10)).map(contents)).toEqual([['alice'], ['alice'], ['bob_1']]);
  });
}
