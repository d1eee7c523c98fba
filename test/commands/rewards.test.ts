import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChainUnavailable, EstimateUnavailable } from '../../src/core/errors.ts';
import type { Chart } from '../../src/core/pictures-port.ts';
import type { Outcome } from '../../src/core/platform.ts';
import { patchStorage } from '../support/devnet.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost({ ttlMs: 600_000 });
});
afterAll(() => bot[Symbol.asyncDispose]());

interface Split {
  readonly node: string;
  readonly voters: string;
}
interface Model {
  readonly blocks: Split | null;
  readonly votes: Split | null;
  readonly contribution: Split | null;
  readonly total: Split | null;
}
interface Data {
  readonly published: Model;
  readonly chain: Model;
  readonly rounds: number | null;
  readonly [more: string]: unknown;
}

/** Asks again for as long as the simulation takes on a busy machine. */
async function ask(line: string, of: TestHost = bot, asker?: Parameters<TestHost['ask']>[1]): Promise<Outcome> {
  for (;;) {
    const outcome = await of.ask(line, asker);
    if (outcome.reply.actions?.[0]?.primary !== true) return outcome;
  }
}

async function dataOf(line: string, of: TestHost = bot): Promise<Data> {
  const outcome = await ask(line, of);
  expect(outcome.kind, readable(outcome)).toBe('answered');
  return outcome.reply.data as unknown as Data;
}

const total = (split: Split | null) => Number(split?.node) + Number(split?.voters);

describe('a node that is there', () => {
  test('earns by both models, in three parts, each split between it and its voters', async () => {
    const data = await dataOf('rewards iost_kor');
    expect(data).toMatchObject({ block: 519600, account: 'iost_kor', whatIf: false, rounds: 52560, toThreshold: '0' });
    expect(data.chain).toEqual({
      // 52,560 × 1,200 / 17 × 3.28513441, by hand
      blocks: { node: '12188235.14750117', voters: '0' },
      votes: { node: '6835569.04862869', voters: '6835569.0486287' },
      contribution: null,
      total: { node: '19023804.19612986', voters: '6835569.0486287' },
    });
    // 210 M / 17, halved
    expect(data.published.blocks).toEqual({ node: '6176470.58823529', voters: '6176470.58823529' });
    expect(data.published.contribution).toBeNull();
    expect(data.perDay).toMatchObject({ chain: { node: '52120.01149624', voters: '18727.58643459' } });
  });

  test('is shown per year with its totals, models side by side, each labelled', async () => {
    const text = readable(await ask('rewards iost_kor'));
    expect(text).toContain('IOST a year | Published | Chain');
    expect(text).toContain('Blocks, node | 6,176,470 | 12,188,235');
    expect(text).toContain('Votes, voters | 6,926,256 | 6,835,569');
    expect(text).toContain('Rating | not rated | off chain');
    expect(text).toContain('quarter, node | 3,275,681 | 4,755,951');
    expect(text).toContain('the program of 2019 (rule set 2019-node-en), 840,000,000 IOST a year');
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
    expect(text).toContain('Blocks, node | 16,921 | 33,392');
    expect(text).toContain('Rating, node | 6,904 | off chain');
    expect(text).toContain('year, voters |');
  });

  test('with its formulas and the numbers put in', async () => {
    const text = readable(await ask('rewards iost_kor formulas'));
    expect(text).toContain('Published, blocks: 210,000,000 × 52,560 rounds ÷ (17 places × 52,560 rounds) = 12,352,941');
    expect(text).toContain(
      'Chain, votes: 21,005,109,455 supply × 0.0296 ÷ 3 × 158,385,990 ÷ 2,401,084,803 (candAllKey) = 13,671,138',
    );
    expect(text).toContain('Chain, blocks: 52,560 rounds × 1,200 blocks ÷ 17 places × 3.28513441');
    expect(text).not.toContain('rating:');
  });

  test('below the threshold earns nothing, is told how far it is and what it would earn there', async () => {
    const outcome = await ask('rewards huobipool');
    const data = outcome.reply.data as unknown as Data;
    const nothing = { node: '0', voters: '0' };
    expect(data.chain).toEqual({ blocks: nothing, votes: nothing, contribution: null, total: nothing });
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
    const text = readable(await ask('收益 iost_kor', bot, { locale: 'zh-CN' }));
    expect(text).toContain('出块·投票人 | 6,176,470 | 0');
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
  await ask('rewards iost_kor', drawing);
  charts.length = 0;
  const pictured = await drawing.ask('rewards iost_kor');
  const images = pictured.reply.blocks.filter(({ kind }) => kind === 'image');
  expect(images).toMatchObject([{ alt: expect.stringContaining('Rewards of IOSTer Korea (iost_kor) as bars') }]);
  expect(charts).toMatchObject([
    {
      kind: 'split',
      panels: [{ parts: [{ values: [6_176_470.58823529, 6_176_470.58823529] }, {}, { shown: 'not estimated' }] }, {}],
    },
  ]);
  for (const line of ['rewards iost_kor day', 'rewards huobipool']) {
    expect((await ask(line, drawing)).reply.blocks.map(({ kind }) => kind)).not.toContain('image');
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

describe('a node that does not exist yet', () => {
  test('earns with its votes among those of all, and is told what a further million adds', async () => {
    const outcome = await ask('rewards --votes 5m');
    const data = outcome.reply.data as unknown as Data;
    expect(data).toMatchObject({ account: null, whatIf: true, votes: '5000000', toThreshold: '0' });
    const share = 5_000_000 / (2_401_084_803.98 + 5_000_000);
    expect(total(data.chain.votes)).toBeCloseTo(((21_005_109_455.43 * 0.0296) / 3) * share, 3);
    expect(total(data.published.votes)).toBeCloseTo(210_000_000 * share, 0);
    expect(Number(data.rounds)).toBeGreaterThan(1_000);
    const more = await dataOf('rewards --votes 6m');
    const gain = Number(more.chain.total?.node) - Number(data.chain.total?.node);
    expect((data.furtherMillion as Model & { chain: Split }).chain.node).toBe(gain.toFixed(8).replace(/0+$/, ''));
    expect(readable(outcome)).toContain('What if a new Servi node had 5,000,000 votes?');
    expect(readable(outcome)).toContain('+1M: what another million votes adds in a year.');
  });

  test('with formulas too', async () => {
    const text = readable(await ask('rewards votes=5m formulas'));
    expect(text).toContain(
      'Published, votes: 210,000,000 × 5,000,000 ÷ 2,406,084,803 votes of elected nodes = 436,393',
    );
  });

  test('without blocks as a Partner node', async () => {
    const outcome = await ask('rewards votes=5m servi=no');
    expect(outcome.reply.data).toMatchObject({ rounds: 0, chain: { blocks: { node: '0', voters: '0' } } });
    expect(outcome.reply.title).toBe('What if a new Partner node had 5,000,000 votes?');
  });

  test('below the threshold earns nothing and is told how far', async () => {
    const outcome = await ask('rewards votes=1.5m');
    expect(outcome.reply.data).toMatchObject({ toThreshold: '600000', furtherMillion: null, rounds: 0 });
    expect(readable(outcome)).toContain('It is 600,000 votes short.');
    expect((outcome.reply.data as unknown as Data).atThreshold).toMatchObject({
      chain: { votes: { node: expect.stringMatching(/^90\d{3}\./) } },
    });
  });

  test('and one that does, with other votes', async () => {
    const outcome = await ask('rewards huobipool votes=3m');
    expect(outcome.reply).toMatchObject({ title: 'What if Huobi Pool (huobipool) had 3,000,000 votes?' });
    const data = outcome.reply.data as unknown as Data;
    expect(data).toMatchObject({ account: 'huobipool', whatIf: true });
    expect(total(data.chain.votes)).toBeGreaterThan(0);
  });
});

describe('the rating', () => {
  test('in percent is a share of the contribution pool, half of it for the voters', async () => {
    const { published, chain } = await dataOf('rewards iost_kor rating=1.2');
    expect(published.contribution).toEqual({ node: '2520000', voters: '2520000' });
    expect(chain.contribution).toBeNull();
    expect(await dataOf('rewards iost_kor --rating "1.2 %"')).toMatchObject({ published });
  });

  test('of the best tier is taken from the published results', async () => {
    const outcome = await ask('rewards --votes 5m --rating top');
    // 420 M × 1.91 / 65
    expect(outcome.reply.data).toMatchObject({ rating: '2.93846153' });
    expect(readable(outcome)).toContain('the best tier of 2020-Q2: 17 nodes got 1,910,000 each of 65,000,000 IOST');
  });
});

describe('what cannot be answered is told with what to do', () => {
  test.each([
    ['rewards', 'Whose rewards? Name a node'],
    ['rewards votes=0', 'votes must be above 0'],
    ['rewards --votes -5m', 'votes: “-5m” is not an amount'],
    ['rewards votes=22b', '22,000,000,000 is more than there is: the supply is 21,005,109,455 IOST'],
    ['rewards iost_kor rating=0', 'rating: “0” is no share'],
    ['rewards iost_kor rating=100.1', 'rating: “100.1” is no share'],
    ['rewards iost_kor rating=best', 'Write a percentage above 0 and up to 100'],
    ['rewards iost_kor --rating', 'Please tell me the rating too.'],
    ['rewards mathwalet', 'I know no node “mathwalet”.'],
    ['rewards votes=5m servi=maybe', 'is not one of yes, no'],
  ])('%s', async (line, told) => {
    const outcome = await ask(line);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain(told);
  });
});

describe('without a part of what it rests on', () => {
  const nothing = { blocks: null, votes: null, contribution: null, total: null };

  test('the reward state: the chain model says that it is missing, the published one still answers', async () => {
    const rewardState = () => Promise.reject(new ChainUnavailable('unreachable', 'for this test'));
    await using poor = await startHost({ wrap: (reader) => ({ ...reader, rewardState }) });
    const outcome = await ask('rewards iost_kor', poor);
    expect(outcome.reply.data).toMatchObject({ chain: nothing, unavailable: { chain: ['rewardState'] } });
    expect((outcome.reply.data as unknown as Data).published.total).not.toBeNull();
    expect(readable(outcome)).toContain('Chain: not estimated, for its reward state cannot be read right now.');
    expect(readable(outcome)).toContain('Votes, node | 6,926,256 | –');
  });

  test.each([
    ['blockContrib', 'blockContrib'],
    ['candAllKey', 'candAllKey'],
  ])('%s: the chain model names it', async (parameter) => {
    const intercept = patchStorage((key, _field, value) => (key === parameter ? 'null' : value));
    await using poor = await startHost({ intercept });
    const outcome = await ask('rewards iost_kor', poor);
    expect(outcome.reply.data).toMatchObject({ chain: nothing, unavailable: { chain: [parameter] } });
    expect(readable(outcome)).toContain(`Chain: not estimated, for the chain does not show ${parameter}.`);
  });

  test('the simulation: blocks and totals are missing, and who asks is told to ask again', async () => {
    const failing = () => Promise.reject(new EstimateUnavailable('for this test'));
    await using poor = await startHost({ rotation: { year: failing, whatIf: failing, votesForOneMore: failing } });
    const outcome = await ask('rewards iost_kor', poor);
    expect(outcome.reply.data).toMatchObject({ rounds: null, chain: { blocks: null, total: null } });
    expect((outcome.reply.data as unknown as Data).chain.votes).not.toBeNull();
    expect(readable(outcome)).toContain(
      'Blocks: not estimated, for the year could not be simulated. Please ask again later.',
    );
  });

  test('the simulation while it is under way: nobody waits for it long', async () => {
    const pending = () => new Promise<never>(() => {});
    await using busy = await startHost({ rotation: { year: pending, whatIf: pending, votesForOneMore: pending } });
    const outcome = await busy.ask('rewards iost_kor');
    expect(readable(outcome)).toContain('Blocks | not yet | not yet');
    expect(readable(outcome)).toContain('the year is still being simulated. Please ask again in a moment.');
    expect(outcome.reply.actions?.[0]).toMatchObject({ label: 'Ask again', primary: true });
  });
});
