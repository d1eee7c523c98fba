// How a command is written, in one line that its declaration implies.
import type { CallStyle } from './call-style.ts';
import type { Command, Option } from './command.ts';

/** "list [page] [sort: age|name] [search]"; required options stand in <>, those that are given
 *  by name have a "=". Where options are chosen, each has its name: "/list [page:] [sort: age|name]". */
export function usageLine(command: Command, style: CallStyle = 'line'): string {
  const options = Object.entries(command.options).map(([name, option]) => usageOf(name, option, style));
  return [style === 'line' ? command.name : `/${command.name}`, ...options].join(' ');
}

/** A line stays a line: of many choices the first few stand for all. */
const CHOICES_SHOWN = 8;

function usageOf(name: string, option: Option, style: CallStyle): string {
  const values = option.kind === 'choice' ? choicesOf(option.choices).join('|') : undefined;
  const named = style === 'options' ? `${name}:` : name;
  const text =
    option.byName && style !== 'options'
      ? `${name}=${values ?? '…'}`
      : values === undefined
        ? named
        : `${name}: ${values}`;
  return option.required ? `<${text}>` : `[${text}]`;
}

function choicesOf(choices: readonly string[]): readonly string[] {
  return choices.length > CHOICES_SHOWN ? [...choices.slice(0, CHOICES_SHOWN / 2), '…'] : choices;
}
