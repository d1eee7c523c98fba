import { afterAll, beforeAll, expect, test } from 'vitest';
import { readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
beforeAll(async () => {
  bot = await startHost();
});
afterAll(() => bot[Symbol.asyncDispose]());

test('accounts are added, labelled, listed and removed', async () => {
  const person = { userId: 'anna' };
  expect(readable(await bot.ask('me', person))).toContain('No account is saved.');
  expect(readable(await bot.ask('me add v00000_x my savings', person))).toContain('v00000_x is saved.');
  const list = await bot.ask('me list', person);
  expect(list.reply).toMatchObject({
    visibility: 'private',
    data: { accounts: [{ account: 'v00000_x', label: 'my savings' }] },
    actions: [{ command: 'account', args: {} }],
  });
  expect(readable(await bot.ask('me label v00000_x 冷钱包', person))).toContain('“冷钱包”');
  expect((await bot.ask('me label v00000_x', person)).reply.data).toEqual({
    accounts: [{ account: 'v00000_x', label: null }],
  });
  expect((await bot.ask('me remove v00000_x', person)).reply.data).toEqual({ accounts: [] });
});

test('nobody sees the accounts of another', async () => {
  await bot.ask('me add v00000_x', { userId: 'carl' });
  expect((await bot.ask('me', { userId: 'dora' })).reply.data).toEqual({ accounts: [] });
});

test('an account that the chain does not have is not saved', async () => {
  const person = { userId: 'emil' };
  const outcome = await bot.ask('me add nosuchone', person);
  expect(outcome.kind).toBe('mistake');
  expect(readable(outcome)).toContain('The chain has no account nosuchone');
  expect((await bot.ask('me', person)).reply.data).toEqual({ accounts: [] });
});

test('while the chain is away an account is saved with a remark', async () => {
  await using alone = await startHost();
  await alone.devnet.stop();
  const outcome = await alone.ask('me add v00000_x');
  expect(outcome.kind).toBe('answered');
  expect(readable(outcome)).toContain('No node could confirm');
  expect(outcome.reply.data).toEqual({ accounts: [{ account: 'v00000_x', label: null }] });
});

test('ten accounts are enough', async () => {
  const person = { userId: 'fritz' };
  const { value } = await bot.chain.standings();
  const accounts = value.candidates.slice(0, 11).map(({ account }) => account);
  for (const account of accounts.slice(0, 10)) {
    expect((await bot.ask(`me add ${account}`, person)).kind).toBe('answered');
  }
  expect(readable(await bot.ask(`me add ${accounts[10]}`, person))).toContain('up to 10 accounts');
  expect((await bot.ask(`me label ${accounts[0]} first`, person)).kind).toBe('answered');
});

test.each([
  ['me add', 'Please tell me the account too.'],
  ['me remove', 'Please tell me the account too.'],
  ['me remove v00001_x', 'is not among your accounts'],
  ['me label v00001_x x', 'is not among your accounts'],
  ['me add Bad!', 'is not an account name'],
  [`me add v00000_x ${'x'.repeat(33)}`, 'at most 32 characters'],
])('refuses "%s"', async (line, sentence) => {
  const outcome = await bot.ask(line, { userId: 'greta' });
  expect(outcome.kind).toBe('mistake');
  expect(readable(outcome)).toContain(sentence);
});

test('a label stays plain text', async () => {
  const hostile = '\u202e$t(errors.empty) **x**\u0007';
  const outcome = await bot.ask(`me add v00000_x ${hostile}`, { userId: 'hugo' });
  expect(outcome.reply.data).toEqual({ accounts: [{ account: 'v00000_x', label: '$t(errors.empty) **x**' }] });
  expect(readable(await bot.ask('account', { userId: 'hugo' }))).toContain('$t(errors.empty) **x** (v00000_x)');
});
