import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryPoint, HistoryStore } from '../../src/core/ports/history.ts';
import { EstimateBusy, EstimateUnavailable } from '../../src/core/ports/outage.ts';
import type { RotationSimulator } from '../../src/core/ports/rotation.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';

const contract = JSON.parse(readFileSync(new URL('../fixtures/rotation.json', import.meta.url), 'utf8'));

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

const listedRounds = (account: string) => ({
  next144: contract.roundsInListAfter[144][account] ?? 0,
  next1008: contract.roundsInListAfter[1008][account] ?? 0,
});

describe('at a vote block', () => {
  test.each(['luckystake', 'iost_kor', 'dfg_crypto', 'kokomo'])(
    '%s: next list and rounds are the chain’s own',
    async (account) => {
      const { reply } = await bot.ask(`forecast ${account}`);
      expect(reply.data).toMatchObject({
        block: 519_600,
        nextBlock: 520_800,
        role: 'rotates',
        nextList: contract.first200PendingLists[0],
        rounds: listedRounds(account),
      });
    },
  );

  test('it is put in words', async () => {
    const text = readable(await bot.ask('forecast luckystake'));
    expect(text).toContain(
      'Next list: stays in it, place 10 of 17, chosen at block 520800, about 2019-11-23T00:20:00.000Z',
    );
    expect(text).toContain('Next day: in the list in 79 of 144 rounds (54.8 %)');
    expect(text).toContain('Next week: in the list in 511 of 1008 rounds');
    expect(text).toContain('One more round a day: 230,133 more votes');
    expect(text).toMatch(/Staying: .*luckystaking/);
    expect(text).toContain('every listed producer making blocks');
    expect(text).not.toContain('no block since');
  });

  test.each([
    ['drumen', 'joins it, place 14 of 17', 'Joining', 'Oleksandr Mazyar'],
    ['ifwallet', 'leaves it', 'Leaving', 'IFWallet'],
    ['kokomo', 'not in it', undefined, 'kokomo'],
  ])('%s %s', async (account, move, line, name) => {
    const text = readable(await bot.ask(`forecast ${account}`));
    expect(text).toContain(`Next list: ${move}, chosen`);
    const lines = text.split('\n').filter((each) => /^(Joining|Staying|Leaving)/.test(each) && each.includes(name));
    expect(lines.map((each) => each.split(':')[0])).toEqual(line === undefined ? [] : [line]);
  });

  test('a node in every round needs nothing more', async () => {
    const outcome = await bot.ask('forecast iost_kor');
    expect(outcome.reply.data).toMatchObject({ place: 1, votesForOneMore: null });
    expect(readable(outcome)).toContain('One more round a day: none, it is in every round already');
  });

  test('in Chinese', async () => {
    const text = readable(await bot.ask('预测 luckystake', { locale: 'zh-CN' }));
    expect(text).toContain('下一份名单: 留在名单，第 10 位，共 17 位，将在区块 520800 选出，大约 ');
  });
});

describe('whoever cannot be listed is told why', () => {
  test.each([
    ['huobipool', 'candidate', 'It is 748,401.78343299 votes short of 2,100,000 and not elected'],
    ['coinseeds', 'partner', 'It is a Partner Node: it makes no blocks'],
    ['hic2019', 'unapproved', 'It is elected but not approved'],
    ['nz77c3i3s8i', 'offline', 'It is offline: its score does not grow'],
  ])('%s: %s', async (account, role, sentence) => {
    const outcome = await bot.ask(`forecast ${account}`);
    expect(outcome.kind).toBe('answered');
    expect(outcome.reply.data).toMatchObject({
      role,
      place: null,
      votesForOneMore: null,
      rounds: { next144: 0, next1008: 0 },
      nextList: contract.first200PendingLists[0],
    });
    expect(readable(outcome)).toContain(sentence);
    expect(readable(outcome)).not.toContain('One more round');
  });

  test('a barred one comes back when its bar ends', async () => {
    await using later = await startHost({ startStep: 17 });
    const outcome = await later.ask('forecast mathwallet');
    expect(readable(outcome)).toContain('It is barred until block 703200');
    expect(outcome.reply.data).toMatchObject({ role: 'barred', rounds: { next144: 0, next1008: 864 } });
  });
});

describe('the trend', () => {
  const DAY_MS = 86_400_000;
  const start = Date.parse('2019-11-23T00:10:00Z');
  /** `perDay` votes a day up to what the node has at block 519,600. */
  const historyOf = (now: bigint, perDay: bigint, every: 'hour' | 'day', count: number): HistoryStore => ({
    claims: async () => [],
    days: async () => [],
    coefficients: async () => new Map(),
    issues: async () => [],
    addIssue: async () => {},
    points: async (_, __, asked, since) => {
      const length = every === 'day' ? 1 : 24;
      const points = Array.from({ length: asked === every ? count : 0 }, (_, i): HistoryPoint => {
        const ago = count - i;
        const at = start - (ago * DAY_MS) / length;
        return { at, block: 519_600 - (ago * 172_800) / length, votes: now - (perDay * BigInt(ago)) / BigInt(length) };
      });
      return points.filter(({ at }) => at >= since);
    },
  });
  const HUOBIPOOL = 1_351_598_21656701n;
  const STAKE = 29_296_122_37020425n;

  test.each([
    ['day', 29],
    ['hour', 100],
  ] as const)('rising votes reach the threshold: points of every %s', async (every, count) => {
    await using rising = await startHost({ history: historyOf(HUOBIPOOL, 48_000_00000000n, every, count) });
    const outcome = await rising.ask('forecast huobipool');
    expect(outcome.reply.data).toMatchObject({
      trend: { kind: 'rising', perDay: '48000', slowest: '48000', fastest: '48000' },
      daysToThreshold: { days: 16, soonest: 16, latest: 16 },
    });
    expect(readable(outcome)).toContain('Trend: +48,000 votes a day (+48,000 to +48,000)');
    expect(readable(outcome)).toContain('Threshold: reached in 16 days (16 to 16) if that goes on');
    expect(readable(outcome)).toContain(`points of the last ${every === 'day' ? '29 days' : '4 days'}`);
  });

  test('falling votes fall below it', async () => {
    await using falling = await startHost({ history: historyOf(STAKE, -1_000_000_00000000n, 'day', 20) });
    const outcome = await falling.ask('forecast luckystake');
    expect(readable(outcome)).toContain('Trend: −1,000,000 votes a day');
    expect(readable(outcome)).toContain('Threshold: fallen below in 28 days (28 to 28) if that goes on');
  });

  test('votes that stay as they are lead nowhere', async () => {
    await using steady = await startHost({ history: historyOf(HUOBIPOOL, 0n, 'day', 20) });
    const outcome = await steady.ask('forecast huobipool');
    expect(outcome.reply.data).toMatchObject({ trend: { kind: 'steady', perDay: null }, daysToThreshold: null });
  });

  test('without a history it says when there will be one', async () => {
    const outcome = await bot.ask('forecast huobipool');
    expect(readable(outcome)).toContain('Trend: not known yet: I note the votes every hour');
    expect(outcome.reply.data).toMatchObject({ trend: { kind: 'too-little' }, daysToThreshold: null });
  });
});

describe('without the simulation everything else still answers', () => {
  const asked = async (votesForOneMore: RotationSimulator['votesForOneMore']) => {
    const away = () => Promise.reject(new EstimateUnavailable('for this test'));
    const rotation: RotationSimulator = { year: away, whatIf: away, votesForOneMore, waitMs: () => 7_100 };
    await using poor = await startHost({ rotation });
    const outcome = await poor.ask('forecast luckystake');
    expect(outcome.reply.data).toMatchObject({ votesForOneMore: null, rounds: listedRounds('luckystake') });
    return outcome;
  };

  test('where it failed', async () => {
    const outcome = await asked(() => Promise.reject(new EstimateUnavailable('for this test')));
    expect(readable(outcome)).toContain('One more round a day: not estimated, please ask again later');
    expect(outcome.reply.data).toMatchObject({ pending: null, notEstimated: { votesForOneMore: 'failed' } });
  });

  test.each([
    ['is not ready', () => new Promise<never>(() => {})],
    ['has too much to do', () => Promise.reject(new EstimateBusy('for this test'))],
  ])('where it %s: in words, in data, and with a button to ask again', async (_, votes) => {
    const outcome = await asked(votes);
    expect(readable(outcome)).toContain('One more round a day: not there yet, ask again in about 8 seconds');
    expect(outcome.reply.data).toMatchObject({
      pending: { members: ['votesForOneMore'], askAgainSeconds: 8, askAgainAt: expect.stringMatching(/Z$/) },
      notEstimated: { votesForOneMore: 'pending' },
    });
    expect(outcome.reply.actions?.[0]).toMatchObject({
      primary: true,
      command: 'forecast',
      args: { node: 'luckystake' },
    });
  });
});

test('a list that was just being chosen is not sworn to', async () => {
  await using between = await startHost({
    wrap: (reader) => ({
      ...reader,
      standings: async (signal) => ({ ...(await reader.standings(signal)), blocks: { first: 519_599, last: 519_601 } }),
    }),
  });
  const outcome = await between.ask('forecast luckystake');
  expect(readable(outcome)).toContain('The list of block 519600 was just being chosen');
});

test('a mistyped name offers the nearest', async () => {
  const outcome = await bot.ask('forecast luckystak3');
  expect(outcome.kind).toBe('mistake');
  expect(outcome.reply.actions?.[0]).toMatchObject({ command: 'forecast', args: { node: 'luckystake' } });
});
