// What is said in a channel is said to all its readers, so nobody but those who run it makes the bot speak there.
import { expect, test } from 'vitest';
import type { Outcome } from '../../../../src/core/ports/platform.ts';
import type { Action, Reply } from '../../../../src/core/reply/reply.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const action = (label: string, args: Action['args'], command = 'standings'): Action => ({ label, command, args });
const buttons = [
  action('Next', { page: '2' }),
  action('Search', { search: '火币' }),
  action('Why?', { id: '7', for: 'here' }, 'why'),
];
const why = {
  ...standings,
  name: 'why',
  options: { id: { kind: 'integer', min: 1, max: 99 }, for: { kind: 'choice', choices: ['me', 'here'] } },
} as const;

/** The core's rule for channels, and `answered` for those who run it. */
async function openChannel(answered: Partial<Outcome> & { readonly reply: Reply } = { reply: say('an answer') }) {
  const host = createScriptedHost(() => say('the post', { actions: buttons }));
  const { answer } = host;
  host.answer = async (invocation) => {
    const outcome = await answer(invocation);
    const isReader = invocation.chat.kind === 'channel' && !invocation.isChatAdmin;
    if (isReader) return { ...outcome, kind: 'elsewhere', reply: say('Only administrators.') };
    return invocation.source === 'pressed' ? { ...outcome, ...answered } : outcome;
  };
  const { fake, adapter, logged } = await converse({ ...host, commands: [standings, why] }, { timeScale: 10 });
  const channel = fake.group(-1_003, { type: 'channel' });
  const [boss, reader] = [fake.person(1), fake.person(2)];
  fake.makeAdmin(boss, channel);
  fake.join(reader, channel);
  const texts = () => fake.messages(channel).map(({ text }) => text);
  fake.postInChannel(channel, '/standings');
  await expect.poll(texts).toEqual(['the post']);
  const asked = () => host.heard;
  return { fake, adapter, channel, boss, reader, texts, asked, logged };
}

test.each([
  ['Next', { url: 'https://t.me/herald_bot?start=standings_2' }],
  ['Search', { text: 'Only administrators.', show_alert: true }],
  ['Why?', { url: 'https://t.me/herald_bot?start=c1003_why_7--here' }],
])('a reader who presses “%s” publishes nothing and is shown where to get it', async (label, shown) => {
  const { fake, channel, reader, texts } = await openChannel();
  const press = fake.press(reader, channel, label);
  await expect.poll(() => fake.presses.get(press)).toEqual(shown);
  expect(texts()).toEqual(['the post']);
  expect(fake.callsOf('editMessageText')).toEqual([]);
});

test('the link asks the same in the private chat, about the channel as long as its reader belongs to it', async () => {
  const { fake, reader, asked } = await openChannel();
  const stranger = fake.person(9);
  for (const [index, person] of [reader, stranger].entries()) {
    fake.say(person, 'private', '/start c1003_why_7--here');
    await expect.poll(asked).toHaveLength(index + 2);
  }
  expect(asked().slice(1)).toMatchObject([
    {
      command: 'why',
      source: 'link',
      raw: { text: '7 here' },
      chat: { chatId: '-1003', kind: 'group' },
      isChatAdmin: false,
    },
    { command: 'why', source: 'link', raw: { text: '7 here' }, chat: { chatId: '9', kind: 'private' } },
  ]);
  expect(fake.messages(reader)).toHaveLength(1);
});

test('an administrator turns the page for all', async () => {
  const { fake, channel, boss, texts, asked } = await openChannel({ reply: say('page 2') });
  fake.press(boss, channel, 'Next');
  await expect.poll(texts).toEqual(['page 2']);
  expect(asked().at(-1)).toMatchObject({ chat: { kind: 'channel' }, isChatAdmin: true });
});

test.each([
  ['a mistake', { kind: 'mistake', reply: say('No.', { actions: [action('Again', {})] }) }],
  ['one that is long', { kind: 'mistake', reply: say('No. '.repeat(99)) }],
  ['asking too fast', { kind: 'too-fast', reply: say('Slow down.') }],
] as const)('%s of an administrator is no post', async (_, outcome) => {
  const { fake, channel, boss, texts } = await openChannel(outcome);
  const press = fake.press(boss, channel, 'Next');
  await expect.poll(() => fake.presses.get(press)?.show_alert).toBe(true);
  expect(fake.presses.get(press)?.text?.length).toBeLessThanOrEqual(200);
  expect(texts()).toEqual(['the post']);
});

test.each(['answered', 'asked'] as const)('what is for an administrator alone is no post: %s', async (kind) => {
  const secret = say('for you', { visibility: 'private', actions: [action('Yes', { page: '3' })] });
  const { fake, channel, boss, texts, asked } = await openChannel({ kind, reply: secret });
  fake.press(boss, channel, 'Next');
  await expect.poll(() => fake.shown(boss)).toContain('for you\n[Yes]');
  fake.press(boss, 'private', 'Yes');
  await expect.poll(asked).toHaveLength(3);
  expect(asked()[2]?.chat).toMatchObject({ chatId: '-1003', kind: 'group' });
  expect(texts()).toEqual(['the post']);
});

test('who cannot be written to gets a link, and the channel nothing', async () => {
  const { fake, channel, texts } = await openChannel({ reply: say('for you', { visibility: 'private' }) });
  const shy = fake.person(3, 'en', 'stranger');
  fake.makeAdmin(shy, channel);
  const press = fake.press(shy, channel, 'Next');
  await expect.poll(() => fake.presses.get(press)).toEqual({ url: 'https://t.me/herald_bot?start=standings_2' });
  expect(texts()).toEqual(['the post']);
});

test('nobody is an administrator while Telegram does not say', async () => {
  const { fake, channel, boss, texts } = await openChannel();
  fake.faults.add({ method: 'getChatAdministrators', kind: 'refuse', code: 400, description: 'CHAT_ADMIN_REQUIRED' });
  const press = fake.press(boss, channel, 'Next');
  await expect.poll(() => fake.presses.get(press)?.url).toContain('standings_2');
  expect(texts()).toEqual(['the post']);
});

test('a core that fails is no post', async () => {
  const host = createScriptedHost(() => say('the post', { actions: buttons }));
  const { answer } = host;
  host.answer = (invocation) =>
    invocation.source === 'pressed' ? Promise.reject(new Error('no')) : answer(invocation);
  const { fake } = await converse(host);
  const channel = fake.group(-1_003, { type: 'channel' });
  fake.postInChannel(channel, '/standings');
  await expect.poll(() => fake.messages(channel)).toHaveLength(1);
  const press = fake.press(fake.person(1), channel, 'Next');
  await expect.poll(() => fake.presses.get(press)?.text).toBe('platforms.telegram.failed');
  expect(fake.messages(channel)).toHaveLength(1);
});

test('what nobody asked for carries links there, and buttons elsewhere; the kind of a chat is asked once', async () => {
  const { fake, adapter, channel } = await openChannel();
  const group = fake.group(-1_001);
  const keyboards = async (chatId: string, there: typeof channel) => {
    for (const key of ['1', '2']) {
      expect(await adapter.send({ kind: 'chat', chatId }, say('news', { actions: buttons }), key)).toEqual({
        kind: 'ok',
      });
    }
    return fake.messages(there).at(-1)?.reply_markup?.inline_keyboard.flat();
  };
  expect(await keyboards('-1003', channel)).toEqual([
    { text: 'Next', url: 'https://t.me/herald_bot?start=standings_2' },
    { text: 'Search', url: 'https://t.me/herald_bot?start=standings' },
    { text: 'Why?', url: 'https://t.me/herald_bot?start=c1003_why_7--here' },
  ]);
  expect((await keyboards('-1001', group))?.map(({ url }) => url)).toEqual([undefined, undefined, undefined]);
  expect(fake.callsOf('getChat')).toHaveLength(2);
  await adapter.send({ kind: 'person', userId: '1' }, say('news', { actions: buttons }), '3');
  expect(fake.callsOf('getChat')).toHaveLength(2);
});

test('a chat of which Telegram does not say what it is gets links, which are right in any', async () => {
  const { fake, adapter } = await openChannel();
  const group = fake.group(-1_001);
  fake.faults.add({ method: 'getChat', kind: 'html', status: 502, times: 1 });
  const send = (key: string) => adapter.send({ kind: 'chat', chatId: '-1001' }, say('news', { actions: buttons }), key);
  await send('1');
  await send('2');
  const [first, second] = fake.messages(group).map(({ reply_markup }) => reply_markup?.inline_keyboard.flat()[0]);
  expect([first?.url, second?.url]).toEqual([expect.stringContaining('t.me'), undefined]);
});
