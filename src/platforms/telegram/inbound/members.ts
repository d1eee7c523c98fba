// Who belongs to a chat and who administers it, as Telegram says. Nobody does while it does not say.
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import type { Sender } from '../deliver/sender.ts';
import { isIn } from './membership.ts';

const KEPT_MS = 60_000;
const MAX_CHATS = 1_000;

export interface Members {
  /** By a list that is at most a minute old. */
  isAdmin(chatId: string, userId: string): Promise<boolean>;
  isMember(chatId: string, userId: string): Promise<boolean>;
}

interface Known {
  readonly at: number;
  readonly ids: Promise<ReadonlySet<string> | undefined>;
}

/** `now` in ms, of any clock that never goes back. */
export function createMembers(sender: Sender, now: () => number = () => performance.now()): Members {
  const chats = createBoundedMap<Known>(MAX_CHATS);
  const read = (chatId: string) =>
    sender.aside(async (call) => {
      const members = await call('getChatAdministrators', { chat_id: chatId });
      return new Set(members.map(({ user }) => String(user.id)));
    });
  return {
    isAdmin: async (chatId, userId) => {
      let known = chats.get(chatId);
      if (!known || now() - known.at >= KEPT_MS) {
        known = { at: now(), ids: read(chatId) };
        chats.set(chatId, known);
      }
      const ids = await known.ids;
      if (!ids && chats.get(chatId) === known) chats.delete(chatId);
      return ids?.has(userId) ?? false;
    },
    isMember: async (chatId, userId) => {
      const member = await sender.aside((call) => call('getChatMember', { chat_id: chatId, user_id: Number(userId) }));
      return member !== undefined && isIn(member);
    },
  };
}
