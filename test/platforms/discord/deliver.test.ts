// Messages that nobody asked for: sent once, to where they can be read, and whatever happens is told.
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/core/reply.ts';
import type { Fault } from '../../fakes/fake-discord-faults.ts';
import { tooMany } from '../../fakes/fake-discord-faults.ts';
import type { FakeBody } from '../../fakes/fake-discord-types.ts';
import { createScriptedHost, say } from '../scripted-host.ts';
import { type Scene, startScene } from './stage.ts';

const POST = /POST \/channels/;
const host = () => createScriptedHost(() => say('unused'));
const long = say('word '.repeat(2_000));

async function scene(more: Parameters<typeof startScene>[1] = {}) {
  const heard = host();
  const opened = await startScene(heard, { ...more, adapter: { requestTimeoutMs: 200, ...more.adapter } });
  return { ...opened, heard, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

const send = ({ adapter, fake }: Scene, reply: Reply = say('news'), key = 'k') =>
  adapter.send({ kind: 'chat', chatId: fake.room.id }, reply, key);
const posts = ({ fake }: Scene) => fake.requests.filter(({ method, path }) => POST.test(`${method} ${path}`));
const shown = ({ fake }: Scene) => fake.world.messages.length;

test('every part has a nonce of its own, the same for the same key', async () => {
  await using open = await scene();
  await send(open, long, 'the key');
  const nonces = () => posts(open).map(({ body }) => (body as FakeBody).nonce);
  const first = nonces();
  expect(first.length).toBeGreaterThan(1);
  expect(new Set(first).size).toBe(first.length);
  expect(posts(open).every(({ body }) => (body as FakeBody).enforce_nonce === true)).toBe(true);
  const count = shown(open);
  await send(open, long, 'the key');
  expect(nonces().slice(first.length)).toEqual(first);
  expect(shown(open)).toBe(count);
});

test('a POST that times out is sent twice, and shown once', async () => {
  await using open = await scene();
  open.fake.faults.next(POST, { kind: 'no-answer' });
  expect(await send(open)).toEqual({ kind: 'ok' });
  expect(posts(open)).toHaveLength(2);
  expect(shown(open)).toBe(1);
});

test('Discord forgets a nonce after a few minutes: what is whole by then is never sent again by ourselves', async () => {
  await using open = await scene();
  expect(await send(open)).toEqual({ kind: 'ok' });
  open.fake.world.later(4 * 60_000);
  await send(open, say('other news'), 'another key');
  expect(shown(open)).toBe(2);
});

test('a message of several parts goes on where it was broken off, after any time', async () => {
  await using open = await scene();
  open.fake.faults.next(POST, { kind: 'status', status: 200, body: { id: '1' } });
  open.fake.faults.next(POST, { kind: 'status', status: 503 }, 4);
  expect(await send(open, long)).toEqual({ kind: 'unknown' });
  open.fake.world.later(60 * 60_000);
  expect(await send(open, long)).toEqual({ kind: 'ok' });
  const parts = new Set(posts(open).map(({ body }) => (body as FakeBody).nonce));
  expect(shown(open)).toBe(parts.size - 1);
});

test('a thread is written to by its own id', async () => {
  await using open = await scene();
  const { fake, adapter } = open;
  const thread = fake.world.addChannel({ type: 11, guildId: fake.guildId, parentId: fake.room.id });
  await adapter.send({ kind: 'chat', chatId: fake.room.id, threadId: thread.id }, say('news'), 'k');
  expect(fake.world.messages.map(({ channelId }) => channelId)).toEqual([thread.id]);
});

test('files arrive with their bytes', async () => {
  await using open = await scene();
  await send(open, {
    ...say('x'),
    blocks: [{ kind: 'file', name: 'votes.csv', data: new Uint8Array([7, 8]), alt: 'all votes' }],
  });
  expect(open.fake.world.messages[0]?.files.get('votes.csv')).toEqual(new Uint8Array([7, 8]));
});

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

  test('without a time is not repeated at once for ever', async () => {
    await using open = await scene();
    open.fake.faults.next(POST, { kind: 'status', status: 429, body: {} }, Number.POSITIVE_INFINITY);
    expect(await send(open)).toEqual({ kind: 'rate-limited', retryAfterMs: 5_000 });
    expect(posts(open)).toHaveLength(1);
  });
});

describe('trouble that passes', () => {
  const troubles: readonly (readonly [string, Fault])[] = [
    ['5xx', { kind: 'status', status: 503 }],
    ['a page of HTML', { kind: 'html' }],
    ['a reset', { kind: 'reset' }],
    ['no answer', { kind: 'hang' }],
  ];
  test.each(troubles)('%s: it may have arrived, and the next message goes out', async (_, fault) => {
    await using open = await scene();
    open.fake.faults.next(POST, fault, 4);
    expect(await send(open)).toEqual({ kind: 'unknown' });
    open.fake.faults.clear();
    expect(await send(open)).toEqual({ kind: 'ok' });
    expect(open.heard.events).toContainEqual({ kind: 'sent', delivery: 'unknown' });
  });
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

  test('an id that is none is no request at all', async () => {
    await using open = await scene();
    expect(await open.adapter.send({ kind: 'chat', chatId: '../users/@me' }, say('x'), 'k')).toMatchObject({
      kind: 'rejected',
    });
    expect(posts(open)).toEqual([]);
  });
});

test('a message that Discord refuses is rejected with its words, and nothing of its address', async () => {
  await using open = await scene();
  open.fake.faults.next(POST, { kind: 'status', status: 400, body: { message: 'Invalid Form Body', code: 50035 } });
  expect(await send(open)).toEqual({ kind: 'rejected', why: '400 50035: Invalid Form Body' });
});

test('before the start and after the stop nothing is sent', async () => {
  await using open = await scene();
  await open.adapter.stop();
  expect(await send(open)).toEqual({ kind: 'unavailable' });
  expect(posts(open)).toEqual([]);
});
