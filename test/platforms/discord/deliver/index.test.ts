// Messages that nobody asked for: sent once, to where they can be read, and whatever happens is told.
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import type { Fault } from '../../../fakes/discord/faults.ts';
import type { FakeBody } from '../../../fakes/discord/types.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { type Scene, startScene } from '../stage.ts';

const POST = /POST \/channels/;
const host = () => createScriptedHost(() => say('unused'));
const long = say('word '.repeat(2_000));

async function scene(more: Parameters<typeof startScene>[1] = {}) {
  const heard = host();
  const opened = await startScene(heard, { ...more, adapter: { requestTimeoutMs: 800, ...more.adapter } });
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

test('of two attempts at most, both with the nonce, the outcome is not known if neither says what became of it', async () => {
  await using open = await scene();
  open.fake.faults.next(POST, { kind: 'late-status', status: 502 });
  open.fake.faults.next(POST, { kind: 'reset' });
  expect(await send(open)).toEqual({ kind: 'unknown' });
  expect(new Set(posts(open).map(({ body }) => (body as FakeBody).nonce)).size).toBe(1);
  expect(posts(open)).toHaveLength(2);
  expect(await send(open)).toEqual({ kind: 'ok' });
  expect(shown(open)).toBe(1);
});

test('what may have arrived stays so when the second attempt meets nobody', async () => {
  await using open = await scene();
  open.fake.faults.next(POST, { kind: 'no-answer' });
  const sending = send(open);
  await expect.poll(() => shown(open)).toBe(1);
  await open.fake.goDown();
  expect(await sending).toEqual({ kind: 'unknown' });
  await open.fake.comeBack();
});

test('no connection at all is certainly nothing shown', async () => {
  await using open = await scene();
  await open.fake.goDown();
  expect(await send(open)).toEqual({ kind: 'unavailable' });
});

test('Discord forgets a nonce after a few minutes: what is whole by then is never sent again by ourselves', async () => {
  await using open = await scene();
  expect(await send(open)).toEqual({ kind: 'ok' });
  open.fake.later(4 * 60_000);
  await send(open, say('other news'), 'another key');
  expect(shown(open)).toBe(2);
});

test('a message of several parts goes on where it was broken off, after any time', async () => {
  await using open = await scene();
  open.fake.faults.next(POST, { kind: 'status', status: 200, body: { id: '1' } });
  open.fake.faults.next(POST, { kind: 'status', status: 401 });
  expect(await send(open, long)).toEqual({ kind: 'unavailable' });
  open.fake.later(60 * 60_000);
  await expect.poll(async () => (await send(open, long)).kind).toBe('ok');
  const parts = new Set(posts(open).map(({ body }) => (body as FakeBody).nonce));
  expect(shown(open)).toBe(parts.size - 1);
});

test('where it was broken off is not known: as a whole again, and Discord drops what it remembers', async () => {
  await using open = await scene();
  open.fake.faults.next(POST, { kind: 'status', status: 200, body: { id: '1' } });
  open.fake.faults.next(POST, { kind: 'late-status', status: 503 }, 2);
  expect(await send(open, long)).toEqual({ kind: 'unknown' });
  expect(await send(open, long)).toEqual({ kind: 'ok' });
  const parts = new Set(posts(open).map(({ body }) => (body as FakeBody).nonce));
  expect(shown(open)).toBe(parts.size);
});

test('files arrive with their bytes', async () => {
  await using open = await scene();
  await send(open, {
    ...say('x'),
    blocks: [{ kind: 'file', name: 'votes.csv', data: new Uint8Array([7, 8]), alt: 'all votes' }],
  });
  expect(open.fake.world.messages[0]?.files.get('votes.csv')).toEqual(new Uint8Array([7, 8]));
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
