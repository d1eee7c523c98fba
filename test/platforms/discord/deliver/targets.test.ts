// Where messages go that nobody asked for: to persons, threads and channels, and to the one role that may be pinged.
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import type { Fault } from '../../../fakes/discord/faults.ts';
import { rungBy } from '../../../fakes/discord/text.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { openScene, type Scene, startScene } from '../stage.ts';

const POST = /POST \/channels/;

async function scene(more: Parameters<typeof startScene>[1] = {}) {
  const heard = createScriptedHost(() => say('an answer'));
  const opened = await startScene(heard, more);
  return { ...opened, heard, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

const posts = ({ fake }: Scene) => fake.requests.filter(({ method, path }) => POST.test(`${method} ${path}`));
const shown = ({ fake }: Scene) => fake.world.messages.length;

test('a thread is written to by its own id', async () => {
  await using open = await scene();
  const { fake, adapter } = open;
  const thread = fake.world.addChannel({ type: 11, guildId: fake.guildId, parentId: fake.room.id });
  await adapter.send({ kind: 'chat', chatId: fake.room.id, threadId: thread.id }, say('news'), 'k');
  expect(fake.world.messages.map(({ channelId }) => channelId)).toEqual([thread.id]);
});

describe('a person', () => {
  const DIRECT = /POST .users.@me.channels/;
  const toPerson = ({ adapter }: Scene, userId: string, key = 'k') =>
    adapter.send({ kind: 'person', userId }, say('news'), key);
  const opened = ({ fake }: Scene) => fake.requests.filter(({ method, path }) => DIRECT.test(`${method} ${path}`));

  test('is written to in their private chat, which is looked up once', async () => {
    await using open = await scene();
    const ann = open.fake.person();
    expect(await toPerson(open, ann.id, 'one')).toEqual({ kind: 'ok' });
    expect(await toPerson(open, ann.id, 'two')).toEqual({ kind: 'ok' });
    expect(ann.messages()).toHaveLength(2);
    expect(opened(open)).toHaveLength(1);
  });

  test.each([
    [404, 10013],
    [400, 50033],
    [403, 50007],
  ])('who cannot be written to (%i %i) is gone, and is left alone for a while', async (status, code) => {
    await using open = await scene();
    const ann = open.fake.person();
    open.fake.world.people.set(ann.id, { refuses: [status, code] });
    expect(await toPerson(open, ann.id)).toEqual({ kind: 'gone' });
    expect(await toPerson(open, ann.id)).toEqual({ kind: 'gone' });
    expect(opened(open)).toHaveLength(1);
    expect(posts(open)).toEqual([]);
  });

  test('who closes the private chat is gone, and it is looked up again after that', async () => {
    let now = 0;
    await using open = await scene({ adapter: { clock: { now: () => now } } });
    const ann = open.fake.person();
    ann.channel.refuses = [403, 50007];
    expect(await toPerson(open, ann.id)).toEqual({ kind: 'gone' });
    delete ann.channel.refuses;
    now = 11 * 60_000;
    expect(await toPerson(open, ann.id)).toEqual({ kind: 'ok' });
    expect(opened(open)).toHaveLength(2);
  });

  test.each<[string, Fault]>([
    ['5xx', { kind: 'status', status: 503 }],
    ['a reset', { kind: 'reset' }],
    ['nonsense', { kind: 'status', status: 200, body: { hello: 'world' } }],
  ])('is not written to while nobody says where: %s', async (_, fault) => {
    await using open = await scene();
    open.fake.faults.next(DIRECT, fault);
    expect(await toPerson(open, open.fake.person().id)).toEqual({ kind: 'unavailable' });
    expect(posts(open)).toEqual([]);
  });

  test('is waited for when private chats are opened too fast', async () => {
    await using open = await scene();
    open.fake.faults.next(DIRECT, { kind: 'status', status: 400, body: { message: 'Too fast', code: 40003 } });
    expect(await toPerson(open, open.fake.person().id)).toEqual({ kind: 'rate-limited', retryAfterMs: 60_000 });
  });
});

describe('a role', () => {
  const ping = ({ adapter, fake }: Scene, pingRole: string, reply: Reply) =>
    adapter.send({ kind: 'chat', chatId: fake.room.id, pingRole }, reply, 'k');
  const pings = ({ fake: { world } }: Scene) => world.messages.map((message) => rungBy(world, message));

  test('that the chat wants is pinged once, and nobody whom the text names', async () => {
    await using open = await openScene();
    const role = open.fake.addRole({ name: 'voters', isMentionable: true });
    const other = open.fake.addRole({ name: 'others', isMentionable: true });
    await open.adapter.start(createScriptedHost(() => say('unused')));
    const hostile = `@everyone @here <@&${other.id}> <@5> <@!5> ${'word '.repeat(2_000)}`;
    expect(await ping(open, role.id, say(hostile))).toEqual({ kind: 'ok' });
    expect(shown(open)).toBeGreaterThan(1);
    expect(pings(open).flat()).toEqual([role.id]);
  });

  test('that is none pings nobody', async () => {
    await using open = await scene();
    for (const role of ['everyone', '<@&1>', '']) await ping(open, role, say(`news for ${role}`));
    expect(pings(open).flat()).toEqual([]);
  });

  test('finds room above the longest message', async () => {
    await using open = await scene();
    const file = (index: number) =>
      ({ kind: 'file', name: `${index}.csv`, data: new Uint8Array([1]), alt: 'votes' }) as const;
    for (const blocks of [
      Array.from({ length: 90 }, () => ({ kind: 'text', text: 'x' }) as const),
      [{ kind: 'text', text: 'word '.repeat(3_000) } as const],
      Array.from({ length: 10 }, (_, index) => file(index)),
    ]) {
      const delivery = await open.adapter.send(
        { kind: 'chat', chatId: open.fake.world.addChannel({ type: 0 }).id, pingRole: '9'.repeat(20) },
        say('', { blocks }),
        `${blocks.length}`,
      );
      expect(delivery).toEqual({ kind: 'ok' });
    }
  });
});
