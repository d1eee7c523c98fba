// Messages that nobody asked for. Each has a key; one that is sent again goes on where it stopped, so that nobody reads the
// first half of it twice. Telegram itself cannot tell a repeated message, so this holds as long as the program runs. When it
// is not known where it stopped, whoever sends it again says so in it, and it is sent again as a whole.

import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { AdapterHost, ChatAdapter } from '../../../core/ports/platform.ts';
import type { Reply } from '../../../core/reply/reply.ts';
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import { keyboardOf, linksOf } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { isAboutHere, linkOf, linkTo } from '../render/links.ts';
import type { IsChannel } from './chat-kinds.ts';
import type { Messenger } from './messages.ts';

const MAX_KEYS = 1_000;

export interface DeliverDeps {
  readonly messenger: Messenger;
  readonly isChannel: IsChannel;
  readonly commands: AdapterHost['commands'];
  /** The bot's own name; undefined before Telegram told it. */
  readonly username: () => string | undefined;
}

export function createDeliver(deps: DeliverDeps): ChatAdapter['send'] {
  const { messenger } = deps;
  const sent = createBoundedMap<number>(MAX_KEYS);
  return async (target, reply, key) => {
    // A person's private chat has the person's id.
    const to = target.kind === 'person' ? { chatId: target.userId } : target;
    const name = `${to.chatId} ${key}`;
    const before = sent.get(name) ?? 0;
    const parts = renderReply(reply).slice(before);
    const keyboard = await keyboardFor(deps, to, reply);
    const delivery = await messenger.post({ to, parts, keyboard }, 'news', (index) =>
      sent.set(name, before + index + 1),
    );
    if (delivery.kind === 'unknown') sent.delete(name);
    return delivery;
  };
}

/** A press in a channel would be answered to all its readers: there a button is a link to the private chat. */
async function keyboardFor(
  { isChannel, commands, username }: DeliverDeps,
  to: { readonly chatId: string; readonly threadId?: string },
  { actions = [] }: Reply,
): Promise<InlineKeyboardMarkup | undefined> {
  const name = username();
  if (actions.length === 0 || name === undefined || (await isChannel(to.chatId)) === false) {
    return keyboardOf(actions, { command: '' });
  }
  return linksOf(actions, ({ command, args }) => {
    const { options = {} } = commands.find((each) => each.name === command) ?? {};
    const about = isAboutHere(args) ? { chatId: to.chatId } : undefined;
    return linkOf(name, { command, args }, options, about) ?? linkTo(name, { command, rest: '' });
  });
}
