import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryStore } from '../../src/core/ports/history.ts';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { patchStorage } from '../support/devnet.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';

const BLOCK = 519_600;
const DAY_BLOCKS = 172_800;
const DAY_MS = 86_400_000;
const NOW = Date.parse('2019-11-23T00:10:00Z');

/** Each node's coefficient so many days ago; the recorded chain is only three days old, so its blocks go below zero. */
function historyOf(
  byDay: Readonly<Record<number, Readonly<Record<string, string>>>>,
  claims: Readonly<Record<string, readonly number[]>> = {},
): HistoryStore {
  const days = Object.keys(byDay)
    .map(Number)
    .sort((a, b) => b - a)
    .map((ago) => ({ at: NOW - ago * DAY_MS, block: BLOCK - ago * DAY_BLOCKS }));
  return {
    points: async () => [],
    claims: async (_chain, account) =>
      (claims[account] ?? []).map((ago) => ({ at: NOW - ago * DAY_MS, block: 0, perVote: '0.1' })),
    days: async () => days,
    issues: async () => [],
    addIssue: async () => {},
    coefficients: async (_chain, { at }) => new Map(Object.entries(byDay[(NOW - at) / DAY_MS] ?? {})),
  };
}

/** What the recording shows at its beginning: digglue1 has credited 0.0003 a vote, bbx_iost 0.0004. */
const history = historyOf(
  {
    8: { digglue1: '0.00010362769486697332', bbx_iost: '0.00029684083895042428', iost_kor: '0', mathwallet: '0' },
    40: { digglue1: '0.00000362769486697332', bbx_iost: '0', iost_kor: '0', mathwallet: '0' },
  },
  { digglue1: [9, 4, 3, 2, 1], bbx_iost: [20] },
);

let bot: TestHost;
let fresh: TestHost;
beforeAll(async () => {
  bot = await startHost({ history });
  fresh = await startHost();
});
afterAll(async () => {
  await bot[Symbol.asyncDispose]();
  await fresh[Symbol.asyncDispose]();
});

describe('for one node', () => {
  test('the expected dividend has the voter’s own votes in it', async () => {
    const outcome = await bot.ask('dividend 1m iost_kor');
    // By hand: half of supply × 0.0296 × 0.33333333 (a day at a time) × (V + 1 M) / (candAllKey + 1 M), times 1 M / (V + 1 M).
    expect(outcome.reply.data).toMatchObject({
      block: BLOCK,
      amount: '1000000',
      node: 'iost_kor',
      toThreshold: '0',
      nodeVotesAfter: '159385990.24645245',
      allVotesAfter: '2402084803.98378394',
      expected: { perYear: '43139.69491779', perDay: '118.19094498', rate: '0.04313969' },
    });
    const text = readable(outcome);
    expect(text).toContain('Expected | 118.19 | 43,139 | 4.31 %');
    expect(text).toContain('From what the contracts pay as of block 519600.');
    expect(text).toContain('the tokens are free 3 days later');
  });

  test('amount and node may be the other way round', async () => {
    const { data } = (await bot.ask('dividend 1m iost_kor')).reply;
    expect((await bot.ask('dividend IOSTer Korea 1m')).reply.data).toEqual(data);
  });

  test('what was credited counts for the days that it took, diluted', async () => {
    const outcome = await bot.ask('dividend 1m digglue1');
    // 0.0002 a vote in 8 days; 0.0003 in 40 days, for there is no later day from which 30 are known.
    const dilution = 2_401_084_803.98 / 2_402_084_803.98;
    const { credited } = outcome.reply.data as unknown as { credited: { days: number; perYear: string }[] };
    expect(credited).toMatchObject([
      { days: 7, isWhole: true, seconds: (8 * DAY_MS) / 1_000 },
      { days: 30, isWhole: true, seconds: (40 * DAY_MS) / 1_000 },
    ]);
    expect(Number(credited[0]?.perYear)).toBeCloseTo(((200 * 365) / 8) * dilution, 4);
    expect(Number(credited[1]?.perYear)).toBeCloseTo(((300 * 365) / 40) * dilution, 4);
    const text = readable(outcome);
    expect(text).toContain('Last 7 days | 24.98 | 9,121 | 0.91 %');
    expect(text).toMatch(/Last 40 days: what voters were really credited, carried on for a year: 6 % of what daily/);
  });

  test('the claiming habit says when the money comes', async () => {
    const often = await bot.ask('dividend 1m digglue1');
    expect(often.reply.data).toMatchObject({
      habit: { claims: 5, lastClaim: '2019-11-22T00:10:00.000Z', typicalGapSeconds: 86_400 },
    });
    expect(readable(often)).toContain('The node claimed 24 hours ago, usually every 24 hours, 5 times');
    expect(readable(await bot.ask('dividend 1m bbx_iost'))).toContain('The node claimed 20 days ago, once');
    const never = await bot.ask('dividend 1m iost_kor');
    expect(readable(never)).toContain('I have not seen the node claim');
    // iost_kor has 87,677.11 unclaimed: half of it × 1 M / 159.4 M.
    expect(never.reply.data).toMatchObject({ habit: { unclaimed: '87677.11382107', next: '275.04648835' } });
    expect(readable(never)).toContain('Unclaimed by the node: 87,677 IOST, which it earns in 2 days.');
  });

  test('without history it says so, and still expects', async () => {
    const outcome = await fresh.ask('dividend 10k iost_kor');
    expect(outcome.reply.data).toMatchObject({ credited: [], expected: { rate: expect.stringMatching(/^0\.0431/) } });
    expect(readable(outcome)).toContain('I have no record of what was credited yet.');
  });

  test('with a short one it says how short', async () => {
    await using young = await startHost({ history: historyOf({ 3: { digglue1: '0.0003' } }) });
    const outcome = await young.ask('dividend 1m digglue1');
    expect(outcome.reply.data).toMatchObject({ credited: [{ days: 7, isWhole: false, seconds: 3 * 86_400 }] });
    expect(readable(outcome)).toContain('Last 3 days |');
    expect(readable(outcome)).toContain('I know the dividends of the last 3 days only');
  });

  test('below the threshold nobody gets anything, unless the votes lift the node above it', async () => {
    const outcome = await bot.ask('dividend 10k huobipool');
    expect(outcome.reply).toMatchObject({ tone: 'warning', data: { expected: { perYear: '0' } } });
    expect(readable(outcome)).toContain('Even with yours it is 738,401.78343299 votes short.');
    const lifted = await bot.ask('dividend 1m huobipool');
    expect(readable(lifted)).toContain('With yours it would just be elected');
    expect(lifted.reply.data).toMatchObject({ expected: { rate: expect.stringMatching(/^0\.0431/) } });
  });
});

describe('the best nodes', () => {
  test('stand by what they really credited, with how much that is of daily claims', async () => {
    const outcome = await bot.ask('dividend 1m');
    const { nodes } = outcome.reply.data as unknown as { nodes: { account: string; reliability: string | null }[] };
    expect(nodes.slice(0, 2).map(({ account }) => account)).toEqual(['bbx_iost', 'digglue1']);
    expect(nodes[1]?.reliability).toMatch(/^0\.06/);
    const text = readable(outcome);
    expect(text).toMatch(/BBX \(bbx_iost\) \| 3,\d\d\d \| 8 % \| 2 days/);
    expect(text).toContain('as credited over the last 40 days');
    expect(text).toContain('about 118.19 IOST a day and 43,139 a year (4.31 %)');
    const [first] = outcome.reply.actions ?? [];
    expect(first?.args).toEqual({ amount: '1000000', node: 'bbx_iost' });
    if (first) expect((await bot.press(first)).kind).toBe('answered');
  });

  test('stand by their unclaimed rewards while too little is known', async () => {
    const outcome = await fresh.ask('dividend 1m');
    const { nodes } = outcome.reply.data as unknown as { nodes: { unclaimed: string; reliability: null }[] };
    expect(nodes).toHaveLength(10);
    expect(nodes[0]).toMatchObject({ unclaimed: '0', reliability: null });
    expect(readable(outcome)).toContain('I have watched for less than 7 days');
  });
});

describe('one’s own accounts', () => {
  test('bring what their votes bring, for their owner alone', async () => {
    const userId = 'voter';
    expect(readable(await bot.ask('dividend', { userId }))).toContain('You have not saved an account yet.');
    await bot.ask('me add v00000_x Cold Wallet', { userId });
    const outcome = await bot.ask('dividend', { userId });
    expect(outcome.reply.visibility).toBe('private');
    const text = readable(outcome);
    expect(text).toContain('Cold Wallet (v00000_x)');
    expect(text).toContain('Digglue Inc. (digglue1) | 692,332 | 81.86 |');
    expect(text).toMatch(/Expected \| 183\.59 \| 67,013 \| 4\.31 %/);
    // 692,332.03 votes × 0.0003 for digglue1 and × 0.0004 for bbx_iost in 40 days
    const { credited } = outcome.reply.data as unknown as { credited: { days: number; perYear: string }[] };
    expect(Number(credited[1]?.perYear)).toBeCloseTo(((692_332.031 * (0.0003 + 0.000396841)) / 40) * 365, 1);
  });

  test('votes for a node that is gone earn nothing and should be taken back', async () => {
    const without = (snapshot: Snapshot): Snapshot => ({
      ...snapshot,
      candidates: snapshot.candidates.filter(({ account }) => account !== 'digglue1'),
    });
    await using poorer = await startHost({
      wrap: (reader) => ({ ...reader, standings: async (signal) => without(await reader.standings(signal)) }),
    });
    await poorer.ask('me add v00000_x');
    const outcome = await poorer.ask('dividend');
    expect(readable(outcome)).toContain('Votes for digglue1 earn nothing, for it is no candidate any more');
    expect(outcome.reply.tone).toBe('warning');
  });

  test('an account that the chain does not know any more is named', async () => {
    let isGone = false;
    await using strange = await startHost({
      ttlMs: 0,
      wrap: (reader) => ({
        ...reader,
        voter: async (account) => (isGone && account === 'v0000z_x' ? undefined : reader.voter(account)),
      }),
    });
    await strange.ask('me add v00000_x');
    await strange.ask('me add v0000z_x');
    isGone = true;
    const outcome = await strange.ask('dividend');
    expect(readable(outcome)).toContain('The chain has no account v0000z_x.');
    expect(outcome.reply.data).toMatchObject({ accounts: [{ exists: true }, { exists: false, votes: [] }] });
  });
});

describe('what cannot be answered is told with what to do', () => {
  test.each([
    ['dividend 0 iost_kor', 'amount must be above 0'],
    ['dividend -5m iost_kor', 'amount: “-5m” is not an amount'],
    ['dividend 1e30 iost_kor', 'amount: “1e30” is not an amount'],
    ['dividend 30b iost_kor', 'more than there is: the supply is 21,005,109,455 IOST'],
    ['dividend iost_kor', 'Please tell me the amount too.'],
    ['dividend 1m mathwalet', 'I know no node “mathwalet”.'],
  ])('%s', async (line, told) => {
    const outcome = await bot.ask(line);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain(told);
  });

  test('a chain that does not show a parameter', async () => {
    const intercept = patchStorage((key, _field, value) => (key === 'candAllKey' ? 'null' : value));
    await using poor = await startHost({ intercept });
    const outcome = await poor.ask('dividend 1m iost_kor');
    expect(readable(outcome)).toContain('the chain does not show candAllKey. Please ask again later.');
    expect(outcome.reply.data).toEqual({ missing: ['candAllKey'] });
  });

  test('a chain that does not show its rewards', async () => {
    const rewardState = () => Promise.reject(new ChainUnavailable('unreachable', 'for this test'));
    await using poor = await startHost({ wrap: (reader) => ({ ...reader, rewardState }) });
    expect((await poor.ask('dividend 1m iost_kor')).kind).toBe('unavailable');
  });
});

test('in Chinese', async () => {
  const text = readable(await bot.ask('分红 1m iost_kor', { locale: 'zh-CN' }));
  expect(text).toContain('预期 | 118.19 | 43,139 | 4.31 %');
});
