import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/answer/errors.ts';
import { nameArgs, parseArgs, splitCommand } from '../../../src/core/command/arguments.ts';
import type { Options } from '../../../src/core/command/command.ts';
import { amountFromDecimal, formatAmount } from '../../../src/core/values/amount.ts';

const standings = {
  page: { kind: 'integer', min: 1, max: 100 },
  sort: { kind: 'choice', choices: ['votes', 'score', 'name'] },
  only: { kind: 'choice', choices: ['elected', 'servi'] },
  search: { kind: 'text', maxLength: 40 },
} satisfies Options;
const node = { node: { kind: 'node', required: true } } satisfies Options;
const account = { account: { kind: 'account' } } satisfies Options;
const watch = {
  node: { kind: 'node' },
  above: { kind: 'amount' },
  every: { kind: 'choice', choices: ['hour', 'day'] },
} satisfies Options;
const me = {
  action: { kind: 'choice', choices: ['save', 'zh-CN'] },
  account: { kind: 'account' },
  label: { kind: 'text' },
} satisfies Options;
const dividend = { amount: { kind: 'amount' }, node: { kind: 'node' } } satisfies Options;
const help = { command: { kind: 'command' } } satisfies Options;

const line = (options: Options, text: string) => given(parseArgs(options, { kind: 'line', text }));
const named = (options: Options, values: Record<string, string>) =>
  given(parseArgs(options, { kind: 'named', values }));

/** Without the options that have no value. */
function given(args: object): object {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

function mistake(call: () => unknown): UserError {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('there was no mistake');
}

describe('a line', () => {
  test.each([
    ['', {}],
    ['2', { page: 2 }],
    ['1,000 votes', 'errors.out-of-range'],
    ['votes 2', { page: 2, sort: 'votes' }],
    ['SERVI', { only: 'servi' }],
    ['votes elected huobi pool', { sort: 'votes', only: 'elected', search: 'huobi pool' }],
    ['huobi 2', { search: 'huobi 2' }],
    ['2 "huobi 2"', { page: 2, search: 'huobi 2' }],
    ["'huobi pool'", { search: 'huobi pool' }],
    ['“huobi pool” 2', { search: 'huobi pool 2' }],
    ['search=“火币 矿池” page：2', { search: '火币 矿池', page: 2 }],
    ['Sort=Score', { sort: 'score' }],
    ['sort: name only= servi', { sort: 'name', only: 'servi' }],
    ['search="" 3', { page: 3 }],
    ['search=', {}],
    ['search:https://x.io/?page=3', { search: 'https://x.io/?page=3' }],
    ['https://x.io', { search: 'https://x.io' }],
    ['"page=3"', { search: 'page=3' }],
    ["it's", { search: "it's" }],
    ['２　ｖｏｔｅｓ', { page: 2, sort: 'votes' }],
    ['\u202E2\u200B \u0000\tvotes', { page: 2, sort: 'votes' }],
    ['huobi search=pool', 'errors.not-an-integer'],
    ['search=huobi 2', { search: 'huobi', page: 2 }],
    ['__proto__', { search: '__proto__' }],
    ['page=2 page=3', 'errors.repeated-option'],
    ['page=0', 'errors.out-of-range'],
    ['-1', 'errors.out-of-range'],
    ['page=2.5', 'errors.not-an-integer'],
    ['sort=vote', 'errors.not-a-choice'],
    ['"huobi', 'errors.unclosed-quote'],
    ['search=「huobi', 'errors.unclosed-quote'],
    [`search=${'x'.repeat(41)}`, 'errors.too-long'],
    ['x '.repeat(2_500), 'errors.too-long'],
  ])('standings %.40s', (text, expected) => {
    if (typeof expected === 'string') expect(mistake(() => line(standings, text)).key).toBe(expected);
    else expect(line(standings, text)).toEqual(expected);
  });

  test.each<[string, Options, string, object | string]>([
    ['node', node, 'Huobi Pool', { node: 'Huobi Pool' }],
    ['node', node, '', 'errors.missing-argument'],
    ['node', node, '  \u200B', 'errors.missing-argument'],
    ['account', account, 'Huobi_1', { account: 'huobi_1' }],
    ['account', account, 'no', 'errors.not-an-account'],
    ['account', account, 'account=far_too_long_name', 'errors.not-an-account'],
    ['account', account, 'huobi pool', 'errors.too-many-arguments'],
    ['account', account, 'huobi x=1', 'errors.unknown-option'],
    ['watch', watch, 'huobi pool 2.1m', { node: 'huobi pool', above: amountFromDecimal('2100000') }],
    ['watch', watch, '2,100,000.00000001 day', { node: '2,100,000.00000001', every: 'day' }],
    ['watch', watch, 'node=huobi 1k hour', { node: 'huobi', above: amountFromDecimal('1000'), every: 'hour' }],
    ['watch', watch, 'huobi above=lots', 'errors.not-an-amount'],
    ['dividend', dividend, '5m huobi pool', { amount: amountFromDecimal('5000000'), node: 'huobi pool' }],
    ['dividend', dividend, '-5m huobi', 'errors.not-an-amount'],
    ['dividend', dividend, '1e30 huobi', 'errors.not-an-amount'],
    ['dividend', dividend, '12345678901234567890 huobi', 'errors.not-an-amount'],
    ['dividend', dividend, '5m 880111230', { amount: amountFromDecimal('5000000'), node: '880111230' }],
    ['dividend', dividend, 'lots huobi', { node: 'lots huobi' }],
    ['me', me, 'save iosttest my main account', { action: 'save', account: 'iosttest', label: 'my main account' }],
    ['me', me, 'zh-cn', { action: 'zh-CN' }],
    ['help', help, 'standings', { command: 'standings' }],
    ['help', help, 'standings node', 'errors.too-many-arguments'],
    ['links', {}, '', {}],
    ['links', {}, 'anything', 'errors.too-many-arguments'],
    ['page only', { page: standings.page }, 'abc', 'errors.not-an-integer'],
  ])('%s %s %s', (_, options, text, expected) => {
    if (typeof expected === 'string') expect(mistake(() => line(options, text)).key).toBe(expected);
    else expect(line(options, text)).toEqual(expected);
  });

  test('a mistake says what is wrong, in few characters, and offers what is near', () => {
    const { values, offer } = mistake(() => line(standings, 'sort=scroe'));
    expect(values).toEqual({ option: 'sort', text: 'scroe', choices: 'votes, score, name' });
    expect(offer).toEqual({ option: 'sort', choices: [{ value: 'score', label: 'score' }] });
    expect(mistake(() => line(account, 'x'.repeat(900))).values).toEqual({ text: `${'x'.repeat(39)}…` });
  });
});

describe('named values', () => {
  test('are checked like those of a line', () => {
    expect(named(standings, { page: '３', sort: 'NAME', search: ' a\u202E b ' })).toEqual({
      page: 3,
      sort: 'name',
      search: 'a b',
    });
    expect(mistake(() => named(standings, { page: '0' })).values).toEqual({ option: 'page', min: 1, max: 100 });
    expect(mistake(() => named(node, { node: 'x'.repeat(101) })).values).toEqual({ option: 'node', max: 100 });
    expect(mistake(() => named(node, { node: 'x'.repeat(1e6) })).key).toBe('errors.too-long');
  });

  test('an empty one is not given', () => {
    expect(named(standings, { page: '', search: ' \u0000' })).toEqual({});
    expect(mistake(() => named(node, { node: '' })).key).toBe('errors.missing-argument');
  });

  test.each(['limit', 'constructor', '__proto__', 'toString', ''])('the name %j is unknown', (name) => {
    const values = JSON.parse(`{"${name}": "1"}`);
    expect(mistake(() => named(standings, values)).key).toBe('errors.unknown-option');
  });

  test('options named like members of an object are like any other', () => {
    const options: Options = Object.fromEntries([['constructor', { kind: 'text' }] as const]);
    expect(parseArgs(options, { kind: 'line', text: '' }).constructor).toBeUndefined();
    expect(line(options, 'x')).toEqual({ constructor: 'x' });
  });
});

test.each([
  ['/standings@herald_bot 2 votes', 'standings', '2 votes'],
  ['standings 2', 'standings', '2'],
  ['  ／node\n火币 矿池', 'node', '火币 矿池'],
  ['/help', 'help', ''],
  ['', '', ''],
  ['/', '', ''],
  ['/@bot x', '', 'x'],
])('%j is the command %j with %j', (text, command, rest) => expect(splitCommand(text)).toEqual({ command, rest }));

describe('properties', () => {
  const word = fc
    .stringMatching(/^[a-z][a-z0-9]{0,8}$/)
    .filter((text) => !['votes', 'score', 'name', 'elected', 'servi', 'page', 'sort', 'only'].includes(text));
  const values = {
    page: fc.integer({ min: 1, max: 100 }),
    sort: fc.constantFrom('votes', 'score', 'name'),
    only: fc.constantFrom('elected', 'servi'),
    search: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  };

  test('valid values come back from a line, in order or by name, and from named ones', () => {
    fc.assert(
      fc.property(fc.record(values, { requiredKeys: [] }), (args) => {
        const entries = Object.entries(args).sort(([a], [b]) => (a === 'search' ? 1 : b === 'search' ? -1 : 0));
        expect(line(standings, entries.map(([, value]) => value).join('  '))).toEqual(args);
        expect(line(standings, entries.map(([name, value]) => `${name}="${value}"`).join(' '))).toEqual(args);
        expect(named(standings, Object.fromEntries(entries.map(([name, value]) => [name, `${value}`])))).toEqual(args);
      }),
    );
  });

  test('what a line names, parsed by name, gives the same', () => {
    fc.assert(
      fc.property(fc.record(values, { requiredKeys: [] }), (args) => {
        const text = Object.values(args).join(' ');
        expect(named(standings, nameArgs(standings, { kind: 'line', text }))).toEqual(line(standings, text));
      }),
    );
  });

  test('amounts and accounts come back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^[a-z0-9_]{5,11}$/), (amount, name) => {
        expect(line(watch, `above=${formatAmount(amount)}`)).toEqual({ above: amount });
        expect(line(account, name.toUpperCase())).toEqual({ account: name });
      }),
    );
  });

  const hostile = fc.string({
    unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...'"\'“”=: 12abk.,-@/', 'page', 'search=')),
  });

  test('nothing but a UserError is thrown, whatever a line holds', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom<Options[]>(standings, node, account, watch, me, help, {}),
        (text, options) => {
          expect(onlyUserErrors(() => line(options, text))).toBe(true);
          expect(onlyUserErrors(() => named(options, { [text]: text, node: text, search: text }))).toBe(true);
          splitCommand(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  function onlyUserErrors(call: () => unknown): boolean {
    try {
      call();
      return true;
    } catch (error) {
      return error instanceof UserError && Object.values(error.values).every((value) => `${value}`.length <= 100);
    }
  }

  test('long lines are refused before any work', () => {
    for (const unit of ['“', '"a', 'page=', 'a ', '\u0301', 'ﷺ']) {
      expect(mistake(() => line(standings, unit.repeat(1_000_000))).values).toEqual({ option: 'text', max: 2000 });
      expect(onlyUserErrors(() => line(standings, unit.repeat(400)))).toBe(true);
    }
  });
});
