import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Block } from '../../src/core/reply/reply.ts';
import { amountFromDecimal } from '../../src/core/values/amount.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';
import { shortCut } from '../support/steps.ts';
import { dataFollows, dataOf } from './standings-recorded.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

async function rowsOf(line: string, locale = 'en'): Promise<readonly (readonly string[])[]> {
  const { reply } = await bot.ask(line, { locale });
  const table = reply.blocks.find((block): block is Extract<Block, { kind: 'table' }> => block.kind === 'table');
  return table?.rows ?? [];
}

dataFollows(shortCut);

test('names come from the name list, else from the account', async () => {
  const { nodes } = await dataOf(bot, 'standings');
  expect(nodes.find(({ account }) => account === 'huobipool')).toMatchObject({ name: 'Huobi Pool' });
  expect(nodes.find(({ account }) => account === 'evil_1')).toMatchObject({ name: 'evil_1' });
});

test('data is the same whatever the page, order and filter', async () => {
  expect(await dataOf(bot, 'standings 3 name partner iost')).toEqual(await dataOf(bot, 'standings'));
});

describe('the table', () => {
  test('shows 15 nodes a page, by rank, within 80 columns', async () => {
    const rows = await rowsOf('standings');
    expect(rows.map(([rank]) => rank)).toEqual(Array.from({ length: 15 }, (_, index) => String(index + 1)));
    expect(rows[0]).toEqual(['1', 'IOSTer Korea (iost_kor)', '158,385,990', '6.00 %', 'Servi ●']);
    for (const row of rows) expect(row[1]?.length).toBeLessThanOrEqual(34);
  });

  test('marks the threshold where the page crosses it', async () => {
    const rows = await rowsOf('standings 14');
    const marker = rows.findIndex(([rank]) => rank === '');
    expect(rows).toHaveLength(16);
    expect(amountFromDecimal(rows[marker - 1]?.[2]?.replaceAll(',', '') ?? '')).toBeGreaterThanOrEqual(
      amountFromDecimal('2100000'),
    );
    expect(rows[marker + 1]?.[2]).toBe('2,099,999');
    expect((await rowsOf('standings 14 name')).length).toBe(15);
  });

  test('sorted by score it shows the scores', async () => {
    const rows = await rowsOf('standings score');
    expect(rows[0]?.slice(1, 4)).toEqual(['IOSTer Korea (iost_kor)', '158,385,990', '16,119,015,092']);
  });

  test('shows Chinese names to who reads Chinese', async () => {
    expect((await rowsOf('standings search=mathwallet', 'zh-CN'))[0]?.[1]).toBe('麦子钱包 (mathwallet)');
  });

  test('an elected node that nobody approved does not pass for elected', async () => {
    expect((await rowsOf('standings search=hic2019'))[0]?.[4]).toBe('unapproved, offline');
  });
});

describe('paging', () => {
  test('buttons keep order, filter and search', async () => {
    const { reply } = await bot.ask('standings 2 score servi search=o');
    expect(reply.actions?.map(({ args }) => args)).toEqual([
      { page: '1', sort: 'score', only: 'servi', search: 'o' },
      { page: '3', sort: 'score', only: 'servi', search: 'o' },
    ]);
  });

  test('a button leads to the next page', async () => {
    const [next] = (await bot.ask('standings')).reply.actions ?? [];
    if (!next) throw new Error('no button');
    expect(readable(await bot.press(next))).toContain('\n16 | ');
  });

  test('past the end comes the last page, without a way on', async () => {
    const { reply } = await bot.ask('standings 999');
    expect(reply.actions?.map(({ args }) => args.page)).toEqual(['30']);
  });

  test('a search without a match says so', async () => {
    const outcome = await bot.ask('standings search=nothing-like-this');
    expect(outcome.kind).toBe('answered');
    expect(readable(outcome)).toContain('No node fits.');
    expect(outcome.reply.actions).toEqual([]);
  });
});

test.each([['standings 0'], ['standings 1001'], ['standings sort=wrong'], ['standings only=all']])(
  'refuses "%s" with the usage line',
  async (line) => {
    const outcome = await bot.ask(line);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain('Usage: standings [page]');
  },
);

test('without any node it says that none can be reached', async () => {
  await using alone = await startHost();
  await alone.devnet.stop();
  const outcome = await alone.ask('standings');
  expect(outcome.kind).toBe('unavailable');
  expect(readable(outcome)).toContain('No IOST node can be reached right now.');
});
