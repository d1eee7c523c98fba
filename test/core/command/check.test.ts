import { describe, expect, test } from 'vitest';
import { createTranslator } from '../../../src/core/answer/i18n.ts';
import { checkCommands, declarationProblems } from '../../../src/core/command/check.ts';
import type { Command, Options } from '../../../src/core/command/command.ts';
import { createTexts, help, node, standings } from '../sample-world.ts';

const many = (count: number): Options =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`o${'x'.repeat(i)}`, { kind: 'text' }]));
const choice = (...choices: readonly string[]): Options => ({ lang: { kind: 'choice', choices } });
const of = (options: Options, rest: Partial<Command> = {}) => declarationProblems({ ...help, options, ...rest });
const texts = await createTexts([standings, node, help]);

test('good commands pass', async () => {
  const commands = [standings, node, help];
  expect(() => checkCommands(commands, texts)).not.toThrow();
  expect(of(choice('en', 'zh-CN', '1'))).toEqual([]);
  expect(of(many(25))).toEqual([]);
});

test.each<[string, string[], RegExp]>([
  ['a name in capitals', of({}, { name: 'Help' }), /name must be/],
  ['no name', of({}, { name: '' }), /name must be/],
  ['a long name', of({}, { name: 'a'.repeat(33) }), /name must be/],
  ['an option with a digit', of({ 'page-2': { kind: 'text' } }), /option names/],
  ['26 options', of(many(26)), /more than 25 options/],
  ['no choices', of(choice()), /lang: needs 1 to 25/],
  ['26 choices', of(choice(...Array.from({ length: 26 }, (_, i) => `c${i}`))), /lang: needs 1 to 25/],
  ['a choice with a space', of(choice('a b')), /bad choice "a b"/],
  ['a long choice', of(choice('a'.repeat(101))), /bad choice/],
  ['choices that differ in case only', of(choice('en', 'EN')), /the same/],
  ['an empty range', of({ page: { kind: 'integer', min: 2, max: 1 } }), /page: min is above max/],
  [
    'required after optional',
    of({ a: { kind: 'text' }, b: { kind: 'text', required: true } }),
    /required option stands after/,
  ],
  ['an example that does not parse', of(node.options, { examples: [''] }), /example "" does not parse/],
  // A kind that the types do not know, as plain JavaScript could bring it.
  ['an unknown kind', of({ a: { kind: 'date' } as unknown as Options[string] }), /a: no such kind/],
])('%s is a problem', (_, problems, expected) => expect(problems.join()).toMatch(expected));

test('one error lists every problem: names taken, texts missing or too long', async () => {
  const en = { commands: { help: { name: 'help', description: 'x'.repeat(101), options: { command: '' } } } };
  const translator = await createTranslator({ en, 'zh-CN': { commands: {} } }, 'en');
  const check = () => checkCommands([help, { ...help, options: {} }], translator);
  expect(check).toThrow(/help: en commands.help.description: 101 characters/);
  expect(check).toThrow(/help: en has no commands.help.options.command/);
  expect(check).toThrow(/help: zh-CN has no commands.help.description/);
  expect(check).toThrow(/help: zh-CN has no commands.help.options.command/);
  expect(check).toThrow(/help: the name is taken/);
});

describe('texts of a menu', () => {
  const good = {
    standings: {
      name: '排名',
      description: 'd',
      optionNames: { page: '页码', sort: '排序', search: '搜索' },
      options: { page: 'd', sort: 'd', search: 'd' },
      choices: { sort: { votes: '按票数', score: '按得分', name: '按名称' } },
    },
    help: { name: '帮助', description: 'd', optionNames: { command: '命令' }, options: { command: 'd' } },
  };
  const check = async (change: object) => {
    const translator = await createTranslator({ zh: { commands: { ...good, ...change } } }, 'zh');
    checkCommands([standings, help], translator);
  };
  const helpWith = (change: object) => ({ help: { ...good.help, ...change } });
  const standingsWith = (change: object) => ({ standings: { ...good.standings, ...change } });
  const sorts = (name: string) => ({ sort: { votes: '按票数', score: '按得分', name } });

  test('that keep the rules pass', () => expect(check({})).resolves.toBeUndefined());

  test.each<[string, object, string]>([
    ['no name', helpWith({ name: undefined }), 'help: zh has no commands.help.name'],
    ['a name with a space', helpWith({ name: '帮 助' }), '"帮 助" must be 1 to 32'],
    ['a name in capitals', helpWith({ name: 'Hilfe' }), '"Hilfe" must be 1 to 32'],
    ['a long name', helpWith({ name: '帮'.repeat(33) }), 'must be 1 to 32'],
    ['two commands of one name', helpWith({ name: '排名' }), 'help: zh commands.help.name: "排名" is taken'],
    ["another command's own name", helpWith({ name: 'standings' }), '"standings" is taken'],
    ['no option name', helpWith({ optionNames: {} }), 'has no commands.help.optionNames.command'],
    ['an option name with a sign', helpWith({ optionNames: { command: '命令!' } }), '"命令!" must be'],
    [
      'two options of one name',
      standingsWith({ optionNames: { ...good.standings.optionNames, sort: '页码' } }),
      'standings: zh commands.standings.optionNames.sort: "页码" is taken',
    ],
    ['a choice without a label', standingsWith({ choices: {} }), 'has no commands.standings.choices.sort.votes'],
    ['a long choice', standingsWith({ choices: sorts('名'.repeat(101)) }), 'choices.sort.name: 101 characters'],
    ['two choices of one label', standingsWith({ choices: sorts('按得分') }), 'choices.sort.name: "按得分" is taken'],
  ])('%s is a problem', async (_, change, problem) => {
    await expect(check(change)).rejects.toThrow(problem);
  });
});
