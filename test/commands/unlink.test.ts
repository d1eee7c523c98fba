import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

const here = { userId: 'anna' };
const there = { userId: '42', platform: 'other' };

test('the list stays with the other platform, and this one begins anew', async () => {
  await using bot = await startHost();
  await bot.ask('watch iost_kor elected', here);
  const code = /link (\w+)/.exec(readable(await bot.ask('link', here)))?.[1];
  await bot.ask(`link ${code}`, there);
  const outcome = await bot.ask('unlink', there);
  expect(outcome.reply).toMatchObject({ tone: 'good', visibility: 'private' });
  expect(readable(outcome)).toContain('other is not linked any more.');
  expect((await bot.ask('alerts', there)).reply.data).toMatchObject({ subscriptions: [] });
  expect((await bot.ask('alerts', here)).reply.data).toMatchObject({ subscriptions: [{ rule: 'elected' }] });
  expect((await bot.ask('unlink', here)).reply.data).toEqual({ unlinked: false });
});

test('where nothing is linked, that is said', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('unlink', here);
  expect(outcome.reply).toMatchObject({ tone: 'neutral', actions: [{ command: 'link' }] });
  expect(readable(outcome)).toContain('Nothing is linked here.');
});
