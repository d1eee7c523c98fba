import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chart } from '../../src/core/ports/pictures.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';
import { askEstimate, type RewardsData, rewardsData } from '../support/rewards-data.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

const ask = (line: string, asker?: Parameters<TestHost['ask']>[1]) => askEstimate(bot, line, asker);
const dataOf = (line: string) => rewardsData(bot, line);

describe('a node that is there', () => {
  test('earns by both models, part by part, each split between it and its voters', async () => {
    const data = await dataOf('rewards iost_kor');
    expect(data).toMatchObject({ block: 519600, account: 'iost_kor', whatIf: false, rounds: 52560, toThreshold: '0' });
    expect(data.chain).toEqual({
      // 52,560 × 1,200 / 17 × 3.28513441, by hand
      blocks: { node: '12188235.14750117', voters: '0' },
      // 365 × (supply × 0.0296 / 365 × 0.33333333) × votes / candAllKey, halved
      votes: { node: '6835568.98027291', voters: '6835568.98027292' },
      quarterlyVotes: null,
      rating: null,
      total: { node: '19023804.12777408', voters: '6835568.98027292' },
    });
    // 210 M / 17, all of it the node's
    expect(data.published.blocks).toEqual({ node: '12352941.17647058', voters: '0' });
    expect(data.published.total?.voters).toMatch(/^6926256\./);
    expect(data.perDay).toMatchObject({ chain: { node: '52120.01130897', voters: '18727.58624732' } });
  });

  test('is shown per year with its totals, models side by side, each labelled', async () => {
    const text = readable(await ask('rewards iost_kor'));
    expect(text).toContain('IOST a year | Published | Chain');
    expect(text).toContain('Blocks, node | 12,352,941 | 12,188,235');
    expect(text).toContain('Blocks, voters | 0 | 0');
    expect(text).toContain('Votes, voters | 6,926,256 | 6,835,568');
    expect(text).toContain('Rating | not rated | off chain');
    expect(text).toContain('quarter, node | 4,819,799 | 4,755,951');
    expect(text).toContain('840,000,000 IOST a year by rule set v4, known to hold until 2023');
    expect(text).toContain('Of each part its voters get: blocks 0 %, votes 50 %, rating 50 %.');
    expect(text).toContain('what the contracts pay as of block 519600');
    expect(text).toContain('listed as producer in 52,560 of 52,560 rounds');
    expect(text).toContain('Block 519600 · 2019-11-23 00:10:00 UTC');
  });

  test('per day and per quarter by a button, which keeps what was asked', async () => {
    const { actions = [] } = (await ask('rewards iost_kor rating=1.2')).reply;
    const daily = actions.find(({ args }) => args.show === 'day');
    expect(daily?.args).toEqual({ node: 'iost_kor', rating: '1.2', show: 'day' });
    if (!daily) throw new Error('no button');
    const text = readable(await bot.press(daily));
    expect(text).toContain('IOST a day | Published | Chain');
    expect(text).toContain('Blocks, node | 33,843 | 33,392');
    expect(text).toContain('Rating, node | 6,904 | off chain');
    expect(text).toContain('year, voters |');
  });

  test('with its formulas and the numbers put in', async () => {
    const text = readable(await ask('rewards iost_kor formulas'));
    expect(text).toContain('Published, blocks: 210,000,000 × 52,560 rounds ÷ (17 places × 52,560 rounds) = 12,352,941');
    expect(text).toContain(
      'Chain, votes: 21,005,109,455 supply × 0.0296 × 0.33333333 × 158,385,990 ÷ 2,401,084,803 (candAllKey) = 13,671,137',
    );
    expect(text).toContain('Chain, blocks: 52,560 rounds × 1,200 blocks ÷ 17 places × 3.28513441');
    expect(text).toContain('Published, voters: of each part: blocks 0 %, votes 50 %, rating 50 %');
    expect(text).not.toContain('rating:');
  });

  test('below the threshold earns nothing, is told how far it is and what it would earn there', async () => {
    const outcome = await ask('rewards huobipool');
    const data = outcome.reply.data as unknown as RewardsData;
    const nothing = { node: '0', voters: '0' };
    expect(data.chain).toEqual({ blocks: nothing, votes: nothing, quarterlyVotes: null, rating: null, total: nothing });
    expect(data).toMatchObject({ toThreshold: '748401.78343299', published: { total: nothing } });
    const text = readable(outcome);
    expect(text).toContain('Below 2,100,000 votes a node earns nothing. It is 748,401.78343299 votes short.');
    expect(text).toContain('With 2,100,000 votes, approved and online, it would earn:');
    expect(text).toContain('Votes, node | 91,753 | 90,551');
  });

  test('that makes no blocks has none to be paid for', async () => {
    const { value } = await bot.chain.standings();
    const partner = value.candidates.find(({ elected, isProducer, status }) => elected && !isProducer && status === 1);
    const outcome = await ask(`rewards ${partner?.account}`);
    expect(outcome.reply.data).toMatchObject({ rounds: 0, chain: { blocks: { node: '0', voters: '0' } } });
    expect(readable(outcome)).toContain('only elected and approved Servi nodes make blocks');
  });

  test('in Chinese too', async () => {
    const text = readable(await ask('收益 iost_kor', { locale: 'zh-CN' }));
    expect(text).toContain('出块·节点 | 12,352,941 | 12,188,235');
    expect(text).toContain('现在是否仍在发放，尚不清楚');
    expect(text).toContain('52,560 轮中有 52,560 轮进入出块名单');
  });
});

test('both models stand in a picture too, where pictures can be shown', async () => {
  const charts: Chart[] = [];
  const draw = async (chart: Chart) => {
    charts.push(chart);
    return new Uint8Array([1]);
  };
  await using drawing = await startHost({ pictures: { draw } });
  await askEstimate(drawing, 'rewards iost_kor');
  charts.length = 0;
  const pictured = await drawing.ask('rewards iost_kor');
  const images = pictured.reply.blocks.filter(({ kind }) => kind === 'image');
  expect(images).toMatchObject([{ alt: expect.stringContaining('Rewards of IOSTer Korea (iost_kor)') }]);
  expect(charts).toMatchObject([
    {
      kind: 'split',
      panels: [
        { parts: [{ values: [12_352_941.17647058, 0] }, {}, { shown: 'not rated' }] },
        { parts: [{}, {}, { shown: 'off chain' }] },
      ],
    },
  ]);
  for (const line of ['rewards iost_kor day', 'rewards huobipool']) {
    expect((await askEstimate(drawing, line)).reply.blocks.map(({ kind }) => kind)).not.toContain('image');
  }
});

interface Rotation {
  readonly roundsInListAfter: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

test('block rewards of every node are within 1 % of its rounds in the executed year × 1,200/17 × blockContrib', async () => {
  const file = new URL('../fixtures/rotation.json', import.meta.url);
  const { roundsInListAfter } = JSON.parse(readFileSync(file, 'utf8')) as Rotation;
  const year = roundsInListAfter['52560'] ?? {};
  const { value } = await bot.chain.standings();
  const servi = value.candidates.filter(({ elected, isProducer, status }) => elected && isProducer && status % 3 !== 0);
  expect(servi.length).toBeGreaterThan(80);
  for (const { account } of servi) {
    const { chain } = await dataOf(`rewards ${account}`);
    const executed = ((year[account] ?? 0) * 1_200 * 3.28513441) / 17;
    expect(Math.abs(Number(chain.blocks?.node) - executed), account).toBeLessThanOrEqual(executed / 100);
  }
});
