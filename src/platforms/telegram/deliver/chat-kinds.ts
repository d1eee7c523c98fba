// Whether a chat is a channel, whose readers only read: asked of Telegram once, for an id does not say so.
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import { isGroup } from './messages.ts';
import type { Sender } from './sender.ts';

const MAX_CHATS = 10_000;

/** undefined while Telegram does not say. */
export type IsChannel = (chatId: string) => Promise<boolean | undefined>;

export function createChatKinds(sender: Pick<Sender, 'aside'>): IsChannel {
  const known = createBoundedMap<Promise<boolean | undefined>>(MAX_CHATS);
  const ask = async (chatId: string) => {
    const chat = await sender.aside((call) => call('getChat', { chat_id: chatId }));
    if (!chat) known.delete(chatId);
    return chat && chat.type === 'channel';
  };
  return async (chatId) => {
    if (!isGroup(chatId)) return false;
    const asked = known.get(chatId) ?? ask(chatId);
    known.set(chatId, asked);
    return asked;
  };
}
