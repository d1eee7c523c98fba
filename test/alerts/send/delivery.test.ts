// What is due is sent to whom it is for, once, and not before they want it, on a real store and by scripted platforms.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anna, annaAbroad, ben, follow, ownerOf, roomOf } from '../../support/alert-store.ts';
import { linkUp } from '../../support/links.ts';
import { crowd, happen } from '../../support/outbox.ts';
import { createTime, never, ok, openSending, type Sending } from './sending.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 12);
const hers = ownerOf(anna);
const atHome = { kind: 'person', userId: anna.userId } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function join({ store }: Sending, now: number): Promise<void> {
  expect(await linkUp(store, anna, annaAbroad, now)).toBe('linked');
}

const texts = ({ sent }: Sending['first']) => sent.map(({ text }) => text);
const waiting = async ({ store }: Sending, now: number) => (await store.outbox.counts(now)).waiting;

test('everybody gets one message of all that is due for them, at their place, and it is told once', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first, second, settled } = sending;
  for (const node of ['alice', 'bob_1']) await follow(store, hers, node);
  await follow(store, roomOf('-100', '7'), 'alice');
  await follow(store, ownerOf({ platform: 'elsewhere', userId: '5' }), 'bob_1');
  await follow(store, ownerOf(ben), 'carol');
  await store.subscriptions.savePreferences(roomOf('-100', '7'), { zone: 'UTC', pingRole: '55' }, undefined, NOON);
  await happen(store, ['alice'], time.clock.now());
  await happen(store, ['bob_1'], time.clock.now());
  delivery.start();
  await time.pass(5_000);
  expect(first.sent).toMatchObject([
    { to: atHome, text: 'alice bob_1' },
    { to: { kind: 'chat', chatId: '-100', threadId: '7', pingRole: '55' }, text: 'alice' },
  ]);
  expect(second.sent).toMatchObject([{ to: { kind: 'person', userId: '5' }, text: 'bob_1' }]);
  expect(new Set([...first.sent, ...second.sent].map(({ key }) => key)).size).toBe(3);
  expect(settled.map(({ kind }) => kind)).toEqual(['delivered', 'delivered', 'delivered']);
  expect((await store.subscriptions.alerts(hers, 9)).map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
});

test('many are told, not too many at once, and a slow platform does not hold up another', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first, second } = sending;
  await crowd(store, 'console', 200, 'alice');
  await crowd(store, 'elsewhere', 100, 'bob_1');
  first.answer = () => new Promise((resolve) => setTimeout(() => resolve(ok()), 1_000));
  await happen(store, ['alice', 'bob_1'], time.clock.now());
  delivery.start();
  await time.pass(900);
  expect(second.sent).toHaveLength(100);
  expect(first.sent.length).toBeLessThan(50);
  await time.pass(9_000);
  expect(new Set(first.sent.map(({ key }) => key)).size).toBe(200);
  expect(first.sent).toHaveLength(200);
  expect(first.underWay.most).toBeLessThanOrEqual(32);
  expect(await waiting(sending, time.clock.now())).toBe(0);
});

test('something new is sent when the delivery is woken, and soon in any case', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first } = sending;
  await follow(store, hers, 'alice');
  delivery.start();
  await time.pass(5_100);
  await happen(store, ['alice'], time.clock.now());
  await time.pass(10);
  expect(first.sent).toEqual([]);
  delivery.wake();
  await time.pass(10);
  expect(first.sent).toHaveLength(1);
  await store.subscriptions.enqueueTest(hers, time.clock.now());
  await time.pass(1_100);
  expect(texts(first)).toEqual(['alice', 'test']);
});

test('quiet hours hold alerts, whatever the clocks do, and what came meanwhile is one message', async () => {
  const evening = Date.UTC(2026, 9, 24, 21);
  const time = createTime(evening);
  await using sending = await openSending({ time });
  const { store, delivery, first } = sending;
  for (const node of ['alice', 'bob_1']) await follow(store, hers, node);
  const night = { zone: 'Europe/Berlin', quiet: { from: 22 * 60, to: 7 * 60 } };
  await store.subscriptions.savePreferences(hers, night, undefined, evening);
  await happen(store, ['alice'], evening);
  delivery.start();
  await time.pass(2_000);
  time.skip(3 * HOUR_MS);
  await happen(store, ['bob_1'], time.clock.now());
  await time.pass(2_000);
  expect(await waiting(sending, time.clock.now())).toBe(2);
  // At 06:00 UTC it is 07:00 there, for the clocks have gone back.
  time.skip(Date.UTC(2026, 9, 25, 5, 59, 58) - time.clock.now());
  await time.pass(1_500);
  expect(first.sent).toEqual([]);
  await time.pass(2_000);
  expect(first.sent).toMatchObject([{ text: 'alice bob_1' }]);
});

test('another zone or other quiet hours release at once what they do not hold', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first } = sending;
  await follow(store, hers, 'alice');
  const quiet = { from: 11 * 60, to: 20 * 60 };
  const save = (zone: string) =>
    store.subscriptions.savePreferences(hers, { zone, quiet }, undefined, time.clock.now());
  await save('UTC');
  await happen(store, ['alice'], time.clock.now());
  delivery.start();
  await time.pass(3_000);
  await save('Europe/Berlin');
  await time.pass(3_000);
  expect([first.sent, await waiting(sending, time.clock.now())]).toEqual([[], 1]);
  await save('Asia/Tokyo');
  await time.pass(3_000);
  expect(first.sent).toMatchObject([{ to: atHome, text: 'alice' }]);
});

test('what may have arrived is sent again under its key, marked where the platform would show it twice', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first, second } = sending;
  await follow(store, hers, 'alice');
  await follow(store, ownerOf(annaAbroad), 'alice');
  for (const platform of [first, second]) platform.answer = () => ({ kind: 'unknown' });
  await happen(store, ['alice'], time.clock.now());
  delivery.start();
  await time.pass(20_000);
  second.answer = ok;
  await time.pass(10_000);
  expect(new Set(texts(first))).toEqual(new Set(['alice']));
  expect(new Set(texts(second).slice(1))).toEqual(new Set(['repeat alice']));
  const early = first.sent.length;
  expect(early).toBeGreaterThan(2);
  time.skip(120_000);
  first.answer = ok;
  await time.pass(60_000);
  expect(texts(first).slice(early)).toEqual(['repeat alice']);
  for (const { sent } of [first, second]) expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

test('what certainly did not arrive is sent again as it is, when the platform wants it', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first } = sending;
  await follow(store, hers, 'alice');
  const answers = [{ kind: 'rate-limited', retryAfterMs: 7_000 } as const, { kind: 'unavailable' } as const, ok()];
  first.answer = () => answers.shift() ?? never();
  await happen(store, ['alice'], time.clock.now());
  delivery.start();
  await time.pass(6_900);
  expect(first.sent).toHaveLength(1);
  await time.pass(6_000);
  expect(texts(first)).toEqual(['alice', 'alice', 'alice']);
  expect(await waiting(sending, time.clock.now())).toBe(0);
});

test('somebody gone on the first platform is told on the other at once, and nobody is asked again and again', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first, second } = sending;
  await follow(store, hers, 'alice');
  await follow(store, ownerOf(ben), 'alice');
  await join(sending, NOON);
  await linkUp(store, ben, { platform: 'absent', userId: '5' });
  first.answer = () => ({ kind: 'gone' });
  await happen(store, ['alice'], time.clock.now());
  delivery.start();
  await time.pass(3_000);
  expect(second.sent).toMatchObject([{ to: { kind: 'person', userId: annaAbroad.userId }, text: 'alice' }]);
  expect(first.sent.map(({ to }) => to)).toEqual([atHome, { kind: 'person', userId: ben.userId }]);
  time.skip(HOUR_MS);
  first.answer = ok;
  await time.pass(3_000);
  expect(first.sent.map(({ to }) => to).slice(2)).toEqual([{ kind: 'person', userId: ben.userId }]);
});

test('a platform that is down costs the others nothing, and gets its messages when it is back', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time });
  const { store, delivery, first, second } = sending;
  await crowd(store, 'console', 100, 'alice');
  await crowd(store, 'elsewhere', 40, 'alice');
  first.answer = () => ({ kind: 'unavailable' });
  await happen(store, ['alice'], time.clock.now());
  delivery.start();
  await time.pass(500);
  expect(second.sent).toHaveLength(40);
  await time.pass(4_000);
  expect(first.sent.length).toBeLessThan(100);
  first.answer = ok;
  await time.pass(90_000);
  expect(await waiting(sending, time.clock.now())).toBe(0);
  expect(texts(first).filter((text) => text !== 'alice')).toEqual([]);
});
