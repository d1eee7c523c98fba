// What the README shows is what the program does.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderReply } from '../../src/platforms/console/render/index.ts';
import { renderReply as renderDiscord } from '../../src/platforms/discord/render/index.ts';
import { renderReply as renderTelegram } from '../../src/platforms/telegram/render/index.ts';
import { commands, startHost, type TestHost } from '../support/host.ts';
import { codeBlocks, PAGES, read } from './pages.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

const TERMINAL = { platform: 'console', chatId: 'local', isTextOnly: true } as const;

test('it has 200 lines at most', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(201);
});

const examples = PAGES.flatMap((page) =>
  codeBlocks(page).flatMap((block) =>
    block
      .split(/^> /m)
      .slice(1)
      .map((example) => {
        const [line = '', ...shown] = example.trim().split('\n');
        return { page, line, shown: shown.join('\n') };
      }),
  ),
);

test.each(examples)('$page: $line', async ({ line, shown }) => {
  const { reply } = await bot.ask(line, { ...TERMINAL, userId: line });
  expect(renderReply(reply, { columns: 80, colours: false }).join('\n').trim()).toBe(shown);
});

test('an example of a phone shows lines that the platform shows', async () => {
  const { reply } = await bot.ask('standings');
  const discord = JSON.stringify(renderDiscord(reply, { commands }));
  const telegram = JSON.stringify(renderTelegram(reply));
  const blocks = codeBlocks('README.md').filter((block) => block.includes('[ Next page ]'));
  expect(blocks).toHaveLength(2);
  for (const [index, shown] of [discord, telegram].entries()) {
    const lines = (blocks[index] ?? '').split('\n').filter((line) => !/^(…|\[ Next page \]|)$/.test(line));
    expect(lines.filter((line) => !shown.includes(line))).toEqual([]);
  }
});
