import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('says what Herald does and offers three questions that it answers', async () => {
  await using bot = await startHost();
  const { kind, reply } = await bot.ask('start');
  expect(kind).toBe('answered');
  expect(reply.actions?.map(({ command }) => command)).toEqual(['standings', 'vote', 'help']);
  for (const action of reply.actions ?? []) expect((await bot.press(action)).kind).toBe('answered');
});

test('says that the votes are of a recording as soon as that is known', async () => {
  await using bot = await startHost();
  expect((await bot.ask('start')).reply).not.toHaveProperty('footer');
  await bot.chain.standings();
  expect(readable(await bot.ask('start'))).toContain('recorded demo, synthetic votes');
  expect(readable(await bot.ask('start', { locale: 'zh-CN' }))).toContain('录制演示，投票为合成数据');
});

test('answers while no node does', async () => {
  await using bot = await startHost();
  await bot.devnet.stop();
  expect((await bot.ask('start')).kind).toBe('answered');
});
