import { afterAll, beforeAll, expect, test } from 'vitest';
import { listed } from '../../src/core/command/lookup.ts';
import { commands, readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

test.each(['en', 'zh-CN'])('lists every command with its description (%s)', async (locale) => {
  const text = readable(await bot.ask('help', { locale }));
  const t = bot.host.texts(locale);
  for (const { name } of listed(commands)) expect(text).toContain(`${name} — ${t(`commands.${name}.description`)}`);
});

test('explains each command with usage, options and examples', async () => {
  for (const { name, options, examples } of listed(commands)) {
    const outcome = await bot.ask(`help ${name}`);
    expect(outcome.kind).toBe('answered');
    const text = readable(outcome);
    for (const option of Object.keys(options)) expect(text).toContain(`${option} — `);
    for (const example of examples) expect(text).toContain(`${name} ${example}`.trim());
  }
});

test('every example can be asked', async () => {
  const lines = commands
    .filter(({ asksFirst }) => !asksFirst)
    .flatMap(({ name, examples }) => examples.map((example) => `${name} ${example}`.trim()));
  const ofNumbers = /^(mute|unwatch|why) .*\d$/;
  for (const line of lines.filter((line) => !/^(me|account|settings) ./.test(line) && !ofNumbers.test(line))) {
    const asker = { userId: line };
    await bot.ask('me add v00000_x', asker);
    await bot.ask('watch iost_kor votes 3m', asker);
    expect((await bot.ask(line, asker)).kind, line).toBe('answered');
  }
});

test("a command goes by its name in the reader's language too", async () => {
  expect((await bot.ask('help 排名', { locale: 'zh-CN' })).reply).toMatchObject({ data: { name: 'standings' } });
  expect((await bot.ask('排名 2', { locale: 'zh-CN' })).reply.title).toBe('IOST 节点选举');
});

test('help for a mistyped command offers the nearest', async () => {
  const outcome = await bot.ask('help standigns');
  expect(outcome.kind).toBe('mistake');
  expect(outcome.reply.actions?.[0]).toMatchObject({ command: 'help', args: { command: 'standings' } });
});
