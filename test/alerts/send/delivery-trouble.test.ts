// A store that fails, platforms that do not answer, and ends in the middle of it: nothing is lost, and nothing is shown twice
// without saying so.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutboxStore } from '../../../src/core/ports/outbox.ts';
import type { Delivery } from '../../../src/core/ports/platform.ts';
import { type AlertStore, annaAbroad, follow, openAlertStore, ownerOf } from '../../support/alert-store.ts';
import { crowd, happen } from '../../support/outbox.ts';
import { createTime, never, ok, openSending, type Sending } from './sending.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const hers = ownerOf(annaAbroad);

let store: AlertStore;
beforeEach(async () => {
  store = await openAlertStore();
  vi.useFakeTimers();
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

/** Methods of a store that fail while the switch is on; a rejected `settle` may have saved nothing. */
function faulty(...names: readonly (keyof OutboxStore)[]) {
  const fault = { isOn: true, failures: 0 };
  const outbox = (real: OutboxStore): OutboxStore =>
    new Proxy(real, {
      get: (target, name: keyof OutboxStore) => {
        if (!fault.isOn || !names.includes(name)) return target[name];
        return async () => {
          fault.failures += 1;
          throw new Error('the disk is full');
        };
      },
    });
  return { fault, outbox };
}

const texts = ({ sent }: Sending['first']) => sent.map(({ text }) => text);
const outcomes = async () => (await store.subscriptions.alerts(hers, 9)).map(({ outcome }) => outcome).toReversed();

test('what cannot be saved for long is saved when it can be, and nothing is sent again meanwhile', async () => {
  const time = createTime(NOON);
  const { fault, outbox } = faulty('settle');
  await using sending = await openSending({ time, store, outbox });
  const { delivery, second } = sending;
  await crowd(store, 'elsewhere', 50, 'alice');
  await follow(store, hers, 'alice');
  await happen(store, ['alice'], NOON);
  delivery.start();
  await time.pass(300_000);
  expect(fault.failures).toBeGreaterThan(5);
  const early = second.sent.length;
  expect(early).toBeLessThan(51);
  await happen(store, ['alice'], time.clock.now());
  fault.isOn = false;
  await time.pass(5_000);
  expect(texts(second).filter((text) => text.startsWith('repeat'))).toEqual([]);
  expect(new Set(second.sent.slice(0, early).map(({ key }) => key)).size).toBe(early);
  expect((await store.outbox.counts(time.clock.now())).waiting).toBe(0);
  expect(await outcomes()).toEqual(['delivered', 'delivered']);
});

test('one outcome that can never be saved holds up its owner alone', async () => {
  const time = createTime(NOON);
  const people = await crowd(store, 'elsewhere', 40, 'alice');
  const poisoned = people[3]?.userId;
  const outbox = (real: OutboxStore): OutboxStore => ({
    ...real,
    settle: async (outcomes) => {
      const owners = outcomes.flatMap(({ parcel }) => parcel.destinations.map(({ to }) => to));
      if (owners.some((to) => to.kind === 'person' && to.userId === poisoned)) throw new Error('cannot be bound');
      return real.settle(outcomes);
    },
  });
  await using sending = await openSending({ time, store, outbox });
  await happen(store, ['alice'], NOON);
  sending.delivery.start();
  await time.pass(10_000);
  await happen(store, ['alice'], time.clock.now());
  await time.pass(10_000);
  expect(sending.second.sent).toHaveLength(79);
  expect((await store.outbox.counts(time.clock.now())).waiting).toBe(2);
});

test('a store that cannot be read is asked again, and told of', async () => {
  const time = createTime(NOON);
  const { fault, outbox } = faulty('recover', 'claim', 'nextDue');
  await using sending = await openSending({ time, store, outbox });
  await follow(store, hers, 'alice');
  await happen(store, ['alice'], NOON);
  sending.delivery.start();
  await time.pass(10_000);
  expect(fault.failures).toBeGreaterThan(2);
  expect(fault.failures).toBeLessThan(10);
  expect(sending.log).toContain('the outbox cannot be read');
  fault.isOn = false;
  await time.pass(3_000);
  expect(texts(sending.second)).toEqual(['alice']);
});

test('an end waits for what is being sent, and begins nothing new', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time, store });
  const { delivery, second } = sending;
  await follow(store, hers, 'alice');
  await happen(store, ['alice'], NOON);
  const answer = Promise.withResolvers<Delivery>();
  second.answer = () => answer.promise;
  delivery.start();
  await time.pass(10);
  let hasEnded = false;
  const ended = delivery.stop().then(() => {
    hasEnded = true;
  });
  await happen(store, ['alice'], time.clock.now());
  await time.pass(5_000);
  expect(hasEnded).toBe(false);
  answer.resolve(ok());
  await time.pass(10);
  await ended;
  expect(second.sent).toHaveLength(1);
  expect(await outcomes()).toEqual(['delivered', 'waiting']);
  await time.pass(60_000);
  expect(second.sent).toHaveLength(1);
});

test.each([
  ['no answer came', never],
  ['the answer could not be saved', ok],
])('an end waits ten seconds; then the next start sends it again, marked: %s', async (why, answer) => {
  const time = createTime(NOON);
  const { outbox } = faulty('settle');
  await follow(store, hers, 'alice');
  await happen(store, ['alice'], NOON);
  const keys: string[] = [];
  {
    await using sending = await openSending({ time, store, ...(why.includes('saved') && { outbox }) });
    sending.second.answer = answer;
    sending.delivery.start();
    await time.pass(100);
    const ended = sending.delivery.stop();
    await time.pass(10_000);
    await ended;
    expect(texts(sending.second)).toEqual(['alice']);
    keys.push(...sending.second.sent.map(({ key }) => key));
  }
  await using next = await openSending({ time, store });
  next.delivery.start();
  await time.pass(1_000);
  expect(texts(next.second)).toEqual(['repeat alice']);
  expect(next.second.sent.map(({ key }) => key)).toEqual(keys);
  expect(await outcomes()).toEqual(['delivered']);
});

test('a send that fails in an unforeseen way is tried again, and the others go on', async () => {
  const time = createTime(NOON);
  await using sending = await openSending({ time, store });
  const { delivery, second, log } = sending;
  await follow(store, hers, 'alice');
  await crowd(store, 'elsewhere', 3, 'alice');
  await store.outbox.notify(annaAbroad, 'stalled', 'unwritable', NOON);
  second.answer = ({ text }) => {
    if (text.includes('unwritable')) throw new Error('unforeseen');
    return ok();
  };
  await happen(store, ['alice'], NOON);
  delivery.start();
  await time.pass(30_000);
  expect(log).toContain('an alert could not be made');
  expect(texts(second).filter((text) => text === 'alice')).toHaveLength(4);
  second.answer = ok;
  await time.pass(600_000);
  expect(texts(second).at(-1)).toBe('repeat unwritable');
  expect(await outcomes()).toEqual(['delivered']);
});
