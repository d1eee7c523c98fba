// Actions ↔ inline keyboards. A button's data says all that pressing it means, so no memory is needed, also after a restart;
// it comes back from outside, so whatever does not read as one of ours is refused.
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'telegraf/types';
import type { Chat } from '../../../core/command/command.ts';
import type { Action } from '../../../core/reply/reply.ts';
import { displayWidth, plainText } from '../../../core/reply/text.ts';
import { packLines } from '../../split.ts';

/** Bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MAX_DATA = 64;
const DATA = /^([=+])(?:(-\d{1,20})(?:\/(\d{1,10}))? )?([a-z]{1,32})((?:\n[a-z]{1,32}=[^\n]*)*)$/u;
const MAX_LABEL = 60;
const ROW_COLUMNS = 40;

export interface Press extends Pick<Action, 'command' | 'args'> {
  /** The answer takes the place of the message with the button: paging. */
  readonly inPlace: boolean;
  /** The group or topic that a button in a private chat is about. */
  readonly about?: About;
}

export type About = Pick<Chat, 'chatId' | 'threadId'>;

/** "=standings\npage=2"; undefined when it is longer than Telegram allows. */
export function encodePress({ command, args, inPlace, about }: Press): string | undefined {
  const values = Object.entries(args).map(([name, value]) => `\n${name}=${plainText(value)}`);
  const data = [inPlace ? '=' : '+', about === undefined ? '' : `${placeText(about)} `, command, ...values].join('');
  return Buffer.byteLength(data) <= MAX_DATA ? data : undefined;
}

function placeText({ chatId, threadId }: About): string {
  return threadId === undefined ? chatId : `${chatId}/${threadId}`;
}

export function decodePress(data: string): Press | undefined {
  const [, mode, chatId, threadId, command, lines = ''] = DATA.exec(data) ?? [];
  if (command === undefined) return undefined;
  const args = Object.fromEntries(
    lines
      .split('\n')
      .slice(1)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const about = chatId === undefined ? undefined : { chatId, ...(threadId !== undefined && { threadId }) };
  return { command, args, inPlace: mode === '=', ...(about && { about }) };
}

/** Rows of buttons, about as wide as a phone. One whose data is too long is left out: a press could not say what it means. */
export function keyboardOf(
  actions: readonly Action[],
  shownFor: { readonly command: string; readonly about?: About | undefined },
): InlineKeyboardMarkup | undefined {
  const { command: shown, about } = shownFor;
  return rowsOf(
    actions.flatMap((action) => {
      const { command, args } = action;
      // One's own list is the same from everywhere.
      const press = { command, args, inPlace: command === shown, ...(about && args.for !== 'me' && { about }) };
      const data = encodePress(press);
      return data === undefined ? [] : [{ text: labelOf(action), callback_data: data }];
    }),
  );
}

/** Buttons that open something else, and of which nobody hears. */
export function linksOf(
  actions: readonly Action[],
  urlOf: (action: Action) => string,
): InlineKeyboardMarkup | undefined {
  return rowsOf(actions.map((action) => ({ text: labelOf(action), url: urlOf(action) })));
}

function labelOf({ label, command }: Action): string {
  return plainText(label, MAX_LABEL) || command;
}

function rowsOf(buttons: readonly InlineKeyboardButton[]): InlineKeyboardMarkup | undefined {
  const rows = packLines(buttons, ROW_COLUMNS, ({ text }) => Math.max(10, displayWidth(text) + 4));
  return buttons.length > 0 ? { inline_keyboard: rows.map((row) => [...row]) } : undefined;
}
