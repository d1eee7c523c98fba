// What Telegram sends → what it means to the bot.
import type { CallbackQuery, ChatMemberUpdated, InlineQuery, Message, Update, User } from 'telegraf/types';
import type { Chat } from '../../../core/command/command.ts';
import type { PersonKey } from '../../../core/ports/ids.ts';
import { isForeign } from './authorship.ts';
import { type Membership, membershipOf } from './membership.ts';

export const PLATFORM = 'telegram';
export const CALL_STYLE = 'slash';

/** Edited messages are not among them: a command counts as it was first written. */
export const ALLOWED_UPDATES = ['message', 'channel_post', 'callback_query', 'inline_query', 'my_chat_member'] as const;

/** Where an answer goes: a chat, and its topic where it has topics. */
export interface Place {
  readonly chatId: string;
  readonly threadId?: string;
  readonly kind: Chat['kind'];
  /** What its people call it; '' of a private chat. */
  readonly title: string;
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
  | (Asked & {
      readonly kind: 'text';
      readonly text: string;
      readonly messageId: number;
      /** Somebody else wrote it. */
      readonly isForeign: boolean;
      /** By Telegram's clock, ms since 1970. */
      readonly writtenAt: number;
    })
  /** A button. `hasText`: below a text that can be edited. */
  | (Asked & {
      readonly kind: 'press';
      readonly queryId: string;
      readonly data: string;
      readonly messageId: number;
      readonly hasText: boolean;
      /** Since when the button can be pressed; undefined where Telegram does not say. */
      readonly shownAt: number | undefined;
      /** Whose message the one with the button answers. */
      readonly askedBy: string | undefined;
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
  | ({ readonly kind: 'membership'; readonly place: Place; readonly locale: string | undefined } & Membership)
  /** A topic takes messages again. */
  | { readonly kind: 'reopened'; readonly place: Place }
  | { readonly kind: 'moved'; readonly from: string; readonly to: string };

/** undefined when it is nothing that the bot answers: other bots, forwarded channel posts, what has no text. */
export function readUpdate(update: Update, botId: number): Incoming | undefined {
  if ('message' in update) return readMessage(update.message, botId);
  if ('channel_post' in update) return readMessage(update.channel_post, botId);
  if ('callback_query' in update) return readPress(update.callback_query);
  if ('inline_query' in update) return readInline(update.inline_query);
  if ('my_chat_member' in update) return readMembership(update.my_chat_member);
  return undefined;
}

function readMessage(message: Message, botId: number): Incoming | undefined {
  const chatId = String(message.chat.id);
  if ('migrate_to_chat_id' in message) return { kind: 'moved', from: chatId, to: String(message.migrate_to_chat_id) };
  if ('migrate_from_chat_id' in message)
    return { kind: 'moved', from: String(message.migrate_from_chat_id), to: chatId };
  if ('forum_topic_reopened' in message) return { kind: 'reopened', place: placeOf(message) };
  return 'text' in message && isMeant(message, botId) ? readText(message) : undefined;
}

/** Not what a channel passes on to all its readers, a card of our own, or what another bot made of somebody's query, unless it
 *  is a command. */
function isMeant(message: Message.TextMessage, botId: number): boolean {
  if (message.is_automatic_forward) return false;
  if (message.chat.type === 'channel') return !isForeign(message);
  return !message.via_bot || (message.via_bot.id !== botId && message.text.startsWith('/'));
}

function readText(message: Message.TextMessage): Incoming | undefined {
  const { from, sender_chat: senderChat, text, message_id: messageId, date } = message;
  const said = { kind: 'text', text, messageId, isForeign: isForeign(message), writtenAt: date * 1_000 } as const;
  const place = placeOf(message);
  // Anonymous administrators and channels write as a chat; Telegram then names a bot of its own as the sender.
  if (senderChat) {
    const isAdmin = senderChat.id === message.chat.id;
    const actorName = 'title' in senderChat ? senderChat.title : '';
    return { ...said, place, actor: person(senderChat.id), actorName, isAdmin, isPerson: false, locale: undefined };
  }
  if (!from || from.is_bot) return undefined;
  return { ...said, place, ...askedBy(from), isAdmin: place.kind === 'private' ? true : undefined };
}

function readPress(query: CallbackQuery): Incoming {
  const { id: queryId, from, message } = query;
  const data = 'data' in query ? query.data : undefined;
  if (!message || data === undefined) return { kind: 'empty-press', queryId, locale: from.language_code };
  const place = placeOf(message);
  const isAdmin = place.kind === 'private' ? true : undefined;
  const asked = { ...askedBy(from), isAdmin };
  const reply = 'reply_to_message' in message ? message.reply_to_message : undefined;
  const askerId = reply && (('sender_chat' in reply && reply.sender_chat?.id) || ('from' in reply && reply.from?.id));
  return {
    kind: 'press',
    ...asked,
    place,
    queryId,
    data,
    messageId: message.message_id,
    hasText: 'text' in message,
    // Of a message that is too old to be read Telegram says 0.
    shownAt: 'date' in message && message.date > 0 ? message.date * 1_000 : undefined,
    askedBy: askerId ? String(askerId) : undefined,
  };
}

function readInline({ id: queryId, from, query: text }: InlineQuery): Incoming {
  return { kind: 'inline', queryId, actor: person(from.id), text, locale: from.language_code };
}

function readMembership(change: ChatMemberUpdated): Incoming {
  const { chat } = change;
  const place = { chatId: String(chat.id), kind: kindOf(chat), title: titleOf(chat) };
  return { kind: 'membership', place, locale: change.from.language_code, ...membershipOf(change) };
}

/** A message's thread is a topic only where it says so; elsewhere it is a chain of replies. */
function placeOf(message: NonNullable<CallbackQuery['message']>): Place {
  const { chat } = message;
  const threadId = 'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined;
  return {
    chatId: String(chat.id),
    kind: kindOf(chat),
    title: titleOf(chat),
    ...(threadId !== undefined && { threadId: String(threadId) }),
  };
}

/** A user name is the platform's own and of one person alone. */
function askedBy({ id, first_name: name, username, language_code: locale }: User) {
  const actorName = username === undefined ? name : `@${username} (${name})`;
  return { actor: person(id), actorName, isPerson: true, locale };
}

function kindOf({ type }: { readonly type: string }): Chat['kind'] {
  return type === 'private' || type === 'channel' ? type : 'group';
}

function titleOf(chat: { readonly title?: string } | object): string {
  return 'title' in chat ? (chat.title ?? '') : '';
}

function person(id: number): PersonKey {
  return { platform: PLATFORM, userId: String(id) };
}
