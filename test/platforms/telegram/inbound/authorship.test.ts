// Whose words reach the core: links, what was passed on, and since when they are written.
import { expect, test } from 'vitest';
import type { Invocation } from '../../../../src/core/ports/platform.ts';
import type { FakeTelegram } from '../../../fakes/telegram/index.ts';
import type { User } from '../../../fakes/telegram/world.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const quote = (type: string, offset = 0) => ({ entities: [{ type, offset, length: 10 }] });

const otherBot = { id: 77, is_bot: true, first_name: 'Other', username: 'other_bot' };
const channel = { id: -1_009, type: 'channel', title: 'News' };
const by = (more: object) => (fake: FakeTelegram, anna: User) => fake.say(anna, 'private', '/standings 2', more);

const WAYS: readonly (readonly [string, Invocation['source'], (fake: FakeTelegram, anna: User) => unknown])[] = [
  ['a line', 'typed', by({})],
  ['an answer to a quoted message', 'typed', by({ quote: { text: '/standings 9', position: 0 } })],
  ['a line with a quote in it', 'typed', by(quote('blockquote', 3))],
  ['a link', 'link', (fake, anna) => fake.say(anna, 'private', '/start standings_2')],
  ['a link that was passed on', 'link', (fake, anna) => fake.forward(anna, 'private', otherBot, '/start standings_2')],
  ['a forwarded message', 'foreign', (fake, anna) => fake.forward(anna, 'private', fake.person(2), '/standings 2')],
  [
    'one that hides its author',
    'foreign',
    by({ forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } }),
  ],
  ['one from a channel', 'foreign', by({ forward_origin: { type: 'channel', chat: channel, message_id: 1, date: 1 } })],
  ['one in the older form', 'foreign', by({ forward_date: 1, forward_sender_name: 'x' })],
  ['one that another bot made', 'foreign', by({ via_bot: otherBot })],
  ['one that a bot wrote for a business', 'foreign', by({ sender_business_bot: otherBot })],
  ['a quote', 'foreign', by(quote('blockquote'))],
  ['a folded quote', 'foreign', by(quote('expandable_blockquote'))],
];

test.each(WAYS)('%s is %s', async (_, source, send) => {
  const host = createScriptedHost(() => say('an answer'));
  const { fake } = await converse(host);
  const anna = fake.person(1);
  send(fake, anna);
  await expect.poll(() => host.heard).toHaveLength(1);
  expect(host.heard[0]).toMatchObject({ command: 'standings', source, raw: { text: '2' } });
});

test('in a group too, also of its administrators and of a link into it', async () => {
  const host = createScriptedHost(() => say('an answer'));
  const { fake } = await converse(host);
  const [boss, group] = [fake.person(1), fake.group(-1_001)];
  fake.makeAdmin(boss, group);
  fake.forward(boss, group, fake.person(2), '/standings 2');
  fake.say(boss, group, '/start@herald_bot standings_2');
  await expect.poll(() => host.heard).toHaveLength(2);
  expect(host.heard.map(({ source, isChatAdmin }) => [source, isChatAdmin])).toEqual([
    ['foreign', true],
    ['link', true],
  ]);
});

test('what a channel passes on is no command of its administrators', async () => {
  const host = createScriptedHost(() => say('an answer'));
  const { fake } = await converse(host);
  const news = fake.group(-1_003, { type: 'channel' });
  const forwarded = { sender_chat: news, forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } };
  fake.updates.push('channel_post', { message_id: 9, date: 1, chat: news, text: '/standings', ...forwarded });
  fake.postInChannel(news, '/standings 3');
  await expect.poll(() => host.heard).toHaveLength(1);
  expect(host.heard[0]?.raw).toMatchObject({ text: '3' });
});

test('captions, of whomever, are no commands', async () => {
  const host = createScriptedHost(() => say('an answer'));
  const { fake } = await converse(host);
  const anna = fake.person(1);
  const photo = { photo: [{ file_id: 'x' }], caption: '/standings', from: anna, chat: { id: 1, type: 'private' } };
  fake.updates.push('message', { message_id: 9, date: 1, ...photo });
  fake.say(anna, 'private', '/standings 3');
  await expect.poll(() => host.heard).toHaveLength(1);
  expect(host.heard[0]?.raw).toMatchObject({ text: '3' });
});

test('a message says when it was written, a press on which message it is', async () => {
  const reply = say('an answer', { actions: [{ label: 'Next', command: 'standings', args: {} }] });
  const host = createScriptedHost(() => reply);
  const { fake } = await converse(host);
  const anna = fake.person(1);
  fake.say(anna, 'private', '/standings', { date: 1_700_000_000 });
  await expect.poll(() => fake.messages(anna)).toHaveLength(1);
  fake.press(anna, 'private', 'Next');
  await expect.poll(() => host.heard).toHaveLength(2);
  expect(Math.abs((host.heard[0]?.writtenAt ?? 0) - 1_700_000_000_000)).toBeLessThan(2_000);
  expect(host.heard[1]).toMatchObject({ source: 'pressed', pressOn: `1 ${fake.messages(anna)[0]?.message_id}` });
  expect(host.heard[1]).not.toHaveProperty('writtenAt');
});

test('a change by a press of which Telegram only says that it is old was asked for a while ago', async () => {
  const reply = say('an answer', { actions: [{ label: 'Mute', command: 'standings', args: {} }] });
  const host = createScriptedHost(() => reply);
  const commands = host.commands.map((command) => ({ ...command, changes: true }));
  const { fake } = await converse({ ...host, commands });
  const anna = fake.person(1);
  const pressOld = async (messageAgeS: number, isLate: boolean) => {
    const before = host.heard.length;
    const id = fake.press(anna, 'private', 'Mute', { date: Math.floor(Date.now() / 1_000) - messageAgeS });
    if (isLate) fake.expire(id);
    await expect.poll(() => host.heard.length).toBe(before + 1);
    const { writtenAt } = host.heard.at(-1) ?? {};
    return writtenAt === undefined ? 'new' : Date.now() - writtenAt > 600_000 && 'old';
  };
  fake.say(anna, 'private', '/standings');
  await expect.poll(() => fake.messages(anna)).toHaveLength(1);
  expect(await pressOld(60, true)).toBe('new');
  expect(await pressOld(3_600, false)).toBe('new');
  expect(await pressOld(3_600, true)).toBe('old');
});

test.each([3_600_000, -3_600_000])(
  'where the clocks are %i ms apart, what was just written was just written',
  async (aheadMs) => {
    const host = createScriptedHost(() => say('an answer'));
    const { fake } = await converse(host);
    fake.world.aheadMs = aheadMs;
    const anna = fake.person(1);
    for (const count of [1, 2]) {
      fake.say(anna, 'private', '/standings');
      await expect.poll(() => fake.messages(anna)).toHaveLength(count);
    }
    const ageMs = Date.now() - (host.heard[1]?.writtenAt ?? 0);
    expect(Math.abs(ageMs)).toBeLessThan(30_000);
  },
);
