// Discord's limits: what it asks is done, and it never has to ask much.
import { setTimeout as delay } from 'node:timers/promises';
import { REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Target } from '../../../../src/core/ports/ids.ts';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import { createDeliver } from '../../../../src/platforms/discord/deliver/index.ts';
import { countInvalidRequests } from '../../../../src/platforms/discord/deliver/invalid-requests.ts';
import { tooMany } from '../../../fakes/discord/faults.ts';
import { createRates } from '../../../fakes/discord/rates.ts';
import { createServerClock } from '../../../fakes/rates.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { type Scene, startScene } from '../stage.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const SCALE = 20;
const POST = /POST \/channels/;

async function scene(more: Parameters<typeof startScene>[1] = {}) {
  const heard = createScriptedHost(() => say('an answer'));
  const opened = await startScene(heard, more);
  return { ...opened, heard, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

const posts = ({ fake }: Scene) => fake.requests.filter(({ method, path }) => POST.test(`${method} ${path}`));
const shown = ({ fake }: Scene) => fake.world.messages.length;
const send = ({ adapter, fake }: Scene, reply: Reply = say('news'), key = 'k') =>
  adapter.send({ kind: 'chat', chatId: fake.room.id }, reply, key);

describe('429', () => {
  test('is waited for as long as was asked, when that is short', async () => {
    await using open = await scene();
    open.fake.faults.next(POST, tooMany(0.3));
    expect(await send(open)).toEqual({ kind: 'ok' });
    expect(shown(open)).toBe(1);
    expect(open.heard.events).toContainEqual({ kind: 'told-to-wait', retryAfterMs: 1_000 });
  });

  test.each([false, true])('with a long wait is the caller’s business (global: %s)', async (isGlobal) => {
    await using open = await scene();
    open.fake.faults.next(POST, tooMany(600, isGlobal));
    const delivery = await send(open);
    expect(delivery).toMatchObject({ kind: 'rate-limited', retryAfterMs: expect.any(Number) });
    expect('retryAfterMs' in delivery && delivery.retryAfterMs).toBeGreaterThan(590_000);
    expect(posts(open)).toHaveLength(1);
    expect(open.heard.events).toContainEqual({ kind: 'sent', delivery: 'rate-limited' });
  });

  test('is obeyed without asking again until the time is over', async () => {
    let now = 0;
    await using open = await scene({ adapter: { clock: { now: () => now } } });
    open.fake.faults.next(POST, tooMany(30));
    expect(await send(open)).toMatchObject({ kind: 'rate-limited' });
    now = 10_000;
    expect(await send(open)).toMatchObject({ kind: 'rate-limited', retryAfterMs: expect.any(Number) });
    expect(posts(open)).toHaveLength(1);
    now = 31_000;
    expect(await send(open)).toEqual({ kind: 'ok' });
  });

  test('for everything holds up no answer', async () => {
    await using open = await scene();
    open.fake.faults.next(POST, tooMany(600, true));
    expect(await send(open)).toMatchObject({ kind: 'rate-limited' });
    expect(await open.adapter.send({ kind: 'person', userId: '5' }, say('news'), 'k')).toMatchObject({
      kind: 'rate-limited',
    });
    const ann = open.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => ann.messages()).toHaveLength(1);
  });

  test('without a time is not repeated at once for ever', async () => {
    await using open = await scene();
    open.fake.faults.next(POST, { kind: 'status', status: 429, body: {} }, Number.POSITIVE_INFINITY);
    expect(await send(open)).toEqual({ kind: 'rate-limited', retryAfterMs: 5_000 });
    expect(posts(open)).toHaveLength(1);
  });
});

describe('the fake', () => {
  const channel = (id: number) => `POST /channels/${id}/messages`;
  const open = () => {
    const clock = createServerClock(0.001);
    const rates = createRates({ scale: 0.001 }, clock);
    return {
      clock,
      rates,
      taken: (asked: readonly string[]) => asked.filter((each) => !rates.check(each).tooMany).length,
    };
  };

  test('takes five messages in five seconds of a channel, and says so beforehand', () => {
    const { clock, rates, taken } = open();
    expect(rates.check(channel(1)).headers).toMatchObject({ 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '4' });
    expect(taken(Array.from({ length: 9 }, () => channel(1)))).toBe(4);
    expect(rates.check(channel(1)).tooMany).toMatchObject({ global: false });
    clock.skip(5_000);
    expect(taken([channel(1)])).toBe(1);
  });

  test('takes 50 requests a second of a bot, interactions not counted', () => {
    const { clock, rates, taken } = open();
    expect(taken(Array.from({ length: 60 }, (_, id) => channel(id)))).toBe(50);
    expect(rates.check(channel(99))).toMatchObject({
      tooMany: { global: true },
      headers: { 'x-ratelimit-scope': 'global' },
    });
    expect(taken(['POST /interactions/1/token/callback'])).toBe(1);
    clock.skip(1_000);
    expect(taken([channel(99)])).toBe(1);
  });

  test('forgets a nonce after three minutes of its own', async () => {
    await using open = await scene({ limits: { scale: 10 } });
    await send(open);
    await send(open);
    expect(shown(open)).toBe(1);
    open.fake.later(181_000);
    await send(open);
    expect(shown(open)).toBe(2);
    expect(new Set(open.fake.delivered().map(({ nonce }) => nonce)).size).toBe(1);
  });
});

test('news to many channels and many to one, with commands in between: nobody is ever refused', async () => {
  await using open = await scene({ limits: { scale: SCALE }, adapter: { timeScale: SCALE } });
  const { adapter, fake } = open;
  const insist = async (to: Target, text: string): Promise<void> => {
    for (;;) {
      const delivery = await adapter.send(to, say(text), text);
      if (delivery.kind === 'ok') return;
      if (delivery.kind !== 'rate-limited') throw new Error(delivery.kind);
      await delay(delivery.retryAfterMs);
    }
  };
  const people = Array.from({ length: 150 }, () => fake.person());
  const work = [
    ...people.map(({ id }) => insist({ kind: 'person', userId: id }, `news ${id}`)),
    ...Array.from({ length: 12 }, (_, index) => insist({ kind: 'chat', chatId: fake.room.id }, `more ${index}`)),
  ];
  const [ann] = people;
  await ann?.slash('standings', {});
  await Promise.all(work);
  await expect.poll(() => fake.delivered().filter(({ text }) => text.includes('an answer'))).toHaveLength(1);
  expect(fake.rates).toMatchObject({ refused: 0, invalid: 0 });
  expect(fake.delivered(fake.room)).toHaveLength(12);
  expect(fake.delivered()).toHaveLength(150 + 12 + 1);
  expect(fake.delivered(ann?.channel).map(({ userId }) => userId)).toEqual([ann?.id, ann?.id]);
});

test('faults by chance: what is told of each message is true, and whatever is sent again is shown once', async () => {
  await using open = await scene();
  const { adapter, fake } = open;
  fake.faults.randomly({ rate: 0.5, seed: 7, kinds: ['server-error', 'late-error', 'reset', 'no-answer'] });
  const kinds = new Map<string, Set<number>>();
  for (let index = 0; index < 60; index++) {
    const channel = fake.world.addChannel({ type: 0 });
    const deliver = () => adapter.send({ kind: 'chat', chatId: channel.id }, say('news'), `${index}`);
    const { kind } = await deliver();
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(fake.delivered(channel).length));
    for (let again = kind; again !== 'ok'; ) again = (await deliver()).kind;
    expect(fake.delivered(channel)).toHaveLength(1);
  }
  expect(kinds.get('ok')).toEqual(new Set([1]));
  expect(kinds.get('unknown')).toEqual(new Set([0, 1]));
  expect(kinds.get('unavailable')).toBeUndefined();
  expect(fake.faults.byChance).toBeGreaterThan(20);
});

describe('10,000 invalid requests get a bot banned', () => {
  test.each([
    [403, 50001],
    [403, 50007],
    [403, 50013],
    [403, 50278],
    [404, 10003],
  ])('after %i %i a chat is left alone for a while', async (status, code) => {
    let now = 0;
    await using open = await scene({ adapter: { clock: { now: () => now } } });
    open.fake.room.refuses = [status, code];
    expect(await send(open)).toEqual({ kind: 'gone' });
    expect(await send(open, say('more'), 'other')).toEqual({ kind: 'gone' });
    expect(posts(open)).toHaveLength(1);
    delete open.fake.room.refuses;
    now = 11 * 60_000;
    expect(await send(open)).toEqual({ kind: 'ok' });
  });

  test('whatever they are about, after half as many nothing is sent for a while', () => {
    let now = 0;
    const invalid = countInvalidRequests({ now: () => now });
    for (let count = 0; count < 10_000; count++) invalid.note([200, 204, 400, 404][count % 4] ?? 0);
    expect(invalid.waitMs()).toBe(0);
    for (now = 1; now <= 5_000; now++) invalid.note([401, 403, 429][now % 3] ?? 0);
    expect(invalid.waitMs()).toBe(600_001 - now);
    now = 600_002;
    expect(invalid.waitMs()).toBe(0);
  });

  test('and then not even tried', async () => {
    await using open = await scene();
    const rest = new REST({ api: open.fake.apiBase }).setToken(open.fake.token);
    const ports = {
      rest,
      clock: { now: () => 0 },
      log: quiet,
      timeScale: 1,
      ended: new AbortController().signal,
      commands: [],
      isRoleGone: () => false,
    };
    const deliver = createDeliver({ ...ports, invalid: { note: () => undefined, waitMs: () => 7 } });
    expect(await deliver.send({ kind: 'chat', chatId: open.fake.room.id }, say('news'), 'k')).toEqual({
      kind: 'rate-limited',
      retryAfterMs: 7,
    });
    expect(posts(open)).toEqual([]);
  });

  test('an id that is none is no request at all', async () => {
    await using open = await scene();
    expect(await open.adapter.send({ kind: 'chat', chatId: '../users/@me' }, say('x'), 'k')).toMatchObject({
      kind: 'rejected',
    });
    expect(posts(open)).toEqual([]);
  });
});
