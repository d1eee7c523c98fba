// Buttons: what a press does, what becomes of a stale or forged one, and who sees a private answer.
import { describe, expect, test } from 'vitest';
import { parseArgs } from '../../../../src/core/command/arguments.ts';
import type { Outcome } from '../../../../src/core/ports/platform.ts';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const button = (label: string, args: Readonly<Record<string, string>>, command = 'standings') => ({
  label,
  command,
  args,
});
const pages = ({ page = 1 }: { page?: number }) =>
  say(`page ${page}`, {
    actions: [button('Next', { page: String(page + 1) }), button('Same', { page: String(page) })],
  });

/** A host that answers standings by page; `outcome` may make something else of it. */
async function withPages(outcome: (reply: Reply) => Partial<Outcome> = () => ({})) {
  const host = createScriptedHost(({ raw }) => pages(parseArgs(standings.options, raw)));
  const { answer } = host;
  host.answer = async (invocation) => {
    const answered = await answer(invocation);
    return invocation.raw.kind === 'named' ? { ...answered, ...outcome(answered.reply) } : answered;
  };
  const { fake } = await converse(host);
  const [anna, group] = [fake.person(1), fake.group(-1_001)];
  const texts = (chat: typeof group | typeof anna) => fake.messages(chat).map(({ text }) => text);
  const begin = async (chat: typeof group | 'private' = 'private') => {
    fake.say(anna, chat, '/standings');
    const there = chat === 'private' ? anna : chat;
    await expect.poll(() => texts(there)).toEqual(['page 1']);
  };
  return { host, fake, anna, group, texts, begin };
}

describe('a press', () => {
  test('pages in place, and the clock on the button stops', async () => {
    const { host, fake, anna, texts, begin } = await withPages();
    await begin();
    const id = fake.press(anna, 'private', 'Next');
    await expect.poll(() => texts(anna)).toEqual(['page 2']);
    await expect.poll(() => fake.presses.get(id)).toEqual({});
    expect(host.heard[1]).toMatchObject({ raw: { kind: 'named', values: { page: '2' } }, chat: { kind: 'private' } });
    expect(fake.callsOf('sendMessage')).toHaveLength(1);
  });

  test('that changes nothing is shrugged at', async () => {
    const { fake, anna, texts, begin } = await withPages();
    await begin();
    fake.press(anna, 'private', 'Same');
    await expect.poll(() => fake.callsOf('editMessageText')).toHaveLength(1);
    fake.press(anna, 'private', 'Next');
    await expect.poll(() => texts(anna)).toEqual(['page 2']);
    expect(fake.callsOf('sendMessage')).toHaveLength(1);
  });

  test('below a message that can no longer be edited is answered anew', async () => {
    const { fake, anna, texts, begin } = await withPages();
    await begin();
    fake.faults.add({
      method: 'editMessageText',
      kind: 'refuse',
      code: 400,
      description: "Bad Request: message can't be edited",
    });
    fake.press(anna, 'private', 'Next');
    await expect.poll(() => texts(anna)).toEqual(['page 1', 'page 2']);
  });

  test('whose answer takes longer is acknowledged before', async () => {
    const slow = Promise.withResolvers<Reply>();
    const host = createScriptedHost(({ raw }) => (raw.kind === 'named' ? slow.promise : pages({})));
    const { fake } = await converse(host);
    const anna = fake.person(1);
    fake.say(anna, 'private', '/standings');
    await expect.poll(() => fake.messages(anna)).toHaveLength(1);
    const id = fake.press(anna, 'private', 'Next');
    await expect.poll(() => fake.presses.get(id)).toEqual({});
    await expect.poll(() => fake.callsOf('sendChatAction')).toHaveLength(1);
    slow.resolve(say('at last'));
    await expect.poll(() => fake.shown(anna)).toContain('at last');
  });

  test.each([
    ['of another version', '=standinks\npage=2'],
    ['that is no data of ours', '{"page":2}'],
    ['with a stranger chat', '=-x standings'],
    ['that is empty', ''],
    ['with markup', '=<b>\n'],
  ])('%s gets one sentence and nothing else', async (_, data) => {
    const { host, fake, anna, begin } = await withPages();
    await begin();
    const id = fake.forge(anna, 'private', data);
    await expect
      .poll(() => fake.presses.get(id))
      .toEqual({ text: 'platforms.telegram.stale-button', show_alert: true });
    expect(host.heard).toHaveLength(1);
  });

  test('without a chat, as below an inline message, gets the same', async () => {
    const { fake, anna, begin } = await withPages();
    await begin();
    fake.updates.push('callback_query', {
      id: '99',
      from: anna,
      inline_message_id: 'x',
      data: '=standings',
      chat_instance: '1',
    });
    await expect.poll(() => fake.callsOf('answerCallbackQuery')).toHaveLength(1);
    expect(fake.callsOf('answerCallbackQuery')[0]?.payload.text).toBe('platforms.telegram.stale-button');
  });

  test('with arguments that the command refuses shows the refusal as an alert, also among others', async () => {
    const { fake, anna, group, texts, begin } = await withPages(() => ({
      kind: 'mistake',
      reply: say('page must be between 1 and 99.', { visibility: 'private' }),
    }));
    await begin(group);
    const id = fake.forge(anna, group, '=standings\npage=7');
    await expect.poll(() => fake.presses.get(id)).toEqual({ text: 'page must be between 1 and 99.', show_alert: true });
    expect(texts(group)).toEqual(['page 1']);
  });

  test('of one who was asked to slow down already gets no words', async () => {
    const { fake, anna, texts, begin } = await withPages(() => ({ kind: 'ignored' }));
    await begin();
    const id = fake.press(anna, 'private', 'Next');
    await expect.poll(() => fake.presses.get(id)).toEqual({});
    expect(texts(anna)).toEqual(['page 1']);
  });

  test('another command of the button is a message of its own', async () => {
    const host = createScriptedHost(() => say('a card', { actions: [button('See it', {}, 'standings')] }));
    const { fake } = await converse(host);
    const anna = fake.person(1);
    fake.say(anna, 'private', 'node iost_kor');
    await expect.poll(() => fake.messages(anna)).toHaveLength(1);
    fake.press(anna, 'private', 'See it');
    await expect.poll(() => fake.messages(anna)).toHaveLength(2);
  });
});

describe('a private answer in a group', () => {
  const secret = say('your balance', { visibility: 'private', actions: [button('Hide', { search: 'x' })] });

  test('goes to the private chat, and the group reads that it did', async () => {
    const host = createScriptedHost(() => secret);
    const { fake } = await converse(host);
    const [anna, group] = [fake.person(1), fake.group(-1_001)];
    fake.say(anna, group, '/standings');
    await expect.poll(() => fake.shown(group)).toBe('platforms.telegram.sent-privately');
    expect(fake.shown(anna)).toBe('your balance\n[Hide]');
    fake.makeAdmin(anna, group);
    fake.press(anna, 'private', 'Hide');
    await expect.poll(() => host.heard).toHaveLength(2);
    expect(host.heard[1]?.chat).toEqual({ platform: 'telegram', chatId: '-1001', kind: 'group' });
  });

  test('from a topic has buttons about the topic', async () => {
    const host = createScriptedHost(() => secret);
    const { fake } = await converse(host);
    const [anna, forum] = [fake.person(1), fake.group(-1_001, { is_forum: true })];
    fake.say(anna, forum, '/standings', { message_thread_id: 77, is_topic_message: true });
    await expect.poll(() => fake.messages(anna)).toHaveLength(1);
    fake.press(anna, 'private', 'Hide');
    await expect.poll(() => host.heard).toHaveLength(2);
    expect(host.heard[1]?.chat).toEqual({ platform: 'telegram', chatId: '-1001', threadId: '77', kind: 'group' });
  });

  test('a button about a group asks again who belongs to it, and who administers it', async () => {
    const host = createScriptedHost(() => secret);
    const { fake } = await converse(host);
    const [boss, anna, mallory, group] = [fake.person(1), fake.person(2), fake.person(3), fake.group(-1_001)];
    fake.makeAdmin(boss, group);
    fake.say(anna, group, 'hello');
    for (const person of [boss, anna, mallory]) {
      fake.say(person, 'private', '/standings');
      await expect.poll(() => fake.messages(person)).toHaveLength(1);
    }
    const stale = fake.forge(mallory, 'private', '=-1001 standings');
    for (const person of [boss, anna]) fake.forge(person, 'private', '=-1001 standings');
    await expect.poll(() => host.heard).toHaveLength(5);
    await expect.poll(() => fake.presses.get(stale)?.text).toBe('platforms.telegram.stale-button');
    const about = host.heard.filter(({ chat }) => chat.chatId === '-1001');
    expect(about.map(({ actor, isChatAdmin }) => [actor.userId, isChatAdmin]).sort()).toEqual([
      ['1', true],
      ['2', false],
    ]);
  });

  test('of someone who never opened the bot is one press away', async () => {
    const { fake } = await converse(createScriptedHost(() => secret));
    const [stranger, group] = [fake.person(1, 'en', 'stranger'), fake.group(-1_001)];
    fake.say(stranger, group, '/standings iost_kor');
    await expect.poll(() => fake.messages(group)).toHaveLength(1);
    const [message] = fake.messages(group);
    expect(message?.text).not.toContain('balance');
    expect(message?.reply_markup?.inline_keyboard).toEqual([
      [{ text: 'platforms.telegram.open', url: 'https://t.me/herald_bot?start=standings_iost_kor' }],
    ]);
  });

  test('of an anonymous administrator never leaves for a chat that is not theirs', async () => {
    const { fake } = await converse(createScriptedHost(() => secret));
    const group = fake.group(-1_001);
    fake.sayAnonymously(group, '/standings');
    await expect.poll(() => fake.messages(group)).toHaveLength(1);
    expect(fake.shown(group)).not.toContain('balance');
    expect(fake.callsOf('sendMessage')).toHaveLength(1);
  });

  test('a mistake there is kept short and answers the message that made it', async () => {
    const host = createScriptedHost(() => say('unused'));
    const reply: Reply = {
      tone: 'warning',
      visibility: 'private',
      blocks: [
        { kind: 'text', text: 'No such page.' },
        { kind: 'text', text: 'Usage: standings [page]' },
      ],
      actions: [button('First', {})],
    };
    host.answer = async () => ({ kind: 'mistake', reply, locale: 'en' });
    const { fake } = await converse(host);
    const [anna, group] = [fake.person(1), fake.group(-1_001)];
    fake.say(anna, group, '/standings 0');
    await expect.poll(() => fake.shown(group)).toBe('⚠️ No such page.\n[First]');
    expect(fake.messages(group)[0]?.reply_to_message).toMatchObject({ message_id: 1 });
  });
});
