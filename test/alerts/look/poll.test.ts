// What is decided on looks at the recorded chain, one after the other, and what is saved of them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TickStore } from '../../../src/core/ports/ticks.ts';
import { diffElection } from '../../../src/election/diff.ts';
import { stateOf } from '../../../src/election/state.ts';
import { type Bot, type Looks, observationAt, observations, openLooks, seen, withoutSlife } from './looking.ts';

const ONLINE = 5;

let looks: Looks;
beforeEach(async () => {
  looks = await openLooks();
});
afterEach(() => looks.store.close());

test('the first look says nothing, and is where the next begins', async () => {
  await looks.watch();
  const { poll, look } = looks.start();
  expect(poll.latest()).toBeUndefined();
  expect(await look(seen(0))).toBe(0);
  expect(poll.latest()).toEqual(observations[0]);
  expect(await looks.store.ticks.load(observationAt(0).snapshot.chain)).toMatchObject({ pending: [] });
  expect(await looks.alerts()).toEqual([]);
});

test('what is new is told when it has stood in two looks, once, with both heights and who showed it', async () => {
  await looks.watch();
  const { look } = looks.start({ quorum: 1 });
  for (let index = 0; index <= ONLINE; index += 1) expect(await look(seen(index))).toBe(0);
  expect(await look(seen(ONLINE + 1))).toBe(1);
  expect(await look(seen(ONLINE + 2))).toBe(0);
  const [before, after] = [observations[ONLINE], observations[ONLINE + 1]].map((one) => one?.snapshot.blocks.first);
  expect(await looks.alerts()).toMatchObject([
    {
      type: 'online',
      subject: 'slife',
      direction: 'up',
      blocks: { from: before, to: after },
      sources: ['one.example'],
      isOffline: false,
      isOneSource: false,
      isSynthetic: true,
    },
  ]);
});

test('what stood in one look only is never told', async () => {
  await looks.watch();
  const { look } = looks.start({ quorum: 1 });
  for (const index of [3, 4, ONLINE]) await look(seen(index));
  for (const index of [6, 8, 10]) {
    expect(await look(seen(index, 'one.example', withoutSlife))).toBe(0);
    expect(await look(seen(index + 1))).toBe(0);
  }
  expect(await looks.alerts()).toEqual([]);
});

test('a chain that stands still confirms nothing', async () => {
  await looks.watch();
  const { look } = looks.start({ quorum: 1 });
  for (const index of [3, 4, ONLINE, ONLINE, ONLINE]) expect(await look(seen(index))).toBe(0);
  expect(await look(seen(ONLINE + 1))).toBe(1);
});

test('a restart between two looks loses nothing that waits to be confirmed, and repeats nothing', async () => {
  await looks.watch();
  for (let index = 0; index < ONLINE; index += 1) await looks.start({ quorum: 1 }).look(seen(index));
  expect(await looks.start({ quorum: 1 }).look(seen(ONLINE))).toBe(0);
  expect(await looks.start({ quorum: 1 }).look(seen(ONLINE + 1))).toBe(1);
  expect(await looks.start({ quorum: 1 }).look(seen(ONLINE + 2))).toBe(0);
});

test('a rule that is new in this version knows its values from the first look on', async () => {
  const { db } = looks.store;
  const measured = async () => {
    const values = await db.selectFrom('metrics').selectAll().execute();
    const moments = await db.selectFrom('metric_since').selectAll().execute();
    return [...values, ...moments].map((row) => Object.values(row).join(' ')).toSorted();
  };
  await looks.watch();
  await looks.start({ quorum: 1 }).look(seen(0));
  const all = await measured();
  for (const table of ['metrics', 'metric_since'] as const) {
    await db.deleteFrom(table).where('metric', 'in', ['rank', 'unlisted']).execute();
  }
  expect((await measured()).length).toBeLessThan(all.length);
  expect(await looks.start({ quorum: 1 }).look(seen(0))).toBe(0);
  expect(await measured()).toEqual(all);
});

test('a look that cannot be saved changes nothing: the next one decides the same', async () => {
  await looks.watch();
  let fails = false;
  const ticks: TickStore = {
    ...looks.store.ticks,
    save: async (tick) => {
      if (!fails) return looks.store.ticks.save(tick);
      throw new Error('the disk is full');
    },
  };
  const { poll, look } = looks.start({ quorum: 1, ticks });
  for (let index = 3; index <= ONLINE; index += 1) await look(seen(index));
  fails = true;
  for (let tries = 0; tries < 3; tries += 1) await expect(look(seen(ONLINE + 1))).rejects.toThrow('the disk is full');
  expect(poll.latest()).toEqual(observations[ONLINE]);
  expect(await looks.alerts()).toEqual([]);
  fails = false;
  expect(await look(seen(ONLINE + 1))).toBe(1);
  expect(await look(seen(ONLINE + 2))).toBe(0);
});

test.each([
  ['of the same bot', (bot: Bot) => bot],
  ['with a restart at every look', () => looks.start({ quorum: 1 })],
])('after a downtime the net changes are told once, marked, when they are confirmed: %s', async (_, next) => {
  await looks.watch();
  await looks.watch('status');
  let bot = looks.start({ quorum: 1 });
  for (const index of [2, 3]) await bot.look(seen(index));
  looks.skip(3_600_000);
  const told: number[] = [];
  for (const index of [20, 21, 22, 23]) {
    bot = next(bot);
    told.push(await bot.look(seen(index)));
  }
  const [older, newer] = [observationAt(3), observationAt(21)];
  const types = ['online', 'offline', 'registered', 'approved', 'leaving', 'left', 'unregistered'];
  const net = diffElection(stateOf(older), stateOf(newer)).filter(({ type }) => types.includes(type));
  expect(net.length).toBeGreaterThan(8);
  expect(told).toEqual([0, net.length, 0, 0]);
  const nameOf = ({ type }: { type: string }, subject: string) => `${type} ${subject}`;
  const events = await looks.alerts();
  expect(events.map((event) => nameOf(event, event.subject)).toSorted()).toEqual(
    net.map((event) => nameOf(event, event.node)).toSorted(),
  );
  expect(new Set(events.map(({ isOffline }) => isOffline))).toEqual(new Set([true]));
  expect(events[0]?.blocks).toEqual({ from: older.snapshot.blocks.first, to: newer.snapshot.blocks.first });
});
