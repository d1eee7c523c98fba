import { afterAll, beforeAll, expect, test } from 'vitest';
import { readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost({ clock: { now: () => Date.UTC(2026, 10, 23, 9, 30) } });
});
afterAll(() => bot[Symbol.asyncDispose]());

const waiting = async (userId: string) => {
  const alerts = await bot.store.subscriptions.alerts({ kind: 'person', person: { platform: 'test', userId } }, 9);
  return alerts.map(({ kind, outcome }) => `${kind} ${outcome}`);
};

test('goes through the outbox, as every alert does, once however often it is asked for', async () => {
  const outcome = await bot.ask('testalert', { userId: 'anna' });
  expect(outcome.reply).toMatchObject({ tone: 'good', visibility: 'private', data: { sent: true } });
  expect(readable(outcome)).toContain('A test alert is on its way (privately on test).');
  await bot.ask('testalert', { userId: 'anna' });
  expect(await waiting('anna')).toEqual(['test waiting']);
  expect(await waiting('ben')).toEqual([]);
});

test('says what silences other alerts now', async () => {
  await bot.ask('watch iost_kor elected', { userId: 'carol' });
  await bot.ask('mute 2h', { userId: 'carol' });
  expect(readable(await bot.ask('testalert', { userId: 'carol' }))).toContain('muted until 2026-11-23 11:30 UTC');
});

test('in a group it is for administrators, and only where the bot can post', async () => {
  const group = { kind: 'group', chatId: '-5' } as const;
  expect(readable(await bot.ask('testalert here', group))).toContain('Only an administrator');
  const deaf = await bot.ask('testalert', { ...group, isChatAdmin: true, canPost: false });
  expect(readable(deaf)).toContain('I cannot post by myself');
  const owner = { kind: 'chat', chat: { platform: 'test', chatId: '-5' } } as const;
  expect(await bot.store.subscriptions.alerts(owner, 9)).toEqual([]);
  const sent = await bot.ask('testalert', { ...group, isChatAdmin: true });
  expect(sent.reply.visibility).toBe('chat');
  expect(await bot.store.subscriptions.alerts(owner, 9)).toMatchObject([{ kind: 'test' }]);
});
