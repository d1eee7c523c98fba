// What Telegram sends → what it means to the bot. Nothing else in this folder reads an update.
import type { CallbackQuery, ChatMemberUpdated, InlineQuery, Message, Update, User } from 'telegraf/types';
import type { Chat } from '../../../core/command/command.ts';
import type { PersonKey } from '../../../core/ports/ids.ts';

export const PLATFORM = 'telegram';

/** Edited messages are not among them: a command counts as it was first written. */
export const ALLOWED_UPDATES = ['message', 'channel_post', 'callback_query', 'inline_query', 'my_chat_member'] as const;

/** Where an answer goes: a chat, and its topic where it has topics. */
export interface Place {
  readonly chatId: string;
  readonly threadId?: string;
  readonly kind: Chat['kind'];
}

/** Who asked, and where. */
export interface Asked {
  readonly place: Place;
  readonly actor: PersonKey;
  /** What the person is shown as. */
  readonly actorName: string;
  /** undefined: the chat's administrators have to be looked up. */
  readonly isAdmin: boolean | undefined;
  /** Can be written to in private: no channel, and no anonymous administrator. */
  readonly isPerson: boolean;
  readonly locale: string | undefined;
}

export type Incoming =
  /** `text`: the message as it was written. */
  | (Asked & { readonly kind: 'text'; readonly text: string; readonly messageId: number })
  /** A button. `hasText`: below a text that can be edited. */
  | (Asked & {
      readonly kind: 'press';
      readonly queryId: string;
      readonly data: string;
      readonly messageId: number;
      readonly hasText: boolean;
    })
  /** A button without a chat, or without anything to say. */
  | { readonly kind: 'empty-press'; readonly queryId: string; readonly locale: string | undefined }
  | {
      readonly kind: 'inline';
      readonly queryId: string;
      readonly actor: PersonKey;
      readonly text: string;
      readonly locale: string | undefined;
    }
  | { readonly kind: 'joined'; readonly place: Place; readonly locale: string | undefined }
  | { readonly kind: 'moved'; readonly from: string; readonly to: string };

/** undefined when it is nothing that the bot answers: other bots, forwarded channel posts, what has no text. */
export function readUpdate(update: Update): Incoming | undefined {
  if ('message' in update) return readMessage(update.message);
  if ('channel_post' in update) return readMessage(update.channel_post);
  if ('callback_query' in update) return readPress(update.callback_query);
  if ('inline_query' in update) return readInline(update.inline_query);
  if ('my_chat_member' in update) return readMembership(update.my_chat_member);
  return undefined;
}

function readMessage(message: Message): Incoming | undefined {
  const chatId = String(message.chat.id);
  if ('migrate_to_chat_id' in message) return { kind: 'moved', from: chatId, to: String(message.migrate_to_chat_id) };
  if ('migrate_from_chat_id' in message)
    return { kind: 'moved', from: String(message.migrate_from_chat_id), to: chatId };
  if (!('text' in message) || 'via_bot' in message || message.is_automatic_forward) return undefined;
  const { from, sender_chat: senderChat, text, message_id: messageId } = message;
  // Anonymous administrators and channels write as a chat; Telegram then names a bot of its own as the sender.
  if (senderChat) {
    const isAdmin = senderChat.id === message.chat.id;
    const actorName = 'title' in senderChat ? senderChat.title : '';
    const asked = { actor: person(senderChat.id), actorName, isAdmin, isPerson: false, locale: undefined };
    return { kind: 'text', ...asked, place: placeOf(message), text, messageId };
  }
  if (!from || from.is_bot) return undefined;
  const place = placeOf(message);
  const isAdmin = place.kind === 'private' ? true : undefined;
  const asked = { ...askedBy(from), isAdmin };
  return { kind: 'text', ...asked, place, text, messageId };
}

function readPress(query: CallbackQuery): Incoming {
  const { id: queryId, from, message } = query;
  const data = 'data' in query ? query.data : undefined;
  if (!message || data === undefined) return { kind: 'empty-press', queryId, locale: from.language_code };
  const place = placeOf(message);
  const isAdmin = place.kind === 'private' ? true : undefined;
  const asked = { ...askedBy(from), isAdmin };
  return { kind: 'press', ...asked, place, queryId, data, messageId: message.message_id, hasText: 'text' in message };
}

function readInline({ id: queryId, from, query: text }: InlineQuery): Incoming {
  return { kind: 'inline', queryId, actor: person(from.id), text, locale: from.language_code };
}

/** Put into a group. A channel is not greeted: its readers did not ask. */
function readMembership(change: ChatMemberUpdated): Incoming | undefined {
  const isIn = (status: string) => ['member', 'administrator', 'restricted'].includes(status);
  const { chat, from, old_chat_member: before, new_chat_member: now } = change;
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  if (!isGroup || isIn(before.status) || !isIn(now.status)) return undefined;
  return { kind: 'joined', place: { chatId: String(chat.id), kind: 'group' }, locale: from.language_code };
}

/** A message's thread is a topic only where it says so; elsewhere it is a chain of replies. */
function placeOf(message: NonNullable<CallbackQuery['message']>): Place {
  const { chat } = message;
  const threadId = 'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined;
  return {
    chatId: String(chat.id),
    kind: chat.type === 'private' ? 'private' : 'group',
    ...(threadId !== undefined && { threadId: String(threadId) }),
  };
}

/** A user name is the platform's own and of one person alone. */
function askedBy({ id, first_name: name, username, language_code: locale }: User) {
  const actorName = username === undefined ? name : `@${username} (${name})`;
  return { actor: person(id), actorName, isPerson: true, locale };
}

function person(id: number): PersonKey {
  return { platform: PLATFORM, userId: String(id) };
}
