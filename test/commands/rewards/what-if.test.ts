// What-ifs, ratings, and what cannot be answered.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChainUnavailable, EstimateUnavailable } from '../../../src/core/ports/outage.ts';
import type { RotationSimulator } from '../../../src/core/ports/rotation.ts';
import { amountFromDecimal } from '../../../src/core/values/amount.ts';
import { patchStorage } from '../../support/devnet.ts';
import { readable, startHost, type TestHost } from '../../support/host.ts';
import {
  askEstimate,
  type Model,
  type RewardsData,
  rewardsData,
  type Split,
  total,
} from '../../support/rewards-data.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

const ask = (line: string) => askEstimate(bot, line);
const dataOf = (line: string) => rewardsData(bot, line);

describe('a node that does not exist yet', () => {
  test('earns with its votes among those of all, and is told what a further million adds', async () => {
    const outcome = await ask('rewards --votes 5m');
    const data = outcome.reply.data as unknown as RewardsData;
    expect(data).toMatchObject({ account: null, whatIf: true, votes: '5000000', toThreshold: '0' });
    const share = 5_000_000 / (2_401_084_803.98 + 5_000_000);
    expect(total(data.chain.votes)).toBeCloseTo(21_005_109_455.43 * 0.0296 * 0.33333333 * share, 3);
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
    expect((outcome.reply.data as unknown as RewardsData).atThreshold).toMatchObject({
      chain: { votes: { node: expect.stringMatching(/^90\d{3}\./) } },
    });
  });

  test('and one that does, with other votes', async () => {
    const outcome = await ask('rewards huobipool votes=3m');
    expect(outcome.reply).toMatchObject({ title: 'What if Huobi Pool (huobipool) had 3,000,000 votes?' });
    const data = outcome.reply.data as unknown as RewardsData;
    expect(data).toMatchObject({ account: 'huobipool', whatIf: true });
    expect(total(data.chain.votes)).toBeGreaterThan(0);
  });
});

describe('the rating', () => {
  test('in percent is a share of the pool for ratings, half of it for the voters', async () => {
    const { published, chain } = await dataOf('rewards iost_kor rating=1.2');
    expect(published.rating).toEqual({ node: '2520000', voters: '2520000' });
    expect(chain.rating).toBeNull();
    expect(await dataOf('rewards iost_kor --rating "1.2 %"')).toMatchObject({ published });
  });

  test('of the best tier is taken from what was published under the same rules', async () => {
    const outcome = await ask('rewards --votes 5m --rating top rules=v2');
    // 1.91 / 65 of 210 M
    expect(outcome.reply.data).toMatchObject({
      rating: '2.93846153',
      published: { rating: { node: '3085384.6065', voters: '3085384.6065' } },
    });
    expect(readable(outcome)).toContain('the best tier of 2020-Q2 had: 17 nodes got 1,910,000 each of 65,000,000 IOST');
  });

  test('of the best tier is not known under the newest rules, and says so', async () => {
    const outcome = await ask('rewards iost_kor rating=top');
    expect(outcome.reply.data).toMatchObject({ rating: null, notEstimated: { 'published.rating': 'no-top-tier' } });
    expect(readable(outcome)).toContain('no result of the best tier is known under rule set v4');
    expect(readable(outcome)).toContain('Rating | not known | off chain');
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
  const nothing = { blocks: null, votes: null, quarterlyVotes: null, rating: null, total: null };

  test('the reward state: the chain model says that it is missing, the published one still answers', async () => {
    const rewardState = () => Promise.reject(new ChainUnavailable('unreachable', 'for this test'));
    await using poor = await startHost({ wrap: (reader) => ({ ...reader, rewardState }) });
    const outcome = await askEstimate(poor, 'rewards iost_kor');
    expect(outcome.reply.data).toMatchObject({ chain: nothing, unavailable: { chain: ['rewardState'] } });
    expect((outcome.reply.data as unknown as RewardsData).published.total).not.toBeNull();
    expect(readable(outcome)).toContain('Chain: not estimated, for its reward state cannot be read right now.');
    expect(readable(outcome)).toContain('Votes, node | 6,926,256 | –');
  });

  test.each([
    ['blockContrib', 'blockContrib'],
    ['candAllKey', 'candAllKey'],
  ])('%s: the chain model names it', async (parameter) => {
    const intercept = patchStorage((key, _field, value) => (key === parameter ? 'null' : value));
    await using poor = await startHost({ intercept });
    const outcome = await askEstimate(poor, 'rewards iost_kor');
    expect(outcome.reply.data).toMatchObject({ chain: nothing, unavailable: { chain: [parameter] } });
    expect(readable(outcome)).toContain(`Chain: not estimated, for the chain does not show ${parameter}.`);
  });

  test('the simulation: blocks and totals are missing, and who asks is told to ask again', async () => {
    const failing = () => Promise.reject(new EstimateUnavailable('for this test'));
    await using poor = await startHost({
      rotation: { year: failing, whatIf: failing, votesForOneMore: failing, waitMs: () => 0 },
    });
    const outcome = await askEstimate(poor, 'rewards iost_kor');
    expect(outcome.reply.data).toMatchObject({ rounds: null, chain: { blocks: null, total: null } });
    expect((outcome.reply.data as unknown as RewardsData).chain.votes).not.toBeNull();
    expect(readable(outcome)).toContain(
      'Blocks: not estimated, for the year could not be simulated. Please ask again later.',
    );
  });

  test('the simulation while it is under way: nobody waits for it long', async () => {
    const pending = () => new Promise<never>(() => {});
    await using busy = await startHost({
      rotation: { year: pending, whatIf: pending, votesForOneMore: pending, waitMs: () => 3_400 },
    });
    const outcome = await busy.ask('rewards iost_kor');
    expect(readable(outcome)).toContain('Blocks | not yet | not yet');
    expect(readable(outcome)).toContain('the year is still being simulated. Ask again in about 4 seconds.');
    expect(outcome.reply.actions?.[0]).toMatchObject({ label: 'Ask again', primary: true });
  });

  test('one of two simulations: what another million adds is not known yet', async () => {
    const pending = () => new Promise<never>(() => {});
    const year = { block: 1, rounds: 52_560, listed: new Map(), own: 5_000 };
    const whatIf: RotationSimulator['whatIf'] = async (_snapshot, { votes }) =>
      votes === amountFromDecimal('5000000') ? year : pending();
    await using busy = await startHost({
      rotation: { year: pending, whatIf, votesForOneMore: pending, waitMs: () => 3_400 },
    });
    const outcome = await busy.ask('rewards votes=5m');
    expect(outcome.reply.data).toMatchObject({ rounds: 5_000, furtherMillion: { published: null, chain: null } });
    expect(readable(outcome)).toContain('+1M, node | not yet | not yet');
    expect(outcome.reply.actions?.[0]).toMatchObject({ label: 'Ask again', primary: true });
  });
});
