// What every store of subscriptions must do, whatever database is behind it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rule, Subject } from '../../src/election/rule.ts';
import { NOON } from '../store/samples.ts';
import {
  type AlertStore,
  accountOf,
  anna,
  annaAbroad,
  ben,
  enqueue,
  follow,
  IOST,
  logEvent,
  nodeOf,
  online,
  ownerOf,
  roomOf,
  votes,
  watchOf,
} from '../support/alert-store.ts';
import { alertsContract } from './alert-list.ts';
import { preferencesContract } from './preference-store.ts';

/** `open` gives an empty store. */
export function subscriptionContract(name: string, open: () => Promise<AlertStore>): void {
  describe(name, () => {
    let opened: AlertStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    describe('a list', () => listContract(() => opened));
    describe('equal rules', () => equalityContract(() => opened));
    describe('whose it is', () => ownerContract(() => opened));
    describe('removing', () => removeContract(() => opened));
    describe('muting', () => muteContract(() => opened));
    describe('preferences', () => preferencesContract(() => opened));
    describe('alerts', () => alertsContract(() => opened));
  });
}

const hers = ownerOf(anna);
const hostile = "'; drop table subscriptions; -- \u202e\u0000 \n 火币 💰";

function listContract(store: () => AlertStore): void {
  test('is empty at first, and asking for it keeps nothing', async () => {
    const { db, subscriptions } = store();
    expect(await subscriptions.list(hers)).toEqual([]);
    expect(await subscriptions.list(roomOf('-100'))).toEqual([]);
    expect(await subscriptions.preferences(hers)).toEqual({ zone: 'UTC' });
    expect(await subscriptions.alerts(hers, 10)).toEqual([]);
    expect(await subscriptions.mute(hers, undefined, NOON)).toBe(false);
    expect(await subscriptions.remove(hers, 1)).toBe(false);
    expect(await db.selectFrom('subscribers').selectAll().execute()).toEqual([]);
  });

  test('has the oldest first, and every kind of rule comes back whole', async () => {
    const { subscriptions } = store();
    const watches: readonly (readonly [Subject, Rule])[] = [
      [nodeOf('zoe'), votes(9_000_000_000_000_000_001n, 'up')],
      [{ kind: 'all' }, online],
      [nodeOf('alice'), { event: 'move', level: 525n, isPercent: true, periodSeconds: 86_400, direction: 'down' }],
      [accountOf('savings_1'), { event: 'claimable', level: 1n, direction: 'up' }],
      [{ kind: 'mine' }, { event: 'rank', level: 20n, direction: 'both' }],
    ];
    for (const [subject, rule] of watches) {
      const result = await subscriptions.add(hers, watchOf(subject, rule, { nodes: ['bob_1'] }), 10, NOON + 7);
      expect(result).toMatchObject({ kind: 'added', subscription: { subject, rule, createdAt: NOON + 7 } });
    }
    const list = await subscriptions.list(hers);
    expect(list.map(({ subject, rule }) => [subject, rule])).toEqual(watches);
    expect(list.map(({ id }) => id)).toEqual(list.map(({ id }) => id).toSorted((a, b) => a - b));
    expect(list[0]).not.toHaveProperty('mutedUntil');
  });

  test('ends at the limit, of each owner for itself, and goes on below it', async () => {
    const { subscriptions } = store();
    const add = (node: string, owner = hers) => subscriptions.add(owner, watchOf(nodeOf(node)), 2, NOON);
    const first = await add('one');
    await add('two');
    expect(await add('three')).toEqual({ kind: 'full' });
    expect(await add('two')).toMatchObject({ kind: 'exists' });
    expect(await add('three', roomOf('-100'))).toMatchObject({ kind: 'added' });
    if (first.kind !== 'full') await subscriptions.remove(hers, first.subscription.id);
    expect(await add('three')).toMatchObject({ kind: 'added' });
    expect(await subscriptions.list(hers)).toHaveLength(2);
  });

  test('ends at the limit when all is asked for at once', async () => {
    const { subscriptions } = store();
    const nodes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const results = await Promise.all(nodes.map((node) => subscriptions.add(hers, watchOf(nodeOf(node)), 3, NOON)));
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['added', 'added', 'added', 'full', 'full', 'full']);
  });

  test('keeps names and ids character by character', async () => {
    const { subscriptions } = store();
    const odd = ownerOf({ platform: hostile, userId: hostile });
    await subscriptions.add(odd, watchOf(nodeOf(hostile)), 10, NOON);
    expect(await subscriptions.list(odd)).toMatchObject([{ subject: nodeOf(hostile) }]);
    expect(await subscriptions.list(hers)).toEqual([]);
  });
}

function equalityContract(store: () => AlertStore): void {
  const move: Rule = { event: 'move', level: 500n, isPercent: true, periodSeconds: 3_600, direction: 'both' };
  const { isPercent: _, ...amount } = move;

  const alice = nodeOf('alice');
  test.each<readonly [name: string, rule: Rule, subject: Subject]>([
    ['another node', online, nodeOf('bob_1')],
    ['an account of that name', online, accountOf('alice')],
    ['all', online, { kind: 'all' }],
    ['another event', { event: 'barred', direction: 'both' }, alice],
    ['another direction', { event: 'online', direction: 'up' }, alice],
    ['a value', votes(3n * IOST), alice],
    ['a value one unit further', votes(3n * IOST + 1n), alice],
    ['a percentage', move, alice],
    ['the same number as an amount', amount, alice],
    ['another period', { ...move, periodSeconds: 3_601 }, alice],
  ])('%s makes another rule, and once only', async (_name, rule, subject) => {
    const { subscriptions } = store();
    for (const near of [online, votes(3n * IOST - 1n), { ...move, level: 501n }, { ...move, periodSeconds: 60 }]) {
      await subscriptions.add(hers, watchOf(nodeOf('alice'), near), 10, NOON);
    }
    const added = await subscriptions.add(hers, watchOf(subject, rule), 10, NOON);
    expect(added.kind).toBe('added');
    const again = await subscriptions.add(hers, watchOf(subject, rule), 10, NOON + 9);
    expect(again).toEqual({ ...added, kind: 'exists' });
    expect(await subscriptions.list(hers)).toHaveLength(5);
  });
}

function ownerContract(store: () => AlertStore): void {
  test('is one person on one platform, one chat, or one topic', async () => {
    const { subscriptions } = store();
    const chatOfHerName = roomOf(anna.userId);
    const owners = [hers, ownerOf(ben), ownerOf(annaAbroad), chatOfHerName, roomOf('-100'), roomOf('-100', '7')];
    for (const [index, owner] of owners.entries()) {
      await subscriptions.add(owner, watchOf(nodeOf(`node${index}`)), 10, NOON);
    }
    for (const [index, owner] of owners.entries()) {
      expect(await subscriptions.list(owner)).toMatchObject([{ subject: nodeOf(`node${index}`) }]);
    }
  });

  test("somebody else's subscription is not there", async () => {
    const opened = store();
    const { subscriptions } = opened;
    const id = await follow(opened, hers, 'alice', votes(3n * IOST));
    const alert = await enqueue(opened.db, id, await logEvent(opened.db));
    for (const stranger of [ownerOf(ben), ownerOf(annaAbroad), roomOf(anna.userId), roomOf('')]) {
      await follow(opened, stranger, 'bob_1');
      expect(await subscriptions.remove(stranger, id)).toBe(false);
      expect(await subscriptions.mute(stranger, id, NOON)).toBe(false);
      expect(await subscriptions.alert(stranger, alert)).toBeUndefined();
      expect(await subscriptions.rearm(stranger, id)).toBeUndefined();
      expect(await subscriptions.alerts(stranger, 10)).toEqual([]);
    }
    for (const id of [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e300]) {
      expect(await subscriptions.remove(hers, id)).toBe(false);
      expect(await subscriptions.mute(hers, id, NOON)).toBe(false);
      expect(await subscriptions.alert(hers, id)).toBeUndefined();
    }
    expect(await subscriptions.list(hers)).toMatchObject([{ id }]);
    expect((await subscriptions.list(hers))[0]).not.toHaveProperty('mutedUntil');
  });

  test('only of a chat it is noted who asked for it', async () => {
    const { db, subscriptions } = store();
    await subscriptions.add(hers, watchOf(nodeOf('alice')), 10, NOON);
    await subscriptions.add(roomOf('-100'), watchOf(nodeOf('alice'), online, { creator: ben }), 10, NOON);
    const rows = db.selectFrom('subscriptions').select(['creator_platform', 'creator_user_id']).orderBy('id');
    expect(await rows.execute()).toEqual([
      { creator_platform: null, creator_user_id: null },
      { creator_platform: ben.platform, creator_user_id: ben.userId },
    ]);
  });
}

function removeContract(store: () => AlertStore): void {
  test('takes the lines along, and what waits, but not what is on its way', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    const [gone, kept] = [await follow(opened, hers, 'alice'), await follow(opened, hers, 'bob_1')];
    const waits = await enqueue(db, gone, await logEvent(db));
    const sent = await enqueue(db, gone, await logEvent(db), { message_key: 'm', started_at: NOON });
    const other = await enqueue(db, kept, await logEvent(db));
    expect(await subscriptions.remove(hers, gone)).toBe(true);
    expect(await subscriptions.remove(hers, gone)).toBe(false);
    expect((await subscriptions.list(hers)).map(({ id }) => id)).toEqual([kept]);
    expect(await db.selectFrom('triggers').select('subscription_id').execute()).toEqual([{ subscription_id: kept }]);
    expect((await subscriptions.alerts(hers, 10)).map(({ id }) => id)).toEqual([other, sent]);
    expect(await subscriptions.alert(hers, waits)).toBeUndefined();
    expect(await subscriptions.alert(hers, sent)).not.toHaveProperty('subscription');
  });

  test('hands over what another rule of the same list would have told', async () => {
    const opened = store();
    const { db, subscriptions } = opened;
    const one = await follow(opened, hers, 'alice');
    const down: Rule = { event: 'online', direction: 'down' };
    const up: Rule = { event: 'online', direction: 'up' };
    await subscriptions.add(hers, watchOf({ kind: 'all' }, down), 10, NOON);
    await subscriptions.add(hers, watchOf({ kind: 'all' }, up), 10, NOON);
    await subscriptions.add(ownerOf(ben), watchOf({ kind: 'all' }, online), 10, NOON);
    const alert = await enqueue(db, one, await logEvent(db, { type: 'offline', subject: 'alice', direction: 'down' }));
    await subscriptions.remove(hers, one);
    expect(await subscriptions.alert(hers, alert)).toMatchObject({ subscription: { rule: down } });
    const [all] = await subscriptions.list(hers);
    await subscriptions.remove(hers, all?.id ?? 0);
    expect(await subscriptions.alerts(hers, 10)).toEqual([]);
  });

  test('an id is not given twice', async () => {
    const opened = store();
    const first = await follow(opened, hers, 'alice');
    await opened.subscriptions.remove(hers, first);
    expect(await follow(opened, hers, 'alice')).toBeGreaterThan(first);
  });
}

function muteContract(store: () => AlertStore): void {
  test('is of one subscription, or of all, and is taken back', async () => {
    const opened = store();
    const { subscriptions } = opened;
    const id = await follow(opened, hers, 'alice');
    await follow(opened, hers, 'bob_1');
    const muted = async () => (await subscriptions.list(hers)).map(({ mutedUntil }) => mutedUntil);
    expect(await subscriptions.mute(hers, id, NOON)).toBe(true);
    expect(await muted()).toEqual([NOON, undefined]);
    expect(await subscriptions.mute(hers, undefined, NOON + 1)).toBe(true);
    expect(await muted()).toEqual([NOON, undefined]);
    expect(await subscriptions.preferences(hers)).toEqual({ zone: 'UTC', mutedUntil: NOON + 1 });
    expect(await subscriptions.mute(hers, id, undefined)).toBe(true);
    expect(await subscriptions.mute(hers, undefined, undefined)).toBe(true);
    expect(await muted()).toEqual([undefined, undefined]);
    expect(await subscriptions.preferences(hers)).toEqual({ zone: 'UTC' });
  });
}
