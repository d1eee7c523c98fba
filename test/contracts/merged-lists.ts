// What becomes of two lists when their people turn out to be one; a part of the contract for identities.
import { expect, test } from 'vitest';
import type { Preferences } from '../../src/core/ports/subscription.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import {
  type AlertStore,
  anna,
  annaAbroad,
  ben,
  deliver,
  enqueue,
  follow,
  logEvent,
  nodeOf,
  ownerOf,
  watchOf,
} from '../support/alert-store.ts';
import { dropNews, linkUp } from '../support/links.ts';

const [hers, abroad] = [ownerOf(anna), ownerOf(annaAbroad)];
const night: Preferences = { zone: 'UTC', quiet: { from: 0, to: 420 } };
const morning: Preferences = { zone: 'Asia/Tokyo', digest: { every: 'day', at: 480, weekday: 1 } };

export function mergeContract(store: () => AlertStore): void {
  const join = async () => expect(await linkUp(store(), anna, annaAbroad)).toBe('linked');
  const nodes = async () =>
    (await store().subscriptions.list(hers)).map(({ subject }) => (subject.kind === 'node' ? subject.node : '*'));

  test('become one, equal rules too, with the lines of each', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    for (const node of ['alice', 'bob_1']) await follow(opened, hers, node);
    for (const node of ['bob_1', 'carol']) await follow(opened, abroad, node);
    await follow(opened, ownerOf(ben), 'alice');
    const [, kept] = await subscriptions.list(hers);
    await subscriptions.mute(hers, kept?.id, NOON);
    await join();
    expect(await nodes()).toEqual(['alice', 'bob_1', 'carol']);
    expect(await subscriptions.list(abroad)).toEqual(await subscriptions.list(hers));
    expect((await subscriptions.list(hers))[1]).toEqual({ ...kept, mutedUntil: NOON });
    expect(await db.selectFrom('triggers').select('id').execute()).toHaveLength(4);
    expect(await db.selectFrom('subscribers').select('id').execute()).toHaveLength(2);
    expect(await subscriptions.list(ownerOf(ben))).toHaveLength(1);
  });

  test('keep everything above the limit, but take no more until they are below', async () => {
    const opened = store();
    for (const node of ['a', 'b', 'c']) await follow(opened, hers, node);
    for (const node of ['d', 'e', 'f']) await follow(opened, abroad, node);
    await join();
    expect(await nodes()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    const add = () => opened.subscriptions.add(abroad, watchOf(nodeOf('new')), 3, NOON);
    expect((await add()).kind).toBe('full');
    const ids = (await opened.subscriptions.list(hers)).map(({ id }) => id);
    for (const id of ids.slice(0, 3)) await opened.subscriptions.remove(hers, id);
    expect((await add()).kind).toBe('full');
    await opened.subscriptions.remove(hers, ids[3] ?? 0);
    expect((await add()).kind).toBe('added');
  });

  test('do not grow when one links again and again, and nothing is lost', async () => {
    const opened = store();
    const all = ['x', 'y', 'z'];
    for (const node of all) await follow(opened, hers, node);
    for (let round = 0; round < 4; round += 1) {
      for (const node of ['y', 'v', 'w']) await follow(opened, abroad, node);
      await join();
      expect((await nodes()).toSorted()).toEqual(['v', 'w', ...all]);
      await opened.identities.unlink(round % 2 ? anna : annaAbroad, NOON);
      await dropNews(opened);
      expect((await nodes()).toSorted()).toEqual(all);
    }
    const triggers = opened.db.selectFrom('triggers').select('id');
    expect(await triggers.execute()).toHaveLength(6);
    expect(await opened.db.selectFrom('lines').select('id').execute()).toHaveLength(5);
  });

  test("follow the preferences of the code's owner, where there are any", async () => {
    const { subscriptions } = store();
    await subscriptions.savePreferences(hers, night, undefined, NOON);
    await subscriptions.savePreferences(abroad, morning, NOON + 5, NOON);
    await join();
    expect(await subscriptions.preferences(abroad)).toEqual(night);
    expect(await subscriptions.alerts(abroad, 10)).toEqual([]);
  });

  test('follow those of the other where the owner has set none, the digest too', async () => {
    const opened = store();
    const { subscriptions } = opened;
    await follow(opened, hers, 'alice');
    await subscriptions.savePreferences(abroad, morning, NOON + 5, NOON);
    await join();
    expect(await subscriptions.preferences(hers)).toEqual(morning);
    expect(await subscriptions.alerts(hers, 10)).toMatchObject([{ kind: 'digest' }]);
  });

  test('have one digest where both had one', async () => {
    const { subscriptions, db } = store();
    await subscriptions.savePreferences(hers, morning, NOON + 3, NOON);
    await subscriptions.savePreferences(abroad, morning, NOON + 5, NOON);
    await join();
    expect(await db.selectFrom('outbox').select('due_at').execute()).toEqual([{ due_at: NOON + 3 }]);
  });

  test('tell of one event once, and what was told of equal rules stays their own', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    const [mine, theirs] = [await follow(opened, hers, 'alice'), await follow(opened, abroad, 'alice')];
    const both = await logEvent(db);
    const told = await logEvent(db);
    const only = await logEvent(db);
    const first = await enqueue(db, mine, both);
    await enqueue(db, theirs, both);
    await enqueue(db, mine, told, { due_at: NOON + HOUR_MS });
    const past = await enqueue(db, theirs, told);
    await deliver(db, past);
    const waits = await enqueue(db, theirs, only);
    const before = await logEvent(db);
    const early = await enqueue(db, mine, before, { created_at: NOON - 1 });
    await deliver(db, early);
    await enqueue(db, theirs, before);
    await join();
    const alerts = await subscriptions.alerts(hers, 10);
    expect(alerts.map(({ id, event, outcome }) => [id, event?.id, outcome])).toEqual([
      [waits, only, 'waiting'],
      [past, told, 'delivered'],
      [first, both, 'waiting'],
      [early, before, 'delivered'],
    ]);
    for (const { subscription } of alerts) expect(subscription?.id).toBe(mine);
  });

  test('leave what is on its way alone, and drop the double that still waits', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    const [mine, theirs] = [await follow(opened, hers, 'alice'), await follow(opened, abroad, 'alice')];
    const [one, two, three] = [await logEvent(db), await logEvent(db), await logEvent(db)];
    const sent = { message_key: 'm', started_at: NOON, started_on: 'elsewhere', attempts: 1 };
    await enqueue(db, mine, one);
    const going = await enqueue(db, theirs, one, sent);
    const staying = await enqueue(db, mine, two, { ...sent, message_key: 'n' });
    await enqueue(db, theirs, two, sent);
    await enqueue(db, theirs, three, sent);
    await subscriptions.enqueueTest(hers, NOON);
    await db.updateTable('outbox').set({ message_key: 't' }).where('kind', '=', 'test').execute();
    await subscriptions.enqueueTest(abroad, NOON);
    await join();
    const rows = await db.selectFrom('outbox').select(['id', 'event_id', 'message_key']).orderBy('event_id').execute();
    expect(rows.map(({ event_id, message_key }) => [event_id, message_key])).toEqual([
      [null, 't'],
      [one, 'm'],
      [two, 'n'],
      [three, 'm'],
    ]);
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([going, staying]));
  });
}
