// What the bot answers, and what it leaves alone: private chats, groups, topics, channels, other bots.
import { describe, expect, test } from 'vitest';
import type { Invocation } from '../../../../src/core/ports/platform.ts';
import { createScriptedHost, type ScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const echo = ({ command, raw }: Invocation) => say(`heard ${command} ${raw.kind === 'line' ? raw.text : ''}`);

async function inGroup(host: ScriptedHost = createScriptedHost(echo)) {
  const { fake } = await converse(host);
  await expect.poll(() => fake.callsOf('getUpdates').length).toBeGreaterThan(0);
  const [anna, group] = [fake.person(1), fake.group(-1_001)];
  /** Everything before is handled when this is answered. */
  const settled = async () => {
    const count = host.heard.length;
    fake.say(anna, 'private', '/standings settled');
    await expect.poll(() => host.heard.length).toBeGreaterThan(count);
    await expect.poll(() => fake.shown(anna)).toContain('settled');
  };
  return { host, fake, anna, group, settled };
}

describe('in a private chat', () => {
  test('a line without a slash is a command line, also one that the bot does not know', async () => {
    const { host, fake, anna } = await inGroup();
    for (const text of ['standings 2', 'hello there', '/Standings@Herald_Bot "big bang"'])
      fake.say(anna, 'private', text);
    await expect.poll(() => fake.messages(anna)).toHaveLength(3);
    expect(host.heard.map(({ command, raw }) => [command, raw])).toEqual([
      ['standings', { kind: 'line', text: '2' }],
      ['hello', { kind: 'line', text: 'there' }],
      ['Standings', { kind: 'line', text: '"big bang"' }],
    ]);
    expect(host.heard[0]).toMatchObject({ isChatAdmin: true, locale: 'en', chat: { kind: 'private', chatId: '1' } });
  });

  test('other bots, their names, what has no text, edits and results of inline bots are left alone', async () => {
    const { host, fake, anna, settled } = await inGroup();
    const robot = { ...fake.person(2), is_bot: true };
    fake.say(robot, 'private', '/standings');
    fake.say(anna, 'private', '/standings@other_bot');
    fake.say(anna, 'private', '/standings', { via_bot: fake.bot });
    fake.edit(anna, 'private', '/standings 9');
    fake.updates.push('message', { message_id: 9, date: 1, chat: { id: 1, type: 'private' }, from: anna, sticker: {} });
    await settled();
    expect(host.heard).toHaveLength(1);
  });

  test.each([
    ['/start node_iost_kor', 'heard standings', ['start', '']],
    ['/start standings_iost_kor', 'heard standings iost_kor', ['standings', 'iost_kor']],
    ['/start standings', 'heard standings', ['standings', '']],
    ['/start <b>%_x', 'heard start', ['start', '']],
    ['/start', 'heard start', ['start', '']],
  ])('%s', async (text, _, [command, rest]) => {
    const { host, fake, anna } = await inGroup();
    fake.say(anna, 'private', text);
    await expect.poll(() => host.heard).toHaveLength(1);
    expect(host.heard[0]).toMatchObject({ command, raw: { kind: 'line', text: rest } });
  });
});

describe('in a group', () => {
  test('chatter, unknown commands and commands of other bots are never answered', async () => {
    const { host, fake, anna, group, settled } = await inGroup();
    for (const text of [
      'standings 2',
      'hello',
      '/unknown',
      '/standings@other_bot',
      '/',
      '@herald_bot hi',
      '/standings-2',
    ]) {
      fake.say(anna, group, text);
    }
    await settled();
    expect(host.heard).toHaveLength(1);
    expect(fake.messages(group)).toEqual([]);
  });

  test('its commands are, as a reply, and what is addressed to it by name', async () => {
    const { host, fake, anna, group } = await inGroup();
    fake.say(anna, group, '/standings 2 "big bang"');
    fake.say(anna, group, '/standigns@HERALD_bot\n2');
    await expect.poll(() => fake.messages(group)).toHaveLength(2);
    expect(host.heard).toMatchObject([
      { command: 'standings', raw: { text: '2 "big bang"' }, chat: { chatId: '-1001', kind: 'group' } },
      { command: 'standigns', raw: { text: '2' } },
    ]);
    expect(fake.messages(group).map((message) => message.reply_to_message)).toMatchObject([
      { message_id: 1 },
      { message_id: 2 },
    ]);
  });

  test('an answer in a forum stays in its topic, and a chain of replies is no topic', async () => {
    const { host, fake, anna, group } = await inGroup();
    const forum = fake.group(-1_002, { is_forum: true });
    fake.say(anna, forum, '/standings', { message_thread_id: 77, is_topic_message: true });
    fake.say(anna, forum, '/standings');
    fake.say(anna, group, '/standings', { message_thread_id: 78 });
    await expect.poll(() => fake.messages(group)).toHaveLength(1);
    await expect.poll(() => fake.messages(forum).map((message) => message.message_thread_id)).toEqual([77, undefined]);
    expect(host.heard.map(({ chat }) => chat.threadId)).toEqual(['77', undefined, undefined]);
  });

  test('a post in a channel is answered there', async () => {
    const { host, fake } = await inGroup();
    const channel = fake.group(-1_003, { type: 'channel' });
    fake.postInChannel(channel, 'news of the day');
    fake.postInChannel(channel, '/standings');
    await expect.poll(() => fake.shown(channel)).toContain('heard standings');
    expect(host.heard).toMatchObject([
      { isChatAdmin: true, actor: { userId: '-1003' }, chat: { chatId: '-1003', kind: 'channel' } },
    ]);
  });

  test('the bot that is put into a group says what it does, in the language of who put it there', async () => {
    const host = createScriptedHost(echo);
    const asked: unknown[] = [];
    const greeting = host.greeting;
    host.greeting = (chat, locale) => {
      asked.push([chat, locale]);
      return greeting(chat, locale);
    };
    const { fake, group } = await inGroup(host);
    fake.addBot(fake.person(3, 'zh-hans'), group);
    fake.addBot(fake.person(3), fake.group(-1_009, { type: 'channel' }));
    await expect.poll(() => fake.shown(group)).toContain('the greeting\n[Standings]');
    expect(asked).toEqual([[{ platform: 'telegram', chatId: '-1001', kind: 'group' }, 'zh-hans']]);
  });
});

describe('administrators', () => {
  test('are known by the list of the chat, which is asked once a minute at most', async () => {
    const { host, fake, anna, group } = await inGroup();
    const boss = fake.person(5);
    fake.makeAdmin(boss, group);
    for (const person of [anna, boss, anna, boss]) fake.say(person, group, '/standings');
    await expect.poll(() => host.heard).toHaveLength(4);
    expect(host.heard.map(({ isChatAdmin }) => isChatAdmin)).toEqual([false, true, false, true]);
    expect(fake.callsOf('getChatAdministrators')).toHaveLength(1);
  });

  test('anonymous ones write as the group itself; a channel that writes there is none', async () => {
    const { host, fake, group } = await inGroup();
    fake.sayAnonymously(group, '/standings');
    fake.sayAsChannel(fake.group(-1_004, { type: 'channel' }), group, '/standings');
    await expect.poll(() => host.heard).toHaveLength(2);
    expect(host.heard).toMatchObject([
      { isChatAdmin: true, actor: { userId: '-1001' } },
      { isChatAdmin: false, actor: { userId: '-1004' } },
    ]);
  });

  test('nobody is one while Telegram does not tell, and it is asked again', async () => {
    const { host, fake, group } = await inGroup();
    const boss = fake.person(5);
    fake.makeAdmin(boss, group);
    fake.faults.add({ method: 'getChatAdministrators', kind: 'reset', times: 1 });
    for (let count = 0; count < 2; count++) fake.say(boss, group, '/standings');
    await expect.poll(() => host.heard).toHaveLength(2);
    expect(host.heard.map(({ isChatAdmin }) => isChatAdmin)).toEqual([false, true]);
  });
});

describe('a group that becomes a supergroup', () => {
  test('takes its settings along, told once by two service messages', async () => {
    const { host, fake } = await inGroup();
    const group = fake.group(-50, { type: 'group' });
    fake.migrate(group, -1_050);
    fake.say(fake.person(1), 'private', '/standings');
    await expect.poll(() => host.heard).toHaveLength(1);
    expect(host.moved).toEqual([['-50', '-1050']]);
  });
});
