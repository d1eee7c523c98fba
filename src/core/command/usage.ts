// How a command is written, in one line that its declaration implies.
import type { Command, Option } from './command.ts';

/** "list [page] [sort: age|name] [search]"; required options stand in <>, those that are given
 *  by name have a "=". */
export function usageLine(command: Command): string {
  return [command.name, ...Object.entries(command.options).map(([name, option]) => usageOf(name, option))].join(' ');
}

/** A line stays a line: of many choices the first few stand for all. */
const CHOICES_SHOWN = 8;

function usageOf(name: string, option: Option): string {
  const values = option.kind === 'choice' ? choicesOf(option.choices).join('|') : undefined;
  const text = option.byName ? `${name}=${values ?? '…'}` : values === undefined ? name : `${name}: ${values}`;
  return option.required ? `<${text}>` : `[${text}]`;
}

function choicesOf(choices: readonly string[]): readonly string[] {
  return choices.length > CHOICES_SHOWN ? [...choices.slice(0, CHOICES_SHOWN / 2), '…'] : choices;
}
