// What Discord's refusals mean: a place that is closed now, trouble that passes, a message that is refused, files that are.
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import { MAY } from '../../../fakes/discord/types.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { nowSeenBy, type Scene, startScene } from '../stage.ts';

const POST = /POST \/channels/;
const DAY_MS = 24 * 3_600_000;
const picture = { kind: 'image', name: 'chart.png', data: new Uint8Array([1]), alt: 'votes *of* all nodes' } as const;
const table = { kind: 'file', name: 'votes.csv', data: new Uint8Array([2]), alt: '' } as const;
const pictured: Reply = { ...say('news'), blocks: [{ kind: 'text', text: 'news' }, picture, table] };
const host = () => createScriptedHost(() => pictured);

const send = ({ adapter, fake }: Scene, reply: Reply = say('news'), key = 'k') =>
  adapter.send({ kind: 'chat', chatId: fake.room.id }, reply, key);
const posts = ({ fake }: Scene) => fake.requests.filter(({ method, path }) => POST.test(`${method} ${path}`));

test.each([
  [403, 160005, 'gone'],
  [400, 160006, 'gone'],
  [400, 160007, 'gone'],
  [400, 50083, 'gone'],
  [400, 30033, 'gone'],
  [403, 50001, 'gone'],
  [403, 50013, 'gone'],
  [400, 50008, 'gone'],
  [400, 50024, 'gone'],
  [400, 40058, 'gone'],
  [403, 40007, 'gone'],
  [403, 50009, 'gone'],
  [403, 50095, 'gone'],
  [403, 999_999, 'gone'],
  [404, 999_999, 'gone'],
  [400, 999_999, 'rejected'],
  [400, 30015, 'rejected'],
  [400, 50006, 'rejected'],
  [400, 50035, 'rejected'],
  [403, 20009, 'rejected'],
  [400, 200000, 'rejected'],
  [400, 240000, 'rejected'],
  [403, 40333, 'unavailable'],
  [400, 40004, 'unavailable'],
  [400, 40006, 'unavailable'],
  [400, 130000, 'unavailable'],
  [401, 50014, 'unavailable'],
  [400, 20016, 'rate-limited'],
  [400, 20028, 'rate-limited'],
  [403, 20029, 'rate-limited'],
])('%i %i: %s', async (status, code, kind) => {
  await using scene = await startScene(host());
  scene.fake.faults.next(POST, { kind: 'status', status, body: { message: 'no', code } });
  expect(await send(scene)).toMatchObject({ kind });
});

test('a locked thread is closed, and written to again when it is open', async () => {
  let now = Date.now();
  await using scene = await startScene(host(), { adapter: { clock: { now: () => now } } });
  const { world, guildId, room } = scene.fake;
  const thread = world.addChannel({ type: 11, guildId, parentId: room.id });
  const news = () => scene.adapter.send({ kind: 'chat', chatId: thread.id }, say('news'), 'k');
  thread.isLocked = true;
  expect(await news()).toEqual({ kind: 'gone' });
  thread.isLocked = false;
  now += 11 * 60_000;
  expect(await news()).toEqual({ kind: 'ok' });
});

describe('files that are refused', () => {
  const shown = ({ fake }: Scene) => fake.delivered(fake.room).map(({ text }) => text);

  test('become their alternative text, and that is remembered of the channel for a day', async () => {
    let now = Date.now();
    await using scene = await startScene(host(), { adapter: { clock: { now: () => now } } });
    scene.fake.room.botMay = MAY.view | MAY.send;
    expect(await send(scene, pictured, 'one')).toEqual({ kind: 'ok' });
    expect(posts(scene)).toHaveLength(2);
    expect(shown(scene)).toEqual(['news\nvotes *of* all nodes\nvotes.csv']);
    expect(await send(scene, pictured, 'two')).toEqual({ kind: 'ok' });
    expect(posts(scene)).toHaveLength(3);
    scene.fake.room.botMay |= MAY.attachFiles;
    now += DAY_MS;
    expect(await send(scene, pictured, 'three')).toEqual({ kind: 'ok' });
    expect(scene.fake.world.messages.at(-1)?.files.size).toBe(2);
  });

  test('by a channel are none of another’s business', async () => {
    await using scene = await startScene(host());
    scene.fake.room.botMay = MAY.view | MAY.send;
    await send(scene, pictured);
    const other = scene.fake.world.addChannel({ type: 0, guildId: scene.fake.guildId });
    await scene.adapter.send({ kind: 'chat', chatId: other.id }, pictured, 'k');
    expect(scene.fake.world.messages.at(-1)?.files.size).toBe(2);
  });

  test.each([
    [400, { message: 'too large', code: 50045 }],
    [413, { message: 'too large', code: 40005 }],
    [413, {}],
    [400, { message: 'bad file', code: 50046 }],
    [403, { message: 'limited', code: 400001 }],
  ])('%i %j: the message arrives without them', async (status, body) => {
    await using scene = await startScene(host());
    scene.fake.faults.next(POST, { kind: 'status', status, body });
    expect(await send(scene, pictured)).toEqual({ kind: 'ok' });
    expect(shown(scene)).toEqual([expect.stringContaining('votes *of* all nodes')]);
  });

  test('where nothing may be written are not what is wrong', async () => {
    await using scene = await startScene(host());
    scene.fake.room.botMay = MAY.view;
    expect(await send(scene, pictured)).toEqual({ kind: 'gone' });
  });

  test('leave room for every text', async () => {
    await using scene = await startScene(host());
    scene.fake.room.botMay = MAY.view | MAY.send;
    const alt = '*'.repeat(1_000);
    const blocks = Array.from({ length: 9 }, (_, index) => ({ ...picture, name: `${index}.png`, alt }));
    const text = { kind: 'text', text: '*'.repeat(300) } as const;
    expect(await send(scene, say('', { blocks: [text, ...blocks] }))).toEqual({ kind: 'ok' });
  });

  test.each([
    ['at once', 0],
    ['after a promise', 1],
  ])('of an answer, %s, are told in words as well', async (_, slow) => {
    const answering = Promise.withResolvers<Reply>();
    await using scene = await startScene(createScriptedHost(() => answering.promise));
    const refused = { kind: 'status', status: 403, body: { message: 'Missing Permissions', code: 50013 } } as const;
    const ann = scene.fake.person({ channel: scene.fake.room });
    const asked = await ann.slash('standings', {});
    if (slow > 0) await expect.poll(() => asked.answered).toBe('thinking');
    scene.fake.faults.next(slow > 0 ? /PATCH/ : /callback/, refused);
    answering.resolve(pictured);
    await expect.poll(() => nowSeenBy(ann)).toEqual(['news\nvotes *of* all nodes\nvotes.csv']);
  });
});
