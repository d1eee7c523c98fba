// What is too old is given up, whoever is gone is dropped and told of, and the history ends, on a real store.
import { afterEach, beforeEach, expect, test } from 'vitest';
import en from '../../data/locales/en.json' with { type: 'json' };
import { createOperators } from '../../src/alerts/operators.ts';
import { createRetention } from '../../src/alerts/retention.ts';
import { createTranslator } from '../../src/core/answer/i18n.ts';
import { type AlertStore, anna, ben, follow, openAlertStore, ownerOf, roomOf } from '../support/alert-store.ts';
import { claimAt, claimOne, delivered, gone, happen, noticesTo, settleAll } from '../support/outbox.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const hers = ownerOf(anna);
const operators = [
  { platform: 'console', userId: '77' },
  { platform: 'elsewhere', userId: 'a:b' },
];
const translator = await createTranslator({ en }, 'en');

let store: AlertStore;
let now: number;
let logged: string[];
let prunes: number;
let dropOld: () => Promise<void>;
beforeEach(async () => {
  store = await openAlertStore();
  [now, logged, prunes] = [NOON, [], 0];
  const clock = { now: () => now };
  const note = (message: string) => void logged.push(message);
  const { outbox } = store;
  const counting = {
    ...outbox,
    prune: (before: number) => {
      prunes += 1;
      return outbox.prune(before);
    },
  };
  dropOld = createRetention({
    outbox: counting,
    identities: store.identities,
    historyDays: 90,
    clock,
    operators: createOperators({
      owners: operators.map(({ platform, userId }) => `${platform}:${userId}`),
      outbox,
      t: translator.for('en'),
      clock,
      log: { info: note, warn: note, error: note },
    }),
  });
});
afterEach(() => store.close());

/** As the schedule does, every minute. */
async function keepUp(ms: number, every = MINUTE_MS): Promise<void> {
  for (const end = now + ms; now < end; ) {
    now += every;
    await dropOld();
  }
}

const outcomes = async (owner = hers) => (await store.subscriptions.alerts(owner, 9)).map(({ outcome }) => outcome);
const notices = (of = operators[0] ?? anna) => noticesTo(store, of);

test('alerts are given up a day after they were made, and stand in the history', async () => {
  await follow(store, hers, 'alice');
  await happen(store, ['alice'], now);
  now += DAY_MS;
  await dropOld();
  expect(await outcomes()).toEqual(['waiting']);
  now += 1;
  await dropOld();
  expect(await outcomes()).toEqual(['expired']);
  expect(logged).toEqual([]);
});

test('whoever is gone for thirty days is dropped, and every operator is told who, once', async () => {
  await follow(store, roomOf('-100'), 'alice');
  await follow(store, ownerOf(ben), 'bob_1');
  await follow(store, hers, 'carol');
  await happen(store, ['alice', 'bob_1'], now);
  await settleAll(store.outbox, await claimAt(store.outbox, now), gone(now, now + HOUR_MS));
  await keepUp(30 * DAY_MS, HOUR_MS);
  expect(await store.subscriptions.list(ownerOf(ben))).toHaveLength(1);
  expect([await notices(), logged]).toEqual([[], []]);
  await keepUp(10 * MINUTE_MS);
  const told = [expect.stringMatching(/^console:-100 could not be reached/), expect.stringMatching(/^console:1002 /)];
  expect(logged).toEqual(told);
  for (const operator of operators) expect((await notices(operator)).toSorted()).toEqual(told);
  const lists = await Promise.all([roomOf('-100'), ownerOf(ben), hers].map((owner) => store.subscriptions.list(owner)));
  expect(lists.map(({ length }) => length)).toEqual([0, 0, 1]);
});

test('whoever comes back within thirty days stays', async () => {
  await follow(store, hers, 'alice');
  await happen(store, ['alice'], now);
  await settleAll(store.outbox, [await claimOne(store.outbox, now)], gone(now, now + HOUR_MS));
  await keepUp(HOUR_MS);
  await settleAll(store.outbox, [await claimOne(store.outbox, now)], delivered(now));
  await keepUp(4 * DAY_MS, HOUR_MS);
  expect(await store.subscriptions.list(hers)).toHaveLength(1);
  expect(logged).toEqual([]);
});

test('the history ends after its days, and is looked through once an hour', async () => {
  await follow(store, hers, 'alice');
  await happen(store, ['alice'], now);
  await settleAll(store.outbox, [await claimOne(store.outbox, now)], delivered(now));
  await keepUp(3 * HOUR_MS);
  expect(prunes).toBe(3);
  now = NOON + 90 * DAY_MS;
  await dropOld();
  expect(await outcomes()).toEqual(['delivered']);
  await keepUp(2 * HOUR_MS);
  expect(await outcomes()).toEqual([]);
});

test('a clock that goes back does not end it', async () => {
  await dropOld();
  now -= 30 * DAY_MS;
  await keepUp(2 * HOUR_MS);
  expect(prunes).toBeGreaterThan(1);
});
