// The commands that Telegram offers after "/", in every language and for those who may use them. Set only where they differ.

import type { BotCommand, BotCommandScope } from 'telegraf/types';
import type { Command } from '../../core/command/command.ts';
import { listed } from '../../core/command/lookup.ts';
import type { Log } from '../../core/ports/log.ts';
import type { AdapterHost } from '../../core/ports/platform.ts';
import type { CallApi } from './deliver/client.ts';
import { toApiError } from './deliver/errors.ts';

/** https://core.telegram.org/bots/api#setmycommands */
const MAX_COMMANDS = 100;

/** Chat administrators see more in groups; in a private chat everybody is their own. Owners know their commands. */
const SCOPES: readonly { readonly scope: BotCommandScope; readonly access: readonly Command['access'][] }[] = [
  { scope: { type: 'all_private_chats' }, access: [undefined, 'anyone', 'chat-admin'] },
  { scope: { type: 'all_group_chats' }, access: [undefined, 'anyone'] },
  { scope: { type: 'all_chat_administrators' }, access: [undefined, 'anyone', 'chat-admin'] },
];

type MenuHost = Pick<AdapterHost, 'commands' | 'locales' | 'texts'>;

export interface MenuDeps {
  readonly call: CallApi;
  readonly host: MenuHost;
  readonly log: Log;
}

/** What is to be done whenever the bot got connected, until it worked once; never rejects. */
export function createMenu({ call, host, log }: MenuDeps): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    try {
      await registerMenus(call, host);
      isDone = true;
    } catch (error) {
      log.warn('telegram: the menus are not set', { why: toApiError(error).message });
    }
  };
}

/** Throws ApiError. */
async function registerMenus(call: CallApi, host: MenuHost): Promise<void> {
  for (const { scope, access } of SCOPES) {
    for (const [index, locale] of host.locales.entries()) {
      const target = { scope, language_code: index === 0 ? '' : languageOf(locale) };
      const commands = menuOf(host, locale, access);
      if (isSame(await call('getMyCommands', target), commands)) continue;
      await call('setMyCommands', { ...target, commands });
    }
  }
}

function menuOf(
  { commands, texts }: MenuHost,
  locale: string,
  access: readonly Command['access'][],
): readonly BotCommand[] {
  const t = texts(locale);
  return listed(commands)
    .filter((command) => access.includes(command.access))
    .slice(0, MAX_COMMANDS)
    .map(({ name }) => ({ command: name, description: t(`commands.${name}.description`) }));
}

/** Telegram takes languages only, of two letters; the default locale goes to everybody else. */
function languageOf(locale: string): string {
  return locale.slice(0, 2).toLowerCase();
}

function isSame(before: readonly BotCommand[], after: readonly BotCommand[]): boolean {
  const text = (commands: readonly BotCommand[]) =>
    JSON.stringify(commands.map(({ command, description }) => [command, description]));
  return text(before) === text(after);
}
