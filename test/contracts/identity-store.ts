// What every store must do for people on several platforms, whatever database is behind it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, benAbroad, follow, ownerOf, roomOf } from '../support/alert-store.ts';
import { mergeContract } from './merged-lists.ts';

/** `open` gives an empty store. */
export function identityContract(name: string, open: () => Promise<AlertStore>): void {
  describe(name, () => {
    let opened: AlertStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    describe('codes', () => codesContract(() => opened));
    describe('guessing', () => guessingContract(() => opened));
    describe('places', () => placesContract(() => opened));
    describe('leaving', () => leavingContract(() => opened));
    describe('lists that are joined', () => mergeContract(() => opened));
  });
}

const LATER = NOON + HOUR_MS;

/** Joins the second one's list to the first one's. */
async function link({ identities }: AlertStore, first = anna, second = annaAbroad): Promise<void> {
  expect(await identities.redeem(second, await identities.createCode(first, LATER, NOON), 100, NOON)).toBe('linked');
}

function codesContract(store: () => AlertStore): void {
  test('are of eight characters that are not mistaken for each other, and never the same', async () => {
    const { identities } = store();
    const people = Array.from({ length: 200 }, (_, index) => ({ platform: 'console', userId: `${index}` }));
    const codes = await Promise.all(people.map((person) => identities.createCode(person, LATER, NOON)));
    for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    expect(new Set(codes).size).toBe(200);
    // Of 31 characters 1,600 draws leave none out, or the dice are loaded (once in 10^21 runs).
    expect(new Set(codes.join('')).size).toBe(31);
  });

  test('join two platforms, once, however they are written', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const written = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(await identities.redeem(annaAbroad, written, 100, NOON)).toBe('linked');
    expect(await identities.linked(annaAbroad)).toEqual([anna, annaAbroad]);
    expect(await identities.linked(anna)).toEqual([anna, annaAbroad]);
    expect(await identities.redeem(benAbroad, code, 100, NOON)).toBe('unknown');
    expect(await identities.linked(benAbroad)).toEqual([benAbroad]);
  });

  test('end at their time, with the next one, and when their person leaves or is forgotten', async () => {
    const { identities, db } = store();
    const tries = async (code: string, now = NOON) => identities.redeem(benAbroad, code, 100, now);
    expect(await tries(await identities.createCode(anna, NOON, NOON))).toBe('unknown');
    expect(await tries(await identities.createCode(anna, LATER, NOON), LATER)).toBe('unknown');
    const older = await identities.createCode(anna, LATER, NOON);
    await identities.createCode(anna, LATER, NOON);
    expect(await tries(older)).toBe('unknown');
    const forgotten = await identities.createCode(anna, LATER, NOON);
    await identities.forget(anna);
    expect(await tries(forgotten)).toBe('unknown');
    await link(store());
    const left = await identities.createCode(annaAbroad, LATER, NOON);
    await identities.unlink(annaAbroad);
    expect(await identities.redeem(ben, left, 100, NOON)).toBe('unknown');
    await identities.createCode(anna, NOON + 1, NOON);
    await identities.createCode(ben, LATER, NOON + 1);
    expect(await db.selectFrom('link_codes').select('user_id').execute()).toEqual([{ user_id: ben.userId }]);
  });

  test('one that is forged, of oneself or of someone joined already changes nothing', async () => {
    const opened = store();
    const { identities, subscriptions, db } = opened;
    await follow(opened, ownerOf(anna), 'alice');
    await link(opened);
    await follow(opened, ownerOf(ben), 'bob_1');
    const code = await identities.createCode(anna, LATER, NOON);
    const before = await db.selectFrom('identities').selectAll().orderBy('user_id').execute();
    expect(await identities.redeem(anna, code, 100, NOON)).toBe('own');
    expect(await identities.redeem(annaAbroad, code, 100, NOON)).toBe('already');
    for (const forged of ['', 'AAAAAAAA', "' or 1=1 --", '%', '\u0000', `${code}${code}`, 'x'.repeat(100_000)]) {
      expect(await identities.redeem({ ...ben, userId: forged }, forged, 100, NOON)).toBe('unknown');
    }
    expect(await db.selectFrom('identities').selectAll().orderBy('user_id').execute()).toEqual(before);
    expect(await db.selectFrom('link_codes').select('code').execute()).toEqual([{ code }]);
    expect(await subscriptions.list(ownerOf(ben))).toHaveLength(1);
  });

  test('used by two at once join one of them', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const results = await Promise.all([annaAbroad, ben].map((one) => identities.redeem(one, code, 100, NOON)));
    expect(results.toSorted()).toEqual(['linked', 'unknown']);
    expect(await identities.linked(anna)).toHaveLength(2);
  });
}

function guessingContract(store: () => AlertStore): void {
  test('five times wrong in ten minutes, and the right code is unknown too', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const tries = async (text: string, now: number, who = ben) => identities.redeem(who, text, 100, now);
    for (let i = 0; i < 5; i += 1) expect(await tries(`WRONG${i}`, NOON + i)).toBe('unknown');
    expect(await tries(code, NOON + 5)).toBe('unknown');
    expect(await tries(code, NOON + 599_999)).toBe('unknown');
    expect(await identities.linked(ben)).toEqual([ben]);
    expect(await tries(code, NOON + 600_000)).toBe('linked');
  });

  test('at once counts as one after the other', async () => {
    const { identities } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const guesses = [...Array.from({ length: 5 }, (_, i) => `WRONG${i}`), code];
    const results = await Promise.all(guesses.map((text) => identities.redeem(ben, text, 100, NOON)));
    expect(results).not.toContain('linked');
  });

  test('of one person bars nobody else, and right codes do not count', async () => {
    const { identities } = store();
    for (let i = 0; i < 9; i += 1) await identities.redeem(ben, 'WRONG', 100, NOON);
    for (let i = 0; i < 9; i += 1) {
      await identities.redeem(anna, await identities.createCode(anna, LATER, NOON), 100, NOON);
    }
    expect(await identities.redeem(anna, await identities.createCode(annaAbroad, LATER, NOON), 100, NOON)).toBe(
      'linked',
    );
  });

  test('is not barred for longer by a clock that jumps back', async () => {
    const { identities } = store();
    for (let i = 0; i < 5; i += 1) await identities.redeem(ben, 'WRONG', 100, NOON + 48 * HOUR_MS);
    const code = await identities.createCode(anna, LATER, NOON);
    expect(await identities.redeem(ben, code, 100, NOON)).toBe('linked');
  });
}

function placesContract(store: () => AlertStore): void {
  test("of the code's owner come first, and the one that is asked for before all", async () => {
    const opened = store();
    const { identities } = opened;
    await link(opened, anna, annaAbroad);
    await link(opened, ben, benAbroad);
    await link(opened, ben, annaAbroad);
    expect(await identities.linked(anna)).toEqual([ben, benAbroad, anna, annaAbroad]);
    await identities.setFirst(annaAbroad);
    expect(await identities.linked(anna)).toEqual([annaAbroad, ben, benAbroad, anna]);
    await identities.setFirst(annaAbroad);
    expect(await identities.linked(ben)).toEqual([annaAbroad, ben, benAbroad, anna]);
  });

  test('the owner of a code who has no list comes before one who has', async () => {
    const opened = store();
    await follow(opened, ownerOf(annaAbroad), 'alice');
    await link(opened, anna, annaAbroad);
    expect(await opened.identities.linked(annaAbroad)).toEqual([anna, annaAbroad]);
    expect(await opened.subscriptions.list(ownerOf(anna))).toHaveLength(1);
  });

  test('whoever writes from a platform is there again', async () => {
    const opened = store();
    await link(opened);
    await opened.db.updateTable('identities').set({ gone_since: NOON }).execute();
    await opened.db.updateTable('subscribers').set({ gone_since: NOON }).execute();
    await opened.identities.setFirst(annaAbroad);
    const gone = opened.db.selectFrom('identities').select(['user_id', 'gone_since']).orderBy('place');
    expect(await gone.execute()).toEqual([
      { user_id: annaAbroad.userId, gone_since: null },
      { user_id: anna.userId, gone_since: NOON },
    ]);
    expect(await opened.db.selectFrom('subscribers').select('gone_since').execute()).toEqual([{ gone_since: null }]);
  });

  test('change what waits for a platform that rests', async () => {
    const opened = store();
    await link(opened);
    const waitsFor = async () =>
      (await opened.db.selectFrom('outbox').select('waits_for').execute()).map((row) => row.waits_for);
    const rest = () => opened.db.updateTable('outbox').set({ waits_for: 'console' }).execute();
    await opened.subscriptions.enqueueTest(ownerOf(anna), NOON);
    await opened.subscriptions.enqueueTest(ownerOf(ben), NOON);
    await rest();
    await opened.identities.setFirst(annaAbroad);
    expect(await waitsFor()).toEqual([null, 'console']);
    await rest();
    await opened.identities.unlink(anna);
    expect(await waitsFor()).toEqual([null, 'console']);
    await link(opened, ben, annaAbroad);
    expect(await waitsFor()).toEqual([null]);
  });

  test('of someone who has nothing are just that one, and nothing is kept', async () => {
    const { identities, db } = store();
    expect(await identities.linked(anna)).toEqual([anna]);
    await identities.setFirst(anna);
    expect(await identities.unlink(anna)).toBe(false);
    expect(await identities.dataOf(anna)).toEqual({});
    expect(await db.selectFrom('identities').selectAll().execute()).toEqual([]);
  });
}

function leavingContract(store: () => AlertStore): void {
  test('starts with an empty list, and the others keep theirs', async () => {
    const opened = store();
    const { identities, subscriptions } = opened;
    await follow(opened, ownerOf(anna), 'alice');
    await follow(opened, ownerOf(annaAbroad), 'bob_1');
    await link(opened);
    expect(await identities.unlink(anna)).toBe(true);
    expect(await identities.linked(anna)).toEqual([anna]);
    expect(await subscriptions.list(ownerOf(anna))).toEqual([]);
    expect(await identities.linked(annaAbroad)).toEqual([annaAbroad]);
    expect(await subscriptions.list(ownerOf(annaAbroad))).toHaveLength(2);
    expect(await identities.unlink(annaAbroad)).toBe(false);
    await follow(opened, ownerOf(anna), 'carol');
    expect(await subscriptions.list(ownerOf(annaAbroad))).toHaveLength(2);
  });

  test('and chats are nobody', async () => {
    const opened = store();
    await follow(opened, roomOf(anna.userId), 'alice');
    await link(opened);
    expect(await opened.subscriptions.list(ownerOf(anna))).toEqual([]);
    expect(await opened.subscriptions.list(roomOf(anna.userId))).toHaveLength(1);
  });
}
