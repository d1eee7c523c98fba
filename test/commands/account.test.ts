import { afterAll, beforeAll, expect, test } from 'vitest';
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
  expect(text).toContain('386,090.66594833 IOST will be free on 2019-11-23T00:40:00.000Z');
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
