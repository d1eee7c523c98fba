// Where an answer goes that its place does not take: to whoever asked, or to where they read how to get it.
import { describe, expect, test } from 'vitest';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const TOPIC = { message_thread_id: 7, is_topic_message: true };

async function openForum() {
  const actions = [{ label: 'Next', command: 'standings', args: { page: '2' } }];
  const host = createScriptedHost(() => say('an answer', { actions }));
  const { fake, adapter, logged } = await converse(host, { timeScale: 20 });
  const [anna, forum] = [fake.person(1), fake.group(-1_001, { is_forum: true })];
  return { host, fake, adapter, anna, forum, logged };
}

describe('a topic that is closed or deleted', () => {
  test.each(['TOPIC_CLOSED', 'TOPIC_DELETED', 'TOPIC_ID_INVALID', 'deleted'] as const)(
    '%s: the answer goes to whoever asked, with buttons about the topic',
    async (how) => {
      const { host, fake, anna, forum } = await openForum();
      fake.setTopic(forum, 7, how);
      fake.say(anna, forum, '/standings', TOPIC);
      await expect.poll(() => fake.shown(anna)).toBe('an answer\n[Next]');
      fake.press(anna, 'private', 'Next');
      await expect.poll(() => host.heard).toHaveLength(2);
      expect(host.heard[1]?.chat).toEqual({ platform: 'telegram', chatId: '-1001', threadId: '7', kind: 'group' });
      expect(fake.messages(forum)).toEqual([]);
    },
  );

  test('and to nobody else: one who cannot be written to is told beside the topic', async () => {
    const { fake, forum } = await openForum();
    const shy = fake.person(2, 'en', 'stranger');
    fake.setTopic(forum, 7, 'TOPIC_CLOSED');
    fake.say(shy, forum, '/standings', TOPIC);
    await expect.poll(() => fake.messages(forum)).toHaveLength(1);
    expect(fake.shown(forum)).toContain('platforms.telegram.open-private');
    expect(fake.messages(forum)[0]).toMatchObject({
      reply_markup: { inline_keyboard: [[{ url: 'https://t.me/herald_bot?start=standings' }]] },
    });
    expect(fake.messages(forum)[0]).not.toHaveProperty('message_thread_id');
  });

  test('a press there is answered in private too', async () => {
    const { fake, anna, forum } = await openForum();
    fake.say(anna, forum, '/standings', TOPIC);
    await expect.poll(() => fake.messages(forum)).toHaveLength(1);
    fake.setTopic(forum, 7, 'TOPIC_CLOSED');
    const ben = fake.person(2);
    const press = fake.press(ben, forum, 'Next');
    await expect.poll(() => fake.shown(ben)).toContain('an answer');
    expect(fake.presses.get(press)).toEqual({});
  });

  test('a topic that opens again is told to the core', async () => {
    const { host, fake, forum } = await openForum();
    fake.setTopic(forum, 7, 'TOPIC_CLOSED');
    fake.setTopic(forum, 7, 'open');
    await expect.poll(() => host.rested).toEqual([['opened', { kind: 'chat', chatId: '-1001', threadId: '7' }]]);
  });

  test('in a private chat the answer comes without its topic', async () => {
    const { fake, anna } = await openForum();
    fake.say(anna, 'private', '/standings', TOPIC);
    await expect.poll(() => fake.shown(anna)).toBe('an answer\n[Next]');
  });
});

test('a group that takes no text: the answer goes to whoever asked', async () => {
  const { fake, anna, forum } = await openForum();
  fake.forbid(forum, ['text']);
  fake.say(anna, forum, '/standings');
  await expect.poll(() => fake.shown(anna)).toBe('an answer\n[Next]');
});

test('an answer that got through shows that its place is open', async () => {
  const { host, fake, anna, forum } = await openForum();
  fake.say(anna, forum, '/standings', TOPIC);
  fake.say(anna, 'private', '/standings');
  await expect.poll(() => host.rested).toHaveLength(2);
  expect(host.rested).toEqual(
    expect.arrayContaining([
      ['opened', { kind: 'chat', chatId: '-1001', threadId: '7' }],
      ['opened', { kind: 'person', userId: '1' }],
    ]),
  );
});
