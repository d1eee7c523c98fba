import { expect, test } from 'vitest';
import { readable, startHost, type TestHost } from '../support/host.ts';

const anna = { userId: 'anna' };
const group = { kind: 'group', chatId: '-1', isChatAdmin: true, ...anna } as const;
const kept = async (bot: TestHost, userId = 'anna', platform = 'test') =>
  Object.keys(await bot.store.identities.dataOf({ platform, userId }));

async function settleIn(bot: TestHost): Promise<void> {
  await bot.ask('me add v00000_x savings', anna);
  await bot.ask('settings en', anna);
  await bot.ask('watch iost_kor votes 3m', anna);
  await bot.ask('quiet 23:00 7:00 +8', anna);
  await bot.ask('digest daily', anna);
  await bot.ask('testalert', anna);
  await bot.ask('link', anna);
  await bot.ask('watch iost_kor elected', group);
}

test('asks first, and erases nothing before it is told so twice', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  const asked = await bot.ask('forgetme', anna);
  expect(asked.reply).toMatchObject({ tone: 'warning', visibility: 'private', data: { erased: false } });
  expect(readable(asked)).toContain('on test. It cannot be undone.');
  expect((await kept(bot)).length).toBeGreaterThan(5);
  for (const line of ['forgetme no', 'forgetme sure=maybe']) expect((await bot.ask(line, anna)).kind).toBe('mistake');
  expect((await kept(bot)).length).toBeGreaterThan(5);
});

test('erases everything at the press of the button, and keeps nothing of the press', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  await bot.ask('watch iost_kor elected', { userId: 'ben' });
  const [sure] = (await bot.ask('forgetme', anna)).reply.actions ?? [];
  if (!sure) throw new Error('no button');
  const done = await bot.press(sure, anna);
  expect(done.reply).toMatchObject({ tone: 'good', visibility: 'private', data: { erased: true } });
  expect(done.welcome).toBeUndefined();
  expect(await kept(bot)).toEqual([]);
  expect(await kept(bot, 'ben')).toContain('subscriptions');
  const { subscriptions } = (await bot.ask('alerts', group)).reply.data as { subscriptions: readonly object[] };
  expect(subscriptions).toMatchObject([{ rule: 'elected' }]);
  expect((await bot.ask('me', { userId: 'anna' })).reply.data).toEqual({ accounts: [] });
});

test('reaches all linked platforms', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  const abroad = { userId: '42', platform: 'other' };
  const code = /link (\w+)/.exec(readable(await bot.ask('link', anna)))?.[1];
  expect(readable(await bot.ask(`link ${code}`, abroad))).toContain('Linked');
  const asked = await bot.ask('forgetme', abroad);
  expect(readable(asked)).toContain('on test, other.');
  await bot.ask('forgetme yes', abroad);
  expect(await kept(bot)).toEqual([]);
  expect(await kept(bot, '42', 'other')).toEqual([]);
});

test('can be asked for in a group, for the person alone', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  const outcome = await bot.ask('forgetme yes', { ...group, isChatAdmin: false });
  expect(outcome.reply.visibility).toBe('private');
  expect(await kept(bot)).toEqual([]);
  const { subscriptions } = (await bot.ask('alerts', group)).reply.data as { subscriptions: readonly object[] };
  expect(subscriptions).toHaveLength(1);
});

test('of a stranger there is nothing to erase, and that is fine', async () => {
  await using bot = await startHost();
  expect(await bot.ask('forgetme yes', { userId: 'stranger' })).toMatchObject({ kind: 'answered' });
  expect(await kept(bot, 'stranger')).toEqual([]);
});
