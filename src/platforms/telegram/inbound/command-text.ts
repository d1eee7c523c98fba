// Who is spoken to, and what is said: "/node@herald_bot iost_kor", "node iost_kor", and links that open the bot with a question.

import { splitCommand } from '../../../core/command/arguments.ts';
import type { Chat } from '../../../core/command/command.ts';
import type { Source } from '../../../core/ports/platform.ts';

const COMMAND = /^\/([a-z0-9_]+)(?:@([a-z0-9_]+))?(?:\s+(.*))?$/isu;
/** A link holds letters, digits, "_" and "-" only. Account names have underscores too, so the first one separates. */
const LINK = /^([a-z]+)(?:_([\w-]+))?$/i;
/** https://core.telegram.org/bots/features#deep-linking */
const MAX_LINK = 64;

export interface CommandLine {
  readonly command: string;
  readonly rest: string;
}

/** `link`: out of the payload of a link, which anybody may have made. */
export interface ReadCommandLine extends CommandLine {
  readonly source: Extract<Source, 'typed' | 'link'>;
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
  const [, command = '', value = ''] = LINK.exec(line.rest.trim()) ?? [];
  return isKnown(command) ? { command, rest: value, source: 'link' } : { command: 'start', rest: '', source: 'typed' };
}

/** Opens a private chat with the bot and asks the same there, with the arguments where a link can hold them. */
export function linkTo(username: string, { command, rest }: CommandLine): string {
  const whole = `${command}_${rest}`;
  const start = rest !== '' && whole.length <= MAX_LINK && LINK.test(whole) ? whole : command;
  return `https://t.me/${username}?start=${start}`;
}
