import { expect, test } from 'vitest';
import { checkCommands, declarationProblems } from '../../src/core/check-commands.ts';
import type { Command, Options } from '../../src/core/command.ts';
import { createTranslator } from '../../src/core/i18n.ts';
import { createTexts, help, node, standings } from './sample-world.ts';

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

test('one error lists every problem: names taken, texts missing, empty or too long', async () => {
  const en = { commands: { help: { description: 'x'.repeat(101), options: { command: '' } } } };
  const translator = await createTranslator({ en, 'zh-CN': { commands: {} } }, 'en');
  const check = () => checkCommands([help, { ...help, options: {} }], translator);
  expect(check).toThrow(/help: en commands.help.description is 101 characters long/);
  expect(check).toThrow(/help: en has no commands.help.options.command/);
  expect(check).toThrow(/help: zh-CN has no commands.help.description/);
  expect(check).toThrow(/help: zh-CN has no commands.help.options.command/);
  expect(check).toThrow(/help: the name is taken/);
});
