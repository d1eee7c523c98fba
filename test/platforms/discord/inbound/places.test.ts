// Places that the bot is put out of rest from that moment, and go on when it may write there again; so do roles that are no more.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, test } from 'vitest';
import type { AdapterHost } from '../../../../src/core/ports/platform.ts';
import { channelJson } from '../../../fakes/discord/payloads.ts';
import { rungBy } from '../../../fakes/discord/text.ts';
import { startHost } from '../../../support/host.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { openScene, startScene } from '../stage.ts';

const SEND_AND_VIEW = (1n << 10n) | (1n << 11n) | (1n << 38n);
const host = () => createScriptedHost(() => say('x'));
const closed = (chatId: string) => ['closed', { kind: 'chat', chatId }];
const opened = (chatId: string) => ['opened', { kind: 'chat', chatId }];

// Mostly waiting, so side by side.
describe.concurrent('places', () => {
  test('of a server that the bot is removed from: every channel and thread', async ({ expect }) => {
    const heard = host();
    await using scene = await openScene();
    const { fake } = scene;
    const { guildId } = fake;
    const thread = fake.world.addChannel({ type: 11, guildId, parentId: fake.room.id });
    await scene.adapter.start(heard);
    fake.gateway.dispatch('GUILD_DELETE', { id: guildId }, guildId);
    await expect.poll(() => heard.rested).toEqual(expect.arrayContaining([closed(fake.room.id), closed(thread.id)]));
  });

  test('of a server that is away for an outage stay', async ({ expect }) => {
    const heard = host();
    await using scene = await startScene(heard);
    const { guildId, gateway } = scene.fake;
    gateway.dispatch('GUILD_DELETE', { id: guildId, unavailable: true }, guildId);
    gateway.dispatch('THREAD_DELETE', { id: '5', guild_id: guildId, parent_id: '6', type: 11 }, guildId);
    await expect.poll(() => heard.rested).toEqual([closed('5')]);
  });

  test('that are deleted: a channel with its threads, a thread that nobody had heard of', async ({ expect }) => {
    const heard = host();
    await using scene = await openScene();
    const { fake } = scene;
    const { guildId } = fake;
    const news = fake.world.addChannel({ type: 5, guildId });
    const thread = fake.world.addChannel({ type: 10, guildId, parentId: news.id });
    await scene.adapter.start(heard);
    fake.gateway.dispatch('CHANNEL_DELETE', channelJson(news), guildId);
    fake.gateway.dispatch('THREAD_DELETE', { id: '7', guild_id: guildId, parent_id: '8', type: 11 }, guildId);
    await expect.poll(() => heard.rested).toEqual([closed(news.id), closed(thread.id), closed('7')]);
  });

  test('come back with a new invitation, and nowhere else', async ({ expect }) => {
    const heard = host();
    await using scene = await startScene(heard);
    const { fake } = scene;
    const channel = fake.join(SEND_AND_VIEW);
    const other = fake.join(SEND_AND_VIEW);
    const remove = (guildId = '') => fake.gateway.dispatch('GUILD_DELETE', { id: guildId }, guildId);
    remove(channel.guildId);
    remove(other.guildId);
    await expect.poll(() => heard.rested).toEqual([closed(channel.id), closed(other.id)]);
    fake.rejoin(channel, SEND_AND_VIEW);
    await expect.poll(() => heard.rested.slice(2)).toEqual([opened(channel.id)]);
  });

  test('that are told of all at once are what they were last', async ({ expect }) => {
    const heard = host();
    const placesClosed: AdapterHost['placesClosed'] = async (...closing) => {
      await delay(100);
      await heard.placesClosed(...closing);
    };
    await using scene = await startScene({ ...heard, placesClosed });
    const { fake } = scene;
    const channel = fake.join(SEND_AND_VIEW);
    fake.gateway.dispatch('GUILD_DELETE', { id: channel.guildId }, channel.guildId);
    fake.rejoin(channel, SEND_AND_VIEW);
    await expect.poll(() => heard.rested).toEqual([closed(channel.id), opened(channel.id)]);
  });

  test('come back at the next start when they were opened while the bot was away', async ({ expect }) => {
    const heard = host();
    await using scene = await openScene();
    await heard.placesClosed('discord', [
      { kind: 'chat', chatId: scene.fake.room.id },
      { kind: 'chat', chatId: '999' },
    ]);
    await scene.adapter.start(heard);
    await expect.poll(() => heard.rested.slice(2)).toEqual([opened(scene.fake.room.id)]);
  });

  test('that refuse the bot are tried again as soon as somebody calls it there', async ({ expect }) => {
    const heard = host();
    await using scene = await startScene(heard);
    const { room } = scene.fake;
    const send = (key: string) => scene.adapter.send({ kind: 'chat', chatId: room.id }, say('news'), key);
    room.botMay = 0n;
    expect(await send('one')).toEqual({ kind: 'gone' });
    delete room.botMay;
    expect(await send('two')).toEqual({ kind: 'gone' });
    await scene.fake.person({ channel: room }).slash('standings', {});
    await expect.poll(() => heard.rested).toContainEqual(opened(room.id));
    expect(await send('three')).toEqual({ kind: 'ok' });
  });

  test('of a person whose private chat was closed are tried again as soon as they call, from wherever', async ({
    expect,
  }) => {
    const heard = host();
    await using scene = await startScene(heard);
    const ann = scene.fake.person({ channel: scene.fake.room });
    const send = (key: string) => scene.adapter.send({ kind: 'person', userId: ann.id }, say('news'), key);
    scene.fake.world.people.set(ann.id, { refuses: [403, 50007] });
    expect(await send('one')).toEqual({ kind: 'gone' });
    scene.fake.world.people.set(ann.id, {});
    expect(await send('two')).toEqual({ kind: 'gone' });
    await ann.slash('standings', {});
    await expect.poll(() => heard.heard.length).toBe(1);
    await expect.poll(() => send('three')).toEqual({ kind: 'ok' });
  });
});

describe.concurrent('a role that is no more', () => {
  test('is told of at once', async ({ expect }) => {
    const heard = host();
    await using scene = await startScene(heard);
    const { guildId, gateway } = scene.fake;
    gateway.dispatch('GUILD_ROLE_DELETE', { guild_id: guildId, role_id: '42' }, guildId);
    await expect.poll(() => heard.rolesGone).toEqual(['42']);
  });

  test('since the bot was away is told of when it should be pinged, and the news arrives', async ({ expect }) => {
    const heard = host();
    await using scene = await openScene();
    const { fake, adapter } = scene;
    const role = fake.addRole({ name: 'voters', isMentionable: true });
    await adapter.start(heard);
    const send = (pingRole: string) =>
      adapter.send({ kind: 'chat', chatId: fake.room.id, pingRole }, say('news'), pingRole);
    expect(await send(role.id)).toEqual({ kind: 'ok' });
    expect(heard.rolesGone).toEqual([]);
    expect(await send('42')).toEqual({ kind: 'ok' });
    expect(heard.rolesGone).toEqual(['42']);
    expect(fake.world.messages.flatMap((message) => rungBy(fake.world, message))).toEqual([role.id]);
  });
});

test('the real list of a server rests with its removal, and is the same after a new invitation', async ({ expect }) => {
  await using bot = await startHost();
  await using scene = await startScene(bot.host);
  const { fake } = scene;
  const channel = fake.join(SEND_AND_VIEW);
  const { id, guildId = '' } = channel;
  const list = () => bot.store.subscriptions.list({ kind: 'chat', chat: { platform: 'discord', chatId: id } });
  const closed = () => bot.store.chats.closed('discord');
  await fake.person({ channel, isAdmin: true }).slash('watch', { subject: 'huobipool', event: 'elected' });
  await expect.poll(list).toHaveLength(1);
  fake.gateway.dispatch('GUILD_DELETE', { id: guildId }, guildId);
  await expect.poll(closed).toEqual([{ kind: 'chat', chatId: id }]);
  fake.rejoin(channel, SEND_AND_VIEW);
  await expect.poll(closed).toEqual([]);
  expect(await list()).toHaveLength(1);
});
