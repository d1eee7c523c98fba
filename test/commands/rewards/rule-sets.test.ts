// Estimates by each rule set, by hand; which one is taken, and what is said of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readable, startHost, type TestHost } from '../../support/host.ts';
import { askEstimate, type RewardsData, rewardsData } from '../../support/rewards-data.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost({ ttlMs: 600_000 });
});
afterAll(() => bot[Symbol.asyncDispose]());

const ask = (line: string) => askEstimate(bot, line);
const PARTS = ['blocks', 'votes', 'quarterlyVotes', 'rating'] as const;

/** The table of the published programme: millions of IOST a year of the four parts, and what of each is the voters'. */
const PUBLISHED: Readonly<Record<string, readonly number[]>> = {
  '2019': [210, 210, 210, 210],
  v2: [210, 210, 210, 210],
  v4: [210, 210, 0, 420],
  '2025': [0, 0, 0, 0],
};
const VOTERS = [0n, 1n, 1n, 1n];
/** Of iost_kor at the first block of the recording: in every list of 17, with 158,385,990.24645245 of 2,401,084,803.98378394
 *  votes, and rated with 1 % of the pool. */
const MEASURES = [
  [1n, 17n],
  [15838599024645245n, 240108480398378394n],
  [15838599024645245n, 240108480398378394n],
  [1n, 100n],
] as const;
const UNITS = 100_000_000n;

function decimal(amount: bigint): string {
  const [whole, fraction] = [amount / UNITS, (amount % UNITS).toString().padStart(8, '0').replace(/0+$/, '')];
  return fraction === '' ? `${whole}` : `${whole}.${fraction}`;
}

test.each(Object.keys(PUBLISHED))(
  'the numbers of rule set %s are those of the published table, by hand',
  async (id) => {
    const splits = (PUBLISHED[id] ?? []).map((millions, index) => {
      if (millions === 0) return undefined;
      const [part = 0n, whole = 1n] = MEASURES[index] ?? [];
      const amount = (BigInt(millions) * 1_000_000n * UNITS * part) / whole;
      const node = VOTERS[index] ? amount / 2n : amount;
      return { node, voters: amount - node };
    });
    const { published, chain } = await rewardsData(bot, `rewards iost_kor rating=1 rules=${id}`);
    const shown = (split: { node: bigint; voters: bigint } | undefined) =>
      split ? { node: decimal(split.node), voters: decimal(split.voters) } : null;
    for (const [index, part] of PARTS.entries()) expect(published[part], part).toEqual(shown(splits[index]));
    const known = splits.filter((split) => split !== undefined);
    const sum = (who: 'node' | 'voters') => known.reduce((total, split) => total + split[who], 0n);
    expect(published.total).toEqual(known.length > 0 ? shown({ node: sum('node'), voters: sum('voters') }) : null);
    // What the chain pays does not depend on what was published.
    expect(chain.votes).toEqual({ node: '6835568.98027291', voters: '6835568.98027292' });
  },
);

describe('the rule set', () => {
  test('is the newest published one unless the person says which, whatever the time of the block', async () => {
    const outcome = await ask('rewards iost_kor');
    const data = outcome.reply.data as unknown as RewardsData;
    expect(readable(outcome).split('\n')[1]).toBe(
      'As published in 2020 (rule set v4, from 2020-07-01); whether it is still paid is not known.',
    );
    expect(data).toMatchObject({ rules: { id: 'v4', published: '2020-12', knownUntil: '2023' } });
    // The votes' half alone, and the node's own blocks.
    expect([data.published.total?.voters, data.published.blocks?.node].map((each) => Number(each) / 1e6)).toEqual([
      expect.closeTo(6.93, 2),
      expect.closeTo(12.35, 2),
    ]);
  });

  test.each(['V4', 'v4.0', 'v4'])('may be written %s', async (id) => {
    expect(await rewardsData(bot, `rewards iost_kor rules=${id}`)).toMatchObject({ rules: { id: 'v4' } });
  });

  test('that is past is told as past, and its buttons keep it', async () => {
    const outcome = await ask('rewards iost_kor rules=2019');
    expect(readable(outcome)).toContain('it held from 2019-03-10 to 2020-03-09 and is past');
    expect(readable(outcome)).toContain('Qtr. votes, voters | 6,926,256 | off chain');
    expect(outcome.reply.actions?.find(({ args }) => args.show === 'day')?.args).toEqual({
      node: 'iost_kor',
      rules: '2019',
      show: 'day',
    });
  });

  test('of today has the chain alone', async () => {
    const outcome = await ask('rewards iost_kor rules=2025');
    expect(readable(outcome)).toContain(
      'no published program is known, and nothing is certain but what the chain issues',
    );
    expect(readable(outcome)).toContain('Votes, node | not known | 6,835,568');
    expect(readable(outcome)).not.toMatch(/^Published:/m);
    expect(outcome.reply.data).toMatchObject({ notEstimated: { 'published.votes': 'not-published' } });
  });

  test('that there is not is refused, with those that there are', async () => {
    const outcome = await bot.ask('rewards iost_kor rules=v3');
    expect(outcome.kind).toBe('mistake');
    expect(outcome.reply.actions?.map(({ args }) => args.rules)).toEqual(['2019', 'v2', 'v4', '2025']);
  });
});

test('both models agree about blocks to 2 %, and one line says what is left', async () => {
  const outcome = await ask('rewards iost_kor');
  const { published, chain } = outcome.reply.data as unknown as RewardsData;
  const apart = Number(published.blocks?.node) / Number(chain.blocks?.node) - 1;
  expect(Math.abs(apart)).toBeLessThan(0.02);
  const lines = readable(outcome)
    .split('\n')
    .filter((line) => line.includes('what is left between them'));
  // 63,072,000 blocks × 3.28513441 = 207,199,997.5
  expect(lines).toEqual([
    'Blocks, published and chain: what is left between them is 1.3 %, for 210,000,000 a year was published for all blocks, ' +
      'and at blockContrib for each the chain pays 207,199,997.',
  ]);
  expect(readable(await ask('rewards coinseeds'))).not.toContain('what is left between them');
});

describe('a block producer below 10 million votes', () => {
  const told = 'With fewer than 10,000,000 votes the foundation admitted no block producers (its rule of 2019-04-30)';

  test.each(['votes=5m', 'votes=9999999', 'huobipool'])(
    'as a what-if is computed, and the rule is told: %s',
    async (line) => {
      const outcome = await ask(`rewards ${line}`);
      expect(readable(outcome)).toContain(told);
      expect(outcome.reply.data).toMatchObject({ belowAdmission: { votes: '10000000', date: '2019-04-30' } });
    },
  );

  test.each(['votes=10m', 'votes=5m servi=no', 'iost_kor'])('is not spoken of where it is none: %s', async (line) => {
    const outcome = await ask(`rewards ${line}`);
    expect(readable(outcome)).not.toContain('admitted no block producers');
    expect(outcome.reply.data).toMatchObject({ belowAdmission: null });
  });
});

describe('whatever is missing in the data', () => {
  /** Members that say by themselves why they are null. */
  const PLAIN = ['rules', 'belowAdmission', 'unavailable', 'pending'];

  function nulls(value: unknown, path = ''): readonly string[] {
    if (value === null) return [path];
    if (typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([key, each]) => nulls(each, path === '' ? key : `${path}.${key}`));
  }

  test.each([
    'iost_kor',
    'iost_kor rules=2025',
    'iost_kor rating=top',
    'huobipool rules=2019',
    'votes=5m',
    'votes=1m servi=no',
    'coinseeds rating=1',
  ])('has its reason beside it: %s', async (line) => {
    const data = await rewardsData(bot, `rewards ${line}`);
    const missing = nulls(data).filter((path) => !PLAIN.includes(path.split('.')[0] ?? ''));
    expect(Object.keys(data.notEstimated as object).sort()).toEqual([...missing].sort());
  });
});
