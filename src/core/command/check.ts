// The rules that every command keeps so that each platform can show it as it is, uncut: the limits are those of the
// strictest platform's menus. Checked once, at the start.

import type { Translator } from '../answer/i18n.ts';
import { errorMessage } from '../values/error-message.ts';
import { parseArgs } from './arguments.ts';
import type { Command, Option, Options } from './command.ts';
import { textProblems } from './menu-texts.ts';

const NAME = /^[a-z]{1,32}$/;
const CHOICE = /^[A-Za-z0-9-]{1,100}$/;
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;

/** Throws one error that lists every rule that a command breaks. */
export function checkCommands(commands: readonly Command[], translator: Translator): void {
  const declared = commands.flatMap((command) =>
    [
      ...(commands.find(({ name }) => name === command.name) === command ? [] : ['the name is taken']),
      ...declarationProblems(command),
    ].map((problem) => `${command.name}: ${problem}`),
  );
  const problems = [...declared, ...textProblems(commands, translator)];
  if (problems.length > 0) throw new Error(`bad commands:\n${problems.join('\n')}`);
}

/** What is wrong with the declaration itself, its texts aside. */
export function declarationProblems(command: Command): string[] {
  const options = Object.entries(command.options);
  const firstOptional = options.findIndex(([, option]) => !option.required);
  const problems = options.flatMap(([name, option]) => optionProblems(option).map((problem) => `${name}: ${problem}`));
  if (!NAME.test(command.name)) problems.push('the name must be 1 to 32 letters a-z');
  if (options.some(([name]) => !NAME.test(name))) problems.push('option names must be 1 to 32 letters a-z');
  if (options.length > MAX_OPTIONS) problems.push(`more than ${MAX_OPTIONS} options`);
  if (firstOptional >= 0 && options.slice(firstOptional).some(([, option]) => option.required)) {
    problems.push('a required option stands after an optional one');
  }
  return problems.length > 0 ? problems : exampleProblems(command.options, command.examples);
}

function optionProblems(option: Option): string[] {
  switch (option.kind) {
    case 'integer':
    case 'span':
      return option.min <= option.max ? [] : ['min is above max'];
    case 'choice':
      return choiceProblems(option.choices);
    case 'amount':
    case 'node':
    case 'account':
    case 'command':
    case 'text':
    case 'time':
    case 'zone':
    case 'role':
    case 'channel':
      return [];
    default:
      return [`no such kind: ${JSON.stringify(option satisfies never)}`];
  }
}

function choiceProblems(choices: readonly string[]): string[] {
  const different = new Set(choices.map((choice) => choice.toLowerCase()));
  return [
    ...(choices.length < 1 || choices.length > MAX_CHOICES ? [`needs 1 to ${MAX_CHOICES} choices`] : []),
    ...(different.size < choices.length ? ['two choices are the same'] : []),
    ...choices.filter((choice) => !CHOICE.test(choice)).map((choice) => `bad choice "${choice}"`),
  ];
}

function exampleProblems(options: Options, examples: readonly string[]): string[] {
  return examples.flatMap((text) => {
    try {
      parseArgs(options, { kind: 'line', text });
      return [];
    } catch (error) {
      return [`example "${text}" does not parse (${errorMessage(error)})`];
    }
  });
}
