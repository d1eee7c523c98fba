// Who is spoken to, and what is said: "/node@herald_bot iost_kor", "node iost_kor", and links that open the bot with a question.

import { splitCommand } from '../../../core/command/arguments.ts';
import type { Chat } from '../../../core/command/command.ts';
import type { Source } from '../../../core/ports/platform.ts';
import type { About } from '../render/buttons.ts';
import { readLink } from '../render/links.ts';

const COMMAND = /^\/([a-z0-9_]+)(?:@([a-z0-9_]+))?(?:\s+(.*))?$/isu;
interface CommandLine {
  readonly command: string;
  readonly rest: string;
}

/** `link`: out of the payload of a link, which anybody may have made. */
export interface ReadCommandLine extends CommandLine {
  readonly source: Extract<Source, 'typed' | 'link'>;
  /** The group or channel that a link asks about. */
  readonly about?: About | undefined;
}

/** undefined when the bot is not meant: another bot's name, chatter in a group, or a command there that it does not know
 *  (in private and with its name it is asked all the same). */
export function readLine(
  text: string,
  kind: Chat['kind'],
  username: string,
  isKnown: (command: string) => boolean,
): ReadCommandLine | undefined {
  const [isCommand, command = '', bot, rest = ''] = COMMAND.exec(text) ?? [];
  if (bot !== undefined && bot.toLowerCase() !== username.toLowerCase()) return undefined;
  if (kind !== 'private' && (isCommand === undefined || (bot === undefined && !isKnown(command)))) return undefined;
  return followLink(isCommand === undefined ? splitCommand(text) : { command, rest }, isKnown);
}

/** "/start node_iost_kor", which opening a link sends → "node iost_kor". */
function followLink(line: CommandLine, isKnown: (command: string) => boolean): ReadCommandLine {
  if (line.command.toLowerCase() !== 'start') return { ...line, source: 'typed' };
  const linked = readLink(line.rest.trim());
  return linked && isKnown(linked.command)
    ? { ...linked, source: 'link' }
    : { command: 'start', rest: '', source: 'typed' };
}
