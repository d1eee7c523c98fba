// What all commands say, in both languages, on a screen of 80 columns.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { displayWidth } from '../../src/core/reply/text.ts';
import { renderReply } from '../../src/platforms/console/render/index.ts';
import { commands, readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

const lines = commands
  .flatMap(({ name, examples }) => [...examples.map((example) => `${name} ${example}`.trim()), `help ${name}`])
  .filter((line) => !line.startsWith('settings '));

test.each(['en', 'zh-CN'])('fit the screen, and nothing is doubled or left open (%s)', async (locale) => {
  for (const line of [...lines, 'become 1.2m', 'node nobody', 'standings limit=1', 'nonsense']) {
    const { reply, ...outcome } = await bot.ask(line, { locale });
    const words = { ...reply, blocks: reply.blocks.filter(({ kind }) => kind !== 'file') };
    const shown = renderReply(words, { columns: 80, colours: false }).filter((row) => !row.includes('http'));
    for (const row of shown) expect(displayWidth(row), `${line}: ${row}`).toBeLessThanOrEqual(80);
    const blocks = reply.blocks.filter(({ kind }) => kind !== 'table');
    expect(readable({ ...outcome, reply: { ...reply, blocks } }), line).not.toMatch(/ {2}|\{\{|undefined|\[object/);
  }
});
