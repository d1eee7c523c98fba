import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

const group = { kind: 'group' } as const;
const admin = { ...group, isChatAdmin: true, userId: 'boss' } as const;

test('a new language speaks in the same reply, and stays', async () => {
  await using bot = await startHost();
  const person = { userId: 'li', locale: 'en' };
  expect((await bot.ask('settings', person)).reply.data).toEqual({ language: 'en', chatLanguage: null });
  const changed = await bot.ask('settings zh-cn', person);
  expect(readable(changed)).toContain('已保存');
  expect(changed.reply.data).toEqual({ language: 'zh-CN', chatLanguage: null });
  expect(readable(await bot.ask('links', person))).toContain('官网');
  expect(readable(await bot.ask('links', { userId: 'mo', locale: 'en' }))).toContain('Website');
});

test('offers the other language as a button', async () => {
  await using bot = await startHost();
  const { actions = [] } = (await bot.ask('settings')).reply;
  expect(actions).toEqual([{ label: '简体中文', command: 'settings', args: { language: 'zh-CN' } }]);
  for (const action of actions) expect(readable(await bot.press(action))).toContain('您的语言: 简体中文');
});

test('a language that it does not speak is refused', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('settings fr');
  expect(outcome.kind).toBe('mistake');
  expect(readable(outcome)).toContain('en, zh-CN');
});

test('an administrator sets the language of a group, for all who have none of their own', async () => {
  await using bot = await startHost();
  await bot.ask('settings en', { ...group, userId: 'anna' });
  const before = await bot.ask('settings', admin);
  expect(readable(before)).toContain('Language of this chat: not set');
  expect(before.reply.actions?.map(({ label }) => label)).toEqual([
    'For me: 简体中文',
    'For this chat: English',
    'For this chat: 简体中文',
  ]);
  const changed = await bot.ask('settings zh-CN chat', admin);
  expect(changed.reply).toMatchObject({ visibility: 'chat', data: { language: 'zh-CN', chatLanguage: 'zh-CN' } });
  expect(readable(changed)).toContain('本群使用中文');
  expect((await bot.ask('links', { ...group, userId: 'mo', locale: 'en' })).locale).toBe('zh-CN');
  expect((await bot.ask('links', { userId: 'mo', locale: 'en' })).locale).toBe('en');
  const anna = await bot.ask('settings', { ...group, userId: 'anna' });
  expect(anna.reply).toMatchObject({ visibility: 'private', data: { language: 'en', chatLanguage: 'zh-CN' } });
  expect(readable(anna)).toContain('Language of this chat: 简体中文');
});

test('nobody else sets the language of a group, by line or by a forged button', async () => {
  await using bot = await startHost();
  const asker = { ...group, userId: 'mallory' };
  const forged = { label: '', command: 'settings', args: { language: 'zh-CN', for: 'chat' } };
  for (const outcome of [await bot.ask('settings zh-CN for=chat', asker), await bot.press(forged, asker)]) {
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain('Only an administrator');
  }
  const { reply } = await bot.ask('settings', asker);
  expect(reply.data).toEqual({ language: 'en', chatLanguage: null });
  expect(reply.actions?.map(({ args }) => args.for)).toEqual(['me']);
});

test('in a private chat the chat is the person', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('settings zh-CN chat');
  expect(outcome.reply.data).toEqual({ language: 'zh-CN', chatLanguage: null });
  expect(readable(outcome)).toContain('回答您');
  expect((await bot.ask('settings', group)).reply.data).toEqual({ language: 'zh-CN', chatLanguage: null });
});
