// What every store must do for people on several platforms, whatever database is behind it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, benAbroad, follow, ownerOf } from '../support/alert-store.ts';
import { dropNews, linkUp, putFirst } from '../support/links.ts';
import { leavingContract } from './leaving.ts';
import { codesContract, guessingContract } from './link-codes.ts';
import { questionsContract } from './link-questions.ts';
import { mergeContract } from './merged-lists.ts';
import { sharedDataContract } from './shared-data.ts';

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
    describe('questions', () => questionsContract(() => opened));
    describe('places', () => placesContract(() => opened));
    describe('leaving', () => leavingContract(() => opened));
    describe('lists that are joined', () => mergeContract(() => opened));
    describe('data', () => sharedDataContract(() => opened));
  });
}

function placesContract(store: () => AlertStore): void {
  test("of the code's owner come first, and one that was let goes just before the one that let it", async () => {
    const opened = store();
    const { identities } = opened;
    await linkUp(opened, anna, annaAbroad);
    await linkUp(opened, ben, benAbroad);
    await linkUp(opened, ben, annaAbroad);
    expect(await identities.linked(anna)).toEqual([ben, benAbroad, anna, annaAbroad]);
    await putFirst(opened, annaAbroad);
    expect(await identities.linked(anna)).toEqual([annaAbroad, ben, benAbroad, anna]);
    await putFirst(opened, annaAbroad);
    expect(await identities.linked(ben)).toEqual([annaAbroad, ben, benAbroad, anna]);
  });

  test('the owner of a code who has no list comes before one who has', async () => {
    const opened = store();
    await follow(opened, ownerOf(annaAbroad), 'alice');
    await linkUp(opened, anna, annaAbroad);
    expect(await opened.identities.linked(annaAbroad)).toEqual([anna, annaAbroad]);
    expect(await opened.subscriptions.list(ownerOf(anna))).toHaveLength(1);
  });

  test('whoever writes from a platform is there again, and who is gone keeps the place before it', async () => {
    const opened = store();
    await linkUp(opened, anna, annaAbroad);
    await linkUp(opened, anna, ben);
    await opened.db
      .updateTable('identities')
      .set({ gone_since: NOON })
      .where('user_id', '<>', annaAbroad.userId)
      .execute();
    await opened.db.updateTable('subscribers').set({ gone_since: NOON }).execute();
    expect(await opened.identities.askFirst(ben, NOON + 1, NOON)).toEqual(annaAbroad);
    await putFirst(opened, ben);
    const gone = opened.db.selectFrom('identities').select(['user_id', 'gone_since']).orderBy('place');
    expect(await gone.execute()).toEqual([
      { user_id: anna.userId, gone_since: NOON },
      { user_id: ben.userId, gone_since: null },
      { user_id: annaAbroad.userId, gone_since: null },
    ]);
    expect(await opened.db.selectFrom('subscribers').select('gone_since').execute()).toEqual([{ gone_since: null }]);
  });

  test('change what waits for a platform that rests', async () => {
    const opened = store();
    await linkUp(opened, anna, annaAbroad);
    const waitsFor = async () =>
      (await opened.db.selectFrom('outbox').select('waits_for').execute()).map((row) => row.waits_for);
    const rest = () => opened.db.updateTable('outbox').set({ waits_for: 'console' }).execute();
    await opened.subscriptions.enqueueTest(ownerOf(anna), NOON);
    await opened.subscriptions.enqueueTest(ownerOf(ben), NOON);
    await rest();
    await putFirst(opened, annaAbroad);
    expect(await waitsFor()).toEqual([null, 'console']);
    await rest();
    await opened.identities.unlink(anna, NOON);
    await dropNews(opened);
    expect(await waitsFor()).toEqual([null, 'console']);
    await linkUp(opened, ben, annaAbroad);
    expect(await waitsFor()).toEqual([null]);
  });

  test('of someone who has nothing are just that one, and nothing is kept', async () => {
    const { identities, db } = store();
    expect(await identities.linked(anna)).toEqual([anna]);
    expect(await identities.askFirst(anna, NOON + 1, NOON)).toBeUndefined();
    expect(await identities.share(anna, true, NOON)).toBe(false);
    expect(await identities.unlink(anna, NOON)).toBe(false);
    expect(await identities.waiting(anna, NOON)).toBeUndefined();
    expect(await identities.dataOf(anna)).toEqual({});
    expect(await db.selectFrom('identities').selectAll().execute()).toEqual([]);
  });
}
