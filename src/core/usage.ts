// How a command is written, in one line that its declaration implies.
import type { Command, Option } from './command.ts';

/** "standings [page] [sort: votes|score|name] [search]"; required options stand in <>. */
export function usageLine(command: Command): string {
  return [command.name, ...Object.entries(command.options).map(([name, option]) => usageOf(name, option))].join(' ');
}

function usageOf(name: string, option: Option): string {
  const text = option.kind === 'choice' ? `${name}: ${option.choices.join('|')}` : name;
  return option.required ? `<${text}>` : `[${text}]`;
}
