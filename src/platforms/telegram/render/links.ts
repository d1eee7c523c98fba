// Links that open a private chat with the bot and ask it something there. Anybody can make one, so it is nobody's word.
import { nameArgs } from '../../../core/command/arguments.ts';
import type { Options } from '../../../core/command/command.ts';
import type { NamedArgs } from '../../../core/command/named-args.ts';
import type { Action } from '../../../core/reply/reply.ts';
import type { About } from './buttons.ts';

/** A link holds letters, digits, "_" and "-" only. Account names have underscores too, so the first one after the command
 *  separates; before it may stand the group or channel that is asked about, whose id is negative: "c1001234_why_7--here". */
const LINK = /^(?:c(\d{1,19})(?:t(\d{1,10}))?_)?([a-z]+)(?:_([\w-]+))?$/i;
/** https://core.telegram.org/bots/features#deep-linking */
const MAX_LINK = 64;
/** Between words, none of which holds it. */
const BLANK = '--';

/** `rest`: what a person would write after the command. */
export interface Linked {
  readonly command: string;
  readonly rest: string;
  readonly about?: About | undefined;
}

export function readLink(payload: string): Linked | undefined {
  const [, chat, threadId, command, rest = ''] = LINK.exec(payload) ?? [];
  if (command === undefined) return undefined;
  const about = chat === undefined ? undefined : { chatId: `-${chat}`, ...(threadId !== undefined && { threadId }) };
  return { command, rest: rest.replaceAll(BLANK, ' '), about };
}

/** The whole question where a link can hold it, else the command alone. */
export function linkTo(username: string, linked: Linked): string {
  return wholeLink(username, linked) ?? startLink(username, linked.command);
}

/** What a button calls, asked in the private chat; undefined when a link cannot hold it. */
export function linkOf(
  username: string,
  { command, args }: Pick<Action, 'command' | 'args'>,
  options: Options,
  about: About | undefined,
): string | undefined {
  const rest = Object.keys(options)
    .flatMap((name) => args[name] ?? [])
    .join(' ');
  return meansSame(options, rest, args) ? wholeLink(username, { command, rest, about }) : undefined;
}

/** The words alone say which option each of them is for. */
function meansSame(options: Options, text: string, args: NamedArgs): boolean {
  try {
    const read = nameArgs(options, { kind: 'line', text });
    const names = new Set([...Object.keys(read), ...Object.keys(args)]);
    return [...names].every((name) => read[name] === args[name]);
  } catch {
    return false;
  }
}

function wholeLink(username: string, { command, rest, about }: Linked): string | undefined {
  const where = about === undefined ? '' : `${placeText(about)}_`;
  const payload = `${where}${command}${rest === '' ? '' : `_${rest.replaceAll(' ', BLANK)}`}`;
  return payload.length <= MAX_LINK && LINK.test(payload) ? startLink(username, payload) : undefined;
}

function startLink(username: string, payload: string): string {
  return `${chatUrl(username)}?start=${payload}`;
}

/** Opens the private chat with the bot. */
export function chatUrl(username: string): string {
  return `https://t.me/${username}`;
}

function placeText({ chatId, threadId }: About): string {
  return `c${chatId.replace('-', '')}${threadId === undefined ? '' : `t${threadId}`}`;
}

/** The list of the place is meant, which elsewhere would be another. */
export function isAboutHere(args: NamedArgs): boolean {
  return args.for === 'here';
}
