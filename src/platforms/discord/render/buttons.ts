// A button holds its command and arguments in its custom_id, so that it works after a restart too. What comes back is input
// from outside: it only says which command to call with which texts, and the core checks both.
import { createHash } from 'node:crypto';
import type { Command, Options } from '../../../core/command/command.ts';
import type { Action } from '../../../core/reply/reply.ts';

/** https://discord.com/developers/docs/components/reference#button */
const MAX_CUSTOM_ID = 100;
const IN_PLACE = '=';
const NEW_MESSAGE = '+';

export interface Press {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  /** The answer takes the place of the message that the button stands below. */
  readonly isInPlace: boolean;
}

/** undefined when command and arguments do not fit into 100 characters, or there is no such command. `from`: the command
 *  whose answer the button stands below; its own buttons turn pages. */
export function encodePress(
  action: Action,
  from: string | undefined,
  commands: readonly Command[],
): string | undefined {
  const command = commands.find(({ name }) => name === action.command);
  if (command === undefined) return undefined;
  const names = Object.keys(command.options);
  const values = names.map((name) => (action.args[name] ?? '').replace(/[\\|]/g, '\\$&'));
  while (values.at(-1) === '') values.pop();
  const place = action.command === from ? IN_PLACE : NEW_MESSAGE;
  const customId = [place + fingerprint(command.options) + command.name, ...values].join('|');
  return customId.length <= MAX_CUSTOM_ID ? customId : undefined;
}

/** undefined for what no button of this version says. */
export function decodePress(customId: string, commands: readonly Command[]): Press | undefined {
  const [head = '', ...values] = (customId.match(/(?:^|\|)(?:\\.|[^\\|])*/gsu) ?? []).map((part, index) =>
    (index === 0 ? part : part.slice(1)).replace(/\\(.)/gsu, '$1'),
  );
  const [, place, print, name] = /^([=+])(..)([a-z]+)$/su.exec(head) ?? [];
  const command = commands.find((known) => known.name === name);
  if (command === undefined || print !== fingerprint(command.options)) return undefined;
  const names = Object.keys(command.options);
  if (values.length > names.length) return undefined;
  const given = names.flatMap((option, index) => (values[index] ? [[option, values[index]] as const] : []));
  return { command: command.name, values: Object.fromEntries(given), isInPlace: place === IN_PLACE };
}

/** Values stand in the order of the options: a button of a version that had other ones is stale. */
function fingerprint(options: Options): string {
  return createHash('sha256').update(Object.keys(options).join()).digest('base64url').slice(0, 2);
}
