import { expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';
import { linkBoth, newsOf } from '../support/linking.ts';

const here = { userId: 'anna' };
const there = { userId: '42', platform: 'other' };
const rules = async (bot: TestHost, asker: Asker) => (await bot.ask('alerts', asker)).reply.data;

test.each([
  ['who made the code', here, there],
  ['who took it', there, here],
])('each side keeps what it made, whoever leaves: the one %s', async (_, leaver, other) => {
  await using bot = await startHost();
  await bot.ask('watch iost_kor elected', here);
  await linkBoth(bot, here, there);
  await bot.ask('watch iost_kor online', there);
  const outcome = await bot.ask('unlink', leaver);
  expect(outcome.reply).toMatchObject({ tone: 'good', visibility: 'private', data: { unlinked: true } });
  expect(readable(outcome)).toContain('is not linked any more.');
  expect(await rules(bot, here)).toMatchObject({ subscriptions: [{ rule: 'elected' }] });
  expect(await rules(bot, there)).toMatchObject({ subscriptions: [{ rule: 'online' }] });
  expect((await newsOf(bot, other)).map(readable).join()).toContain('has left the link');
  expect((await bot.ask('unlink', other)).reply.data).toEqual({ unlinked: false });
});

test('silence goes on for whoever leaves, and that is said', async () => {
  await using bot = await startHost();
  await linkBoth(bot, here, there);
  await bot.ask('mute 365d', there);
  expect(readable(await bot.ask('unlink', here))).toContain('All alerts are muted until');
});

test('where nothing is linked, that is said', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('unlink', here);
  expect(outcome.reply).toMatchObject({ tone: 'neutral', actions: [{ command: 'link' }] });
  expect(readable(outcome)).toContain('Nothing is linked here.');
});
