import { afterAll, beforeAll, expect, test } from 'vitest';
import { readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

test('says how to apply, and what elects', async () => {
  const outcome = await bot.ask('become');
  expect(readable(outcome)).toContain('https://iost.io/node-en');
  expect(readable(outcome)).toContain('2,100,000 elect a candidate');
  expect(readable(outcome)).toContain('admitted block producers from 10,000,000 votes (2019-04-30)');
  expect(readable(outcome)).toContain('Whether the foundation still pays the published programme is not known');
  expect(outcome.reply.data).toEqual({ threshold: '2100000', prospect: null });
});

test.each([
  ['1.5m', { votes: '1500000', toThreshold: '600000', rank: 260 }],
  ['2,100,000', { votes: '2100000', toThreshold: '0', rank: 206 }],
  ['2099999.99999999', { votes: '2099999.99999999', toThreshold: '0.00000001', rank: 207 }],
  ['1b', { votes: '1000000000', toThreshold: '0', rank: 1 }],
])('with %s votes', async (amount, prospect) => {
  expect((await bot.ask(`become ${amount}`)).reply.data).toEqual({ threshold: '2100000', prospect });
});

test('the distance is put in words', async () => {
  expect(readable(await bot.ask('become 1.5m'))).toContain(
    'With 1,500,000 votes you would need 600,000 more to reach 2,100,000. As a newcomer you would be number 260.',
  );
});

test('what is no amount is refused', async () => {
  expect((await bot.ask('become a lot')).kind).toBe('mistake');
});

test('while the chain is away the published threshold answers', async () => {
  await using alone = await startHost();
  await alone.devnet.stop();
  const outcome = await alone.ask('become 2m');
  expect(outcome.kind).toBe('answered');
  expect(outcome.reply.data).toEqual({
    threshold: '2100000',
    prospect: { votes: '2000000', toThreshold: '100000', rank: null },
  });
  expect(outcome.reply.footer).toBeUndefined();
});
