import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('a new language speaks in the same reply, and stays', async () => {
  await using bot = await startHost();
  const person = { userId: 'li', locale: 'en' };
  expect((await bot.ask('settings', person)).reply.data).toEqual({ language: 'en' });
  const changed = await bot.ask('settings zh-cn', person);
  expect(readable(changed)).toContain('已保存');
  expect(changed.reply.data).toEqual({ language: 'zh-CN' });
  expect(readable(await bot.ask('links', person))).toContain('官网');
  expect(readable(await bot.ask('links', { userId: 'mo', locale: 'en' }))).toContain('Website');
});

test('offers the other language as a button', async () => {
  await using bot = await startHost();
  const [other] = (await bot.ask('settings')).reply.actions ?? [];
  expect(other).toMatchObject({ label: '简体中文', command: 'settings', args: { language: 'zh-CN' } });
  if (other) expect(readable(await bot.press(other))).toContain('您的设置');
});

test('a language that it does not speak is refused', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('settings fr');
  expect(outcome.kind).toBe('mistake');
  expect(readable(outcome)).toContain('en, zh-CN');
});
