// What the README shows is what the program does.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseArgs, splitCommand } from '../../src/core/command/arguments.ts';
import { renderReply } from '../../src/platforms/console/render/index.ts';
import { renderReply as renderDiscord } from '../../src/platforms/discord/render/index.ts';
import { renderReply as renderTelegram } from '../../src/platforms/telegram/render/index.ts';
import { commands, startHost, type TestHost } from '../support/host.ts';
import { codeBlocks, codeIn, differences, NONE, PAGES, read, section, tableRows } from './pages.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost({ ttlMs: 60_000 });
});
afterAll(() => bot[Symbol.asyncDispose]());

const TERMINAL = { platform: 'console', chatId: 'local', isTextOnly: true } as const;

test('it has 200 lines at most', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(201);
});

const rows = tableRows(section('README.md', 'Commands'));
const commandOf = (line: string) => {
  const { command, rest } = splitCommand(line.replace(/^\//, ''));
  return { command: commands.find(({ name }) => name === command), rest };
};

test('the table has every command, and no other', () => {
  const named = rows.flatMap(([line = '']) => codeIn(line).map((text) => commandOf(text).command?.name ?? text));
  const names = commands.map(({ name }) => name);
  expect(differences(named, names)).toEqual(NONE);
});

test('every line of the table is one that its command takes', () => {
  for (const line of rows.flatMap(([cell = '']) => codeIn(cell))) {
    const { command, rest } = commandOf(line);
    expect(() => parseArgs(command?.options ?? {}, { kind: 'line', text: rest }), line).not.toThrow();
  }
});

test('the options on Discord are those of the command', () => {
  const named = rows.flatMap(([, cell = '']) => codeIn(cell));
  for (const { name, options } of commands) {
    const mine = named.filter((text) => splitCommand(text.slice(1)).command === name);
    const shown = mine.flatMap((text) => [...text.matchAll(/(\w+):/g)].map(([, option = '']) => option));
    expect([...new Set(shown)].sort(), name).toEqual(Object.keys(options).sort());
  }
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
