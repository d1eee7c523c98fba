import { expect, test } from 'vitest';
import type { Outcome } from '../../src/core/ports/platform.ts';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';
import { linkBoth, newsOf } from '../support/linking.ts';

const anna = { userId: 'anna' };
const abroad = { userId: '42', platform: 'other' };
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

/** Says it, and presses the button of the question. */
async function forget(bot: TestHost, asker: Asker = anna): Promise<Outcome> {
  const [sure] = (await bot.ask('forgetme', asker)).reply.actions ?? [];
  if (!sure) throw new Error('no button');
  return bot.press(sure, asker);
}

test('asks first however it is said, and erases nothing before the press', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  const asked = await bot.ask('forgetme', anna);
  expect(asked).toMatchObject({ kind: 'asked', reply: { tone: 'warning', visibility: 'private' } });
  expect(readable(asked)).toContain('of this account on test.');
  expect(readable(asked)).toContain('This cannot be undone.');
  expect((await bot.follow('forgetme', anna)).kind).toBe('asked');
  for (const line of ['forgetme no', 'forgetme yes']) expect((await bot.ask(line, anna)).kind).toBe('mistake');
  const [sure] = asked.reply.actions ?? [];
  if (!sure) throw new Error('no button');
  expect((await bot.press(sure, { userId: 'mallory' })).kind).toBe('mistake');
  expect((await kept(bot)).length).toBeGreaterThan(5);
});

test('erases everything at the press of the button, and keeps nothing of the press', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  await bot.ask('watch iost_kor elected', { userId: 'ben' });
  const done = await forget(bot);
  expect(done.reply).toMatchObject({ tone: 'good', visibility: 'private', data: { erased: true } });
  expect(done.welcome).toBeUndefined();
  expect(await kept(bot)).toEqual([]);
  expect(await kept(bot, 'ben')).toContain('subscriptions');
  const { subscriptions } = (await bot.ask('alerts', group)).reply.data as { subscriptions: readonly object[] };
  expect(subscriptions).toMatchObject([{ rule: 'elected' }]);
  expect((await bot.ask('me', { userId: 'anna' })).reply.data).toEqual({ accounts: [] });
});

test('is of one side: the other keeps its own, is told, and is asked whether it wants the same', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  await linkBoth(bot, anna, abroad);
  await bot.ask('watch iost_kor online', abroad);
  expect(readable(await bot.ask('forgetme', anna))).toContain('The link with other ends.');
  await forget(bot);
  expect(await kept(bot)).toEqual([]);
  const { subscriptions } = (await bot.ask('alerts', abroad)).reply.data as { subscriptions: readonly object[] };
  expect(subscriptions).toMatchObject([{ rule: 'online' }]);
  const [told, ...others] = await newsOf(bot, abroad);
  expect(others).toEqual([]);
  expect(told && readable(told)).toContain('Your account on test has erased its data');
  const [same] = told?.reply.actions ?? [];
  expect(same && (await bot.press(same, abroad)).kind).toBe('asked');
  expect(await kept(bot, '42', 'other')).toContain('subscriptions');
});

test('can be asked for in a group, for the person alone', async () => {
  await using bot = await startHost();
  await settleIn(bot);
  const outcome = await forget(bot, { ...group, isChatAdmin: false });
  expect(outcome.reply.visibility).toBe('private');
  expect(await kept(bot)).toEqual([]);
  const { subscriptions } = (await bot.ask('alerts', group)).reply.data as { subscriptions: readonly object[] };
  expect(subscriptions).toHaveLength(1);
});

test('of a stranger there is nothing to erase, and that is fine', async () => {
  await using bot = await startHost();
  expect(await forget(bot, { userId: 'stranger' })).toMatchObject({ kind: 'answered' });
  expect(await kept(bot, 'stranger')).toEqual([]);
});
