// What a stranger can do with a link, a forwarded message or a place of many, on the real bot: open, and nothing else.
import { describe, expect, test } from 'vitest';
import { startHost, type TestHost } from '../../../support/host.ts';
import { converse } from '../stage.ts';

const person = (id: number) => ({ kind: 'person', person: { platform: 'telegram', userId: String(id) } }) as const;
const room = { kind: 'chat', chat: { platform: 'telegram', chatId: '-1001' } } as const;
const YES = /^Yes: /;

async function open(bot: TestHost) {
  const { fake, adapter } = await converse(bot.host, { timeScale: 20 });
  const [anna, mallory, group] = [fake.person(1), fake.person(2), fake.group(-1_001)];
  fake.makeAdmin(anna, group);
  const yesOf = (there: typeof anna | typeof group) =>
    fake
      .messages(there)
      .flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? [])
      .filter(({ text }) => YES.test(text))
      .at(-1)?.text;
  const isAsked = async (there: typeof anna | typeof group) => {
    await expect.poll(() => yesOf(there)).toMatch(YES);
    return yesOf(there) ?? '';
  };
  const listOf = async (owner: typeof room | ReturnType<typeof person>) =>
    (await bot.store.subscriptions.list(owner)).length;
  return { fake, adapter, anna, mallory, group, isAsked, listOf };
}

describe('a link', () => {
  test.each(['unwatch_iost_kor', 'settings_zh-CN', 'mute_2h'])('%s asks, and does it at the press', async (payload) => {
    await using bot = await startHost();
    const { fake, anna, isAsked, listOf } = await open(bot);
    fake.say(anna, 'private', '/watch iost_kor elected');
    await expect.poll(() => listOf(person(1))).toBe(1);
    const before = await stateOf(bot);
    fake.say(anna, 'private', `/start ${payload}`);
    const yes = await isAsked(anna);
    expect(await stateOf(bot)).toEqual(before);
    fake.press(anna, 'private', yes);
    await expect.poll(() => stateOf(bot)).not.toEqual(before);
  });

  test('forgetme_yes of a stranger erases nothing', async () => {
    await using bot = await startHost();
    const { fake, anna, listOf } = await open(bot);
    fake.say(anna, 'private', '/watch iost_kor elected');
    await expect.poll(() => listOf(person(1))).toBe(1);
    const { length: before } = fake.messages(anna);
    fake.say(anna, 'private', '/start forgetme_yes');
    await expect.poll(() => fake.messages(anna).length).toBeGreaterThan(before);
    expect(await listOf(person(1))).toBe(1);
  });

  test('with another’s code joins nothing', async () => {
    await using bot = await startHost();
    const { fake, anna, mallory } = await open(bot);
    fake.say(mallory, 'private', '/link');
    await expect.poll(() => fake.shown(mallory)).toMatch(/[A-Z2-9]{4}-?[A-Z2-9]{4}/);
    const [code = ''] = /[A-Z2-9]{4}-?[A-Z2-9]{4}/.exec(fake.shown(mallory)) ?? [];
    const { length: before } = fake.messages(anna);
    fake.say(anna, 'private', `/start link_${code}`);
    await expect.poll(() => fake.messages(anna).length).toBeGreaterThan(before);
    expect(await bot.store.identities.linked({ platform: 'telegram', userId: '1' })).toHaveLength(1);
  });

  test('that names a group changes nothing of the group, also at the press of its administrator', async () => {
    await using bot = await startHost();
    const { fake, anna, group, listOf } = await open(bot);
    fake.say(anna, group, '/watch iost_kor elected');
    await expect.poll(() => listOf(room)).toBe(1);
    fake.say(anna, 'private', '/start c1001_unwatch_iost_kor');
    await expect.poll(() => fake.messages(anna)).not.toEqual([]);
    for (const { text, callback_data: data } of fake
      .messages(anna)
      .flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? [])) {
      const press = fake.forge(anna, 'private', data ?? '');
      await expect.poll(() => fake.presses.get(press), { message: text }).toBeDefined();
    }
    expect(await listOf(room)).toBe(1);
  });

  test('into a group does nothing with the rights of the administrator who follows it', async () => {
    await using bot = await startHost();
    const { fake, anna, group, isAsked, listOf } = await open(bot);
    fake.say(anna, group, '/watch iost_kor elected');
    await expect.poll(() => listOf(room)).toBe(1);
    fake.say(anna, group, '/start@herald_bot unwatch_iost_kor');
    const yes = await isAsked(anna);
    expect(await listOf(room)).toBe(1);
    fake.press(anna, 'private', yes);
    await expect.poll(() => listOf(room)).toBe(0);
    expect(fake.shown(group)).not.toContain('[Yes');
  });
});

describe('a forwarded command of an administrator', () => {
  test('asks them alone, and takes effect for the group at their press', async () => {
    await using bot = await startHost();
    const { fake, anna, mallory, group, isAsked, listOf } = await open(bot);
    fake.forward(anna, group, mallory, '/watch iost_kor elected');
    const yes = await isAsked(anna);
    expect([await listOf(room), await listOf(person(1))]).toEqual([0, 0]);
    expect(fake.shown(anna)).toContain('Group -1001');
    fake.press(anna, 'private', yes);
    await expect.poll(() => listOf(room)).toBe(1);
    expect(await listOf(person(1))).toBe(0);
  });

  test('asks in the group where it cannot ask in private, and hears nobody else there', async () => {
    await using bot = await startHost();
    const { fake, mallory, group, isAsked, listOf } = await open(bot);
    const shy = fake.person(3, 'en', 'stranger');
    for (const boss of [shy, mallory]) fake.makeAdmin(boss, group);
    fake.forward(shy, group, mallory, '/watch iost_kor elected');
    const yes = await isAsked(group);
    const foreign = fake.press(mallory, group, yes);
    await expect.poll(() => fake.presses.get(foreign)?.text).toContain('somebody else');
    expect(await listOf(room)).toBe(0);
    fake.press(shy, group, yes);
    await expect.poll(() => listOf(room)).toBe(1);
  });

  test('of one who writes as the group gets no button that nobody could press', async () => {
    await using bot = await startHost();
    const { fake, group, listOf } = await open(bot);
    const anonymous = { forward_date: 1, forward_sender_name: 'x', sender_chat: group };
    fake.say({ id: 1_087_968_824, is_bot: true, first_name: 'Group' }, group, '/watch iost_kor elected', anonymous);
    await expect.poll(() => fake.shown(group)).toContain('nobody whose yes');
    expect(fake.shown(group)).not.toContain('[Yes');
    expect(await listOf(room)).toBe(0);
  });
});

test('a typed “forgetme” in a group asks in private, and erases the one who asked', async () => {
  await using bot = await startHost();
  const { fake, anna, group, listOf } = await open(bot);
  fake.say(anna, 'private', '/watch iost_kor elected');
  await expect.poll(() => listOf(person(1))).toBe(1);
  fake.say(anna, group, '/forgetme');
  await expect.poll(() => fake.shown(group)).toContain('private chat');
  expect(await listOf(person(1))).toBe(1);
  expect(fake.shown(group)).not.toContain('[');
});

test('no reader of a channel makes it say anything, whatever they press below a post or an alert', async () => {
  await using bot = await startHost();
  const { fake, adapter } = await open(bot);
  const [boss, reader] = [fake.person(5), fake.person(6)];
  const channel = fake.group(-1_003, { type: 'channel' });
  fake.makeAdmin(boss, channel);
  fake.join(reader, channel);
  fake.postInChannel(channel, '/node iost_kor');
  await expect.poll(() => fake.messages(channel).length).toBeGreaterThan(0);
  fake.postInChannel(channel, '/standings');
  const buttons = () =>
    fake.messages(channel).flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? []);
  await expect.poll(() => buttons().map(({ text }) => text)).toContain('Next page');
  const before = fake.shown(channel);
  for (const { text, callback_data: data } of buttons()) {
    if (data === undefined) continue;
    const press = fake.forge(reader, channel, data);
    await expect.poll(() => fake.presses.get(press), { message: text }).toBeDefined();
    const { url = '', text: popup = '' } = fake.presses.get(press) ?? {};
    expect(url + popup).toMatch(/^https:\/\/t\.me\/herald_bot\?start=[\w-]+$|private chat/);
  }
  expect(fake.shown(channel)).toBe(before);
  await adapter.stop();
});

/** What a person can change of their own. */
async function stateOf(bot: TestHost) {
  const me = { platform: 'telegram', userId: '1' };
  const { subscriptions, people } = bot.store;
  return [await subscriptions.list(person(1)), await subscriptions.preferences(person(1)), await people.settings(me)];
}
