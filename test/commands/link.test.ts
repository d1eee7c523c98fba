import { beforeEach, describe, expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';

const here = { userId: 'anna' };
const there = { userId: '42', platform: 'other' };
let now: number;
const start = () => startHost({ clock: { now: () => now } });
beforeEach(() => {
  now = Date.UTC(2026, 10, 23, 9, 30);
});

const codeOf = async (bot: TestHost, asker: Asker) => {
  const text = readable(await bot.ask('link', asker));
  return /link (\S+)/.exec(text)?.[1] ?? '';
};
const rules = async (bot: TestHost, asker: Asker) => {
  const { subscriptions } = (await bot.ask('alerts', asker)).reply.data as {
    subscriptions: readonly { rule: string }[];
  };
  return subscriptions.map(({ rule }) => rule).sort();
};

test('a code from the one platform, typed on the other, joins both lists', async () => {
  await using bot = await start();
  await bot.ask('watch iost_kor elected', here);
  await bot.ask('watch iost_kor online', there);
  const asked = await bot.ask('link', here);
  expect(asked.reply.visibility).toBe('private');
  expect(readable(asked)).toContain('good for 10 minutes, once');
  const linked = await bot.ask(`link ${await codeOf(bot, here)}`, there);
  expect(linked.reply).toMatchObject({ tone: 'good', visibility: 'private', data: { platforms: ['test', 'other'] } });
  expect(readable(linked)).toContain('test (alerts come here first)\nother (you are here)');
  for (const asker of [here, there]) expect(await rules(bot, asker)).toEqual(['elected', 'online']);
  await bot.ask('mute 2h', there);
  expect((await bot.ask('alerts', here)).reply.data).toMatchObject({
    preferences: { mutedUntil: '2026-11-23T11:30:00.000Z' },
  });
});

test('a button makes this platform the first, and alerts say so', async () => {
  await using bot = await start();
  const linked = await bot.ask(`link ${await codeOf(bot, here)}`, there);
  const [first] = linked.reply.actions ?? [];
  if (!first) throw new Error('no button');
  const made = await bot.press(first, there);
  expect(made.reply.data).toEqual({ platforms: ['other', 'test'] });
  expect(readable(made)).toContain('alerts come to other first');
  expect(readable(await bot.ask('alerts', here))).toContain('privately on other first');
  expect((await bot.ask('link first', here)).reply.data).toEqual({ platforms: ['test', 'other'] });
});

describe('a code is refused', () => {
  test('when it is over, used, unknown or one’s own', async () => {
    await using bot = await start();
    const own = await codeOf(bot, here);
    expect(readable(await bot.ask(`link ${own}`, here))).toContain('Write it to me on the other platform');
    now += 10 * 60_000 + 1;
    expect(readable(await bot.ask(`link ${own}`, there))).toContain('I do not know this code');
    const code = await codeOf(bot, here);
    await bot.ask(`link ${code}`, there);
    expect(readable(await bot.ask(`link ${code}`, { userId: 'mallory', platform: 'other' }))).toContain(
      'I do not know',
    );
    expect((await bot.ask('alerts', there)).reply.data).toMatchObject({ subscriptions: [] });
  });

  test.each(["' or 1=1 --", '0', 'first second', 'x'.repeat(32), 'x'.repeat(100_000), '=%_'])('%.20s', async (text) => {
    await using bot = await start();
    expect((await bot.ask(`link code="${text}"`, here)).kind).toBe('mistake');
  });

  test('a second link between the same two is told so', async () => {
    await using bot = await start();
    await bot.ask(`link ${await codeOf(bot, here)}`, there);
    expect(readable(await bot.ask(`link ${await codeOf(bot, here)}`, there))).toContain('linked already');
  });
});

test('in a group it is refused, and no code is shown', async () => {
  await using bot = await start();
  const outcome = await bot.ask('link', { ...here, kind: 'group', isChatAdmin: true });
  expect(outcome).toMatchObject({ kind: 'mistake', reply: { visibility: 'private' } });
  expect(readable(outcome)).toContain('in a private chat');
});
