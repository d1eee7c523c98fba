// Codes that join people's platforms, and how few wrong ones one may try; a part of the contract for identities.
import { expect, test } from 'vitest';
import type { PersonKey } from '../../src/core/ports/ids.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, benAbroad, follow, ownerOf } from '../support/alert-store.ts';
import { linkUp, sayYes } from '../support/links.ts';

const LATER = NOON + HOUR_MS;

const takerOf =
  (store: () => AlertStore) =>
  (who: PersonKey, code: string, now = NOON): Promise<string> =>
    sayYes(store(), who, code, now);

export function codesContract(store: () => AlertStore): void {
  const take = takerOf(store);

  test('are of eight characters that are not mistaken for each other, and never the same', async () => {
    const { identities } = store();
    const people = Array.from({ length: 200 }, (_, index) => ({ platform: 'console', userId: `${index}` }));
    const codes = await Promise.all(people.map((person) => identities.createCode(person, LATER, NOON)));
    for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    expect(new Set(codes).size).toBe(200);
    // Of 31 characters 1,600 draws leave none out, or the dice are loaded (once in 10^21 runs).
    expect(new Set(codes.join('')).size).toBe(31);
  });

  test('are for one who takes them, however they are written, and for the one who made them', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const written = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(await take(annaAbroad, written)).toBe('asked');
    expect(await take(benAbroad, code)).toBe('unknown');
    expect(await identities.linked(annaAbroad)).toEqual([annaAbroad]);
    expect(await take(anna, written)).toBe('linked');
    expect(await identities.linked(annaAbroad)).toEqual([anna, annaAbroad]);
    expect(await identities.linked(anna)).toEqual([anna, annaAbroad]);
    expect(await take(benAbroad, code)).toBe('unknown');
    expect(await identities.linked(benAbroad)).toEqual([benAbroad]);
  });

  test('end at their time, with the next one, and when their person leaves or is forgotten', async () => {
    const { identities, db } = store();
    expect(await take(benAbroad, await identities.createCode(anna, NOON, NOON))).toBe('unknown');
    expect(await take(benAbroad, await identities.createCode(anna, LATER, NOON), LATER)).toBe('unknown');
    const older = await identities.createCode(anna, LATER, NOON);
    await identities.createCode(anna, LATER, NOON);
    expect(await take(benAbroad, older)).toBe('unknown');
    const forgotten = await identities.createCode(anna, LATER, NOON);
    await identities.forget(anna, NOON);
    expect(await take(benAbroad, forgotten)).toBe('unknown');
    await linkUp(store(), anna, annaAbroad);
    const left = await identities.createCode(annaAbroad, LATER, NOON);
    await identities.unlink(annaAbroad, NOON);
    expect(await take(ben, left)).toBe('unknown');
    await identities.createCode(anna, NOON + 1, NOON);
    await identities.createCode(ben, LATER, NOON + 1);
    expect(await db.selectFrom('link_requests').select('user_id').execute()).toEqual([{ user_id: ben.userId }]);
  });

  test('one that is forged, of oneself or of someone joined already changes nothing', async () => {
    const opened = store();
    const { identities, subscriptions, db } = opened;
    await follow(opened, ownerOf(anna), 'alice');
    await linkUp(opened, anna, annaAbroad);
    await follow(opened, ownerOf(ben), 'bob_1');
    const code = await identities.createCode(anna, LATER, NOON);
    const before = await db.selectFrom('identities').selectAll().orderBy('user_id').execute();
    for (const [who, answer] of [
      [anna, 'own'],
      [annaAbroad, 'already'],
    ] as const) {
      expect(await identities.lookUp(who, code, NOON)).toBe(answer);
      expect(await take(who, code)).toBe(answer);
    }
    for (const forged of ['', 'AAAAAAAA', "' or 1=1 --", '%', '\u0000', `${code}${code}`, 'x'.repeat(100_000)]) {
      expect(await identities.lookUp({ ...ben, userId: forged }, forged, NOON)).toBe('unknown');
      expect(await identities.agree({ ...ben, userId: forged }, forged, LATER, NOON)).toBe('unknown');
    }
    expect(await db.selectFrom('identities').selectAll().orderBy('user_id').execute()).toEqual(before);
    expect(await db.selectFrom('link_requests').select(['code', 'with_user_id']).execute()).toEqual([
      { code, with_user_id: null },
    ]);
    expect(await subscriptions.list(ownerOf(ben))).toHaveLength(1);
  });

  test('taken by two at once are of one of them', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const results = await Promise.all([annaAbroad, ben].map((one) => take(one, code)));
    expect(results.toSorted()).toEqual(['asked', 'unknown']);
    expect(await take(anna, code)).toBe('linked');
    expect(await identities.linked(anna)).toHaveLength(2);
  });
}

export function guessingContract(store: () => AlertStore): void {
  const take = takerOf(store);

  test('five times wrong in ten minutes, and the right code is unknown too', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    for (let i = 0; i < 3; i += 1) expect(await take(ben, `WRONG${i}`, NOON + i)).toBe('unknown');
    for (let i = 3; i < 5; i += 1) expect(await identities.lookUp(ben, `WRONG${i}`, NOON + i)).toBe('unknown');
    expect(await take(ben, code, NOON + 5)).toBe('unknown');
    expect(await identities.lookUp(ben, code, NOON + 5)).toBe('unknown');
    expect(await take(ben, code, NOON + 599_999)).toBe('unknown');
    expect(await take(ben, code, NOON + 600_002)).toBe('asked');
  });

  test('at once counts as one after the other', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const guesses = [...Array.from({ length: 5 }, (_, i) => `WRONG${i}`), code];
    const results = await Promise.all(guesses.map((text) => take(ben, text)));
    expect(results).not.toContain('asked');
  });

  test('of one person bars nobody else, and right codes do not count', async () => {
    const { identities } = store();
    for (let i = 0; i < 9; i += 1) await take(ben, 'WRONG');
    for (let i = 0; i < 9; i += 1) {
      const code = await identities.createCode(anna, LATER, NOON);
      expect(await identities.lookUp(annaAbroad, code, NOON)).toMatchObject({ kind: 'link' });
    }
    expect(await take(annaAbroad, await identities.createCode(anna, LATER, NOON))).toBe('asked');
  });

  test('is not barred for longer by a clock that jumps back', async () => {
    const { identities } = store();
    for (let i = 0; i < 5; i += 1) await take(ben, 'WRONG', NOON + 48 * HOUR_MS);
    expect(await take(ben, await identities.createCode(anna, LATER, NOON))).toBe('asked');
  });
}
