import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryDay, HistoryStore } from '../../src/core/ports/history.ts';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

test('votes, dividends and balance of an account are exact, and for its asker alone', async () => {
  const outcome = await bot.ask('account v00000_x');
  expect(outcome.reply.visibility).toBe('private');
  expect(outcome.reply.data).toMatchObject({
    accounts: [
      {
        account: 'v00000_x',
        exists: true,
        block: 519600,
        balance: '108857.58684315',
        claimable: '484.95680286',
        votes: [
          { node: 'bbx_iost', votes: '692332.03127235', claimable: '274.74562412' },
          { node: 'digglue1', votes: '692332.03127235', claimable: '210.21117873' },
          { node: 'iostlife', votes: '168085.2256658', claimable: '0' },
        ],
      },
    ],
  });
  expect(readable(outcome)).toContain('Claimable: 484.95680286 IOST');
});

test('frozen tokens come with the time of their release', async () => {
  const text = readable(await bot.ask('account v0000z_x'));
  expect(text).toContain('Frozen: 386,090.66594833 IOST');
  expect(text).toContain('Next release: 386,090.66594833 IOST, 2019-11-23T00:40:00.000Z');
});

test('an account that exists nowhere is said to', async () => {
  const outcome = await bot.ask('account nosuchone');
  expect(outcome).toMatchObject({ kind: 'mistake', reply: { tone: 'warning', visibility: 'private' } });
  expect(readable(outcome)).toContain('The chain has no account nosuchone.');
});

test.each([['Bad!'], ['abc'], ['averyveryverylongname'], ['<b>x</b>'], ['0x12']])(
  'what is no account name is refused: %s',
  async (text) => {
    const outcome = await bot.ask(`account ${text}`);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain('is not an account name');
  },
);

test('without a name come all of the person’s own accounts, and a label stands for one', async () => {
  const userId = 'owner-of-two';
  expect(readable(await bot.ask('account', { userId }))).toContain('You have not saved an account yet.');
  await bot.ask('me add v00000_x Cold Wallet', { userId });
  await bot.ask('me add v0000z_x', { userId });
  const all = await bot.ask('account', { userId });
  expect(all.reply.data).toMatchObject({
    accounts: [
      { account: 'v00000_x', label: 'Cold Wallet' },
      { account: 'v0000z_x', label: null },
    ],
  });
  expect(readable(all)).toContain('Cold Wallet (v00000_x)');
  const one = await bot.ask('account cold wallet', { userId });
  expect(one.reply.title).toBe('Cold Wallet (v00000_x)');
  expect((await bot.ask('account cold wallet')).kind).toBe('mistake');
});

test('the footer names the block and the synthetic votes', async () => {
  const footer = (await bot.ask('account v00000_x')).reply.footer;
  expect(footer).toContain('Block 519600 · 2019-11-23 00:10:00 UTC');
  expect(footer).toContain('recorded demo, synthetic votes');
});

test('several frozen amounts are listed, and the next release stands above them', async () => {
  const later = Date.parse('2019-11-24T00:00:00Z');
  await using patient = await startHost({
    wrap: (reader) => ({
      ...reader,
      voter: async (account) => {
        const voter = await reader.voter(account);
        const [first] = voter?.frozen ?? [];
        return voter && first && { ...voter, frozen: [{ ...first, releaseAt: later }, first] };
      },
    }),
  });
  const text = readable(await patient.ask('account v0000z_x'));
  expect(text).toContain('Next release: 386,090.66594833 IOST, 2019-11-23T00:40:00.000Z');
  expect(text).toContain('386,090.66594833 IOST will be free on 2019-11-24T00:00:00.000Z');
});

describe('what the votes have earned', () => {
  const day = (at: string, block: number) => ({ at: Date.parse(at), block });
  const historyOf = (days: readonly HistoryDay[], coefficients: Readonly<Record<string, string>>): HistoryStore => ({
    points: async () => [],
    claims: async () => [],
    days: async () => days,
    issues: async () => [],
    addIssue: async () => {},
    coefficients: async () => new Map(Object.entries(coefficients)),
  });

  test('is what their coefficient has grown by since they were cast or known, claimed or not', async () => {
    // v00000_x cast its votes at blocks 1,200 and 506,400: the first day says nothing of them.
    const history = historyOf([day('2019-11-20T00:00:00Z', 100), day('2019-11-22T00:00:00Z', 519_000)], {
      digglue1: '0.00000362769486697332029240471429531023702186223775',
      iostlife: '0.00022334688647458178891932381963279097652496317195',
    });
    await using bot = await startHost({ history });
    const outcome = await bot.ask('account v00000_x');
    const { accounts } = outcome.reply.data as unknown as { accounts: { votes: Record<string, string | null>[] }[] };
    const [bbx, digglue, iostlife] = accounts[0]?.votes ?? [];
    // 168,085.2256658 votes × 0.0001: claimed already.
    expect(iostlife).toMatchObject({ earned: '16.80852256', earnedSince: '2019-11-22T00:00:00.000Z', claimable: '0' });
    // Nothing of it was claimed, and some is older than the known days.
    expect(digglue).toMatchObject({ earned: '210.21117873', claimable: '210.21117873' });
    expect(bbx).toMatchObject({ earned: bbx?.claimable, earnedSince: null });
    expect(readable(outcome)).toContain('since 2019-11-22 (UTC) or since they were cast');
  });

  test('is at least what is claimable while nothing else is known', async () => {
    const outcome = await bot.ask('account v00000_x');
    expect(outcome.reply.data).toMatchObject({
      accounts: [{ votes: [{ earned: '274.74562412', earnedSince: null }, { earned: '210.21117873' }, {}] }],
    });
    expect(readable(outcome)).toContain('Earned: at least what is claimable');
  });

  test('goes on at a pace that is expected of nodes that claim', async () => {
    const outcome = await bot.ask('account v00000_x');
    // 1,552,749.29 votes × supply × 0.0296 / 3 / candAllKey / 2 / 365
    expect(outcome.reply.data).toMatchObject({ accounts: [{ expectedPerDay: expect.stringMatching(/^183\.59/) }] });
    expect(readable(outcome)).toContain('Expected a day: 183.59 IOST');
  });

  test('is not expected while the chain does not tell', async () => {
    const rewardState = () => Promise.reject(new ChainUnavailable('unreachable', 'for this test'));
    await using poor = await startHost({ wrap: (reader) => ({ ...reader, rewardState }) });
    const outcome = await poor.ask('account v00000_x');
    expect(outcome.reply.data).toMatchObject({ accounts: [{ expectedPerDay: null, claimable: '484.95680286' }] });
    expect(readable(outcome)).toContain('Digglue Inc. (digglue1) | 210.21 | –');
  });
});
