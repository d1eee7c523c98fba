// Which command a person means by the name that they typed: its own, or the one that it has in some language.

import type { Translator } from '../answer/i18n.ts';
import { fold } from '../reply/text.ts';
import type { Command } from './command.ts';

export type FindCommand = (typed: string) => Command | undefined;

/** Those that people see in menus, help and suggestions. */
export function listed(commands: readonly Command[]): readonly Command[] {
  return commands.filter(({ isHidden }) => !isHidden);
}

export function createFindCommand(commands: readonly Command[], translator: Translator): FindCommand {
  const local = translator.locales.map((locale) => translator.for(locale));
  const byName = new Map([
    ...local.flatMap((t) => commands.map((command) => [fold(t(`commands.${command.name}.name`)), command] as const)),
    ...commands.map((command) => [command.name, command] as const),
  ]);
  return (typed) => byName.get(fold(typed));
}
