import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

const boss = { userId: 'boss', kind: 'group', chatId: '-1', isChatAdmin: true } as const;
const topic = { ...boss, threadId: '7' };
const action = { label: '', command: 'bring', args: { topic: '7' } };
const place = (threadId?: string) => ({ kind: 'chat', chatId: '-1', ...(threadId && { threadId }) }) as const;
const listOf = async (bot: Awaited<ReturnType<typeof startHost>>, threadId?: string) => {
  const chat = { platform: 'test', chatId: '-1', ...(threadId !== undefined && { threadId }) };
  return (await bot.store.subscriptions.list({ kind: 'chat', chat })).map(({ subject }) => subject);
};

test('the list of a topic goes on where an administrator presses, joined with what is there, and rests no more', async () => {
  await using bot = await startHost();
  await bot.ask('watch iost_kor elected', topic);
  await bot.ask('watch mathwallet elected', boss);
  await bot.store.chats.close('test', [place('7')], 0);
  const done = await bot.press(action, boss);
  expect(readable(done)).toContain('2');
  expect(await listOf(bot)).toEqual([
    { kind: 'node', node: 'iost_kor' },
    { kind: 'node', node: 'mathwallet' },
  ]);
  expect(await listOf(bot, '7')).toEqual([]);
});

test('into another topic, which had none', async () => {
  await using bot = await startHost();
  await bot.ask('watch iost_kor elected', topic);
  expect((await bot.press(action, { ...boss, threadId: '8' })).kind).toBe('answered');
  expect([await listOf(bot, '8'), await listOf(bot, '7')]).toMatchObject([[{ node: 'iost_kor' }], []]);
});

test('nobody else brings it, nobody into their own list, and what is not there is not brought', async () => {
  await using bot = await startHost();
  await bot.ask('watch iost_kor elected', topic);
  const member = { ...boss, userId: 'ben', isChatAdmin: false };
  for (const asker of [member, { userId: 'boss' }, topic, { ...boss, chatId: '-2' }]) {
    expect((await bot.press(action, asker)).kind).toBe('mistake');
  }
  expect(await listOf(bot, '7')).toHaveLength(1);
});
