// What Tab completes: the command's name first, then values and names of its options.

import type { AsyncCompleter, CompleterResult } from 'node:readline';
import { quote } from '../../core/command/action-line.ts';
import { nameArgs, splitCommand } from '../../core/command/arguments.ts';
import type { Command } from '../../core/command/command.ts';
import { listed } from '../../core/command/lookup.ts';
import type { AdapterHost } from '../../core/ports/platform.ts';
import { plainSpan } from '../../core/reply/text.ts';
import { within } from '../../core/values/deadline.ts';

const MAX_COMPLETIONS = 50;
const PATIENCE_MS = 1_000;
/** The word at the end of a line: perhaps `option=`, then perhaps an open quote, then what there is of the value. */
const LAST_WORD = /(?:^|\s)((?:([a-z]+)[=:])?("[^"]*|\S*))$/iu;

/** The keyboard is deaf until readline has its answer, so there always is one, soon. */
export function createMenu(host: AdapterHost): AsyncCompleter {
  return (line, callback) => {
    const nothing = (): CompleterResult => [[], line];
    void within(PATIENCE_MS, complete(host, line), nothing)
      .catch(nothing)
      .then((result) => callback(null, result));
  };
}

/** Replacements for the last word of the line, and that word. */
export async function complete(host: AdapterHost, line: string): Promise<CompleterResult> {
  const { command: typed } = splitCommand(line);
  if (/^\s*\S*$/.test(line)) {
    const names = listed(host.commands)
      .map(({ name }) => name)
      .filter((name) => name.startsWith(typed.toLowerCase()));
    return [names.map((name) => `${name} `), typed];
  }
  const command = host.commands.find(({ name }) => name === typed.toLowerCase());
  const [, word = '', option, value = ''] = LAST_WORD.exec(line) ?? [];
  if (!command) return [[], word];
  const text = value.replace(/^"/, '');
  if (option !== undefined) {
    const values = await valuesOf(host, command, option.toLowerCase(), text);
    return [values.map((each) => `${option}=${each}`), word];
  }
  const open = openOptions(command, line.slice(0, line.length - word.length));
  const values = await Promise.all(open.map((name) => valuesOf(host, command, name, text)));
  const names = open.filter((name) => name.startsWith(text.toLowerCase())).map((name) => `${name}=`);
  return [[...new Set([...values.flat(), ...names])], word];
}

/** Tab goes on from what is typed, so values that begin with it hide those that only contain it. */
async function valuesOf(host: AdapterHost, command: Command, option: string, text: string): Promise<readonly string[]> {
  const found = await host.complete(command.name, option, text, MAX_COMPLETIONS);
  const values = found.map(({ value }) => plainSpan(value));
  const starting = values.filter((value) => value.toLowerCase().startsWith(text.toLowerCase()));
  return (starting.length > 0 ? starting : values).map(quote);
}

/** Options that the line does not give a value yet. */
function openOptions(command: Command, line: string): readonly string[] {
  const given = namesGiven(command, splitCommand(line).rest);
  return Object.keys(command.options).filter((name) => !given.includes(name));
}

function namesGiven(command: Command, text: string): readonly string[] {
  try {
    return Object.keys(nameArgs(command.options, { kind: 'line', text }));
  } catch {
    return [];
  }
}
