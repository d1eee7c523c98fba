// How a command is written, in one line that its declaration implies.
import type { Command, Option } from './command.ts';

/** "standings [page] [sort: votes|score|name] [search]"; required options stand in <>, those that are given
 *  by name have a "=". */
export function usageLine(command: Command): string {
  return [command.name, ...Object.entries(command.options).map(([name, option]) => usageOf(name, option))].join(' ');
}

function usageOf(name: string, option: Option): string {
  const values = option.kind === 'choice' ? option.choices.join('|') : undefined;
  const text = option.byName ? `${name}=${values ?? '…'}` : values === undefined ? name : `${name}: ${values}`;
  return option.required ? `<${text}>` : `[${text}]`;
}
