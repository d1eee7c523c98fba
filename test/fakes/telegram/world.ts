// What the fake Telegram knows: its bot, chats with their members and messages, and what people have seen in them.
import type { Entity } from './html.ts';

/** An answer with `ok: false`. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: object | undefined;

  constructor(code: number, description: string, parameters?: object) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title?: string;
  readonly first_name?: string;
  readonly is_forum?: boolean;
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export interface Keyboard {
  readonly inline_keyboard: readonly (readonly Button[])[];
}

export interface Message {
  readonly message_id: number;
  readonly date: number;
  readonly chat: Chat;
  readonly from?: User;
  readonly sender_chat?: Chat;
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly caption?: string;
  readonly caption_entities?: readonly Entity[];
  readonly photo?: readonly { readonly file_id: string; readonly file_name: string }[];
  readonly document?: { readonly file_id: string; readonly file_name: string; readonly file_size: number };
  readonly message_thread_id?: number;
  readonly is_topic_message?: boolean;
  readonly reply_to_message?: Message;
  readonly reply_markup?: Keyboard;
  readonly edit_date?: number;
}

export interface ChatState {
  readonly chat: Chat;
  readonly admins: Map<number, { readonly status: 'creator' | 'administrator'; readonly user: User }>;
  readonly messages: Map<number, Message>;
  /** Which of them the bot wrote: in a channel all have the channel as their sender. */
  readonly ownIds: Set<number>;
  /** Every message as it looked at its sending and after each edit, oldest first. */
  readonly seen: string[];
  /** Readers and members that have said nothing. */
  readonly members: Set<number>;
  /** Kinds of messages that the bot may not send here. */
  readonly forbidden: Map<string, Refusal>;
  /** Topics that take no messages, by what the server says of them. */
  readonly topics: Map<number, 'TOPIC_CLOSED' | 'TOPIC_DELETED' | 'TOPIC_ID_INVALID' | 'deleted'>;
  /** Whatever the bot asks or sends here is refused with it. */
  refusal: Refusal | undefined;
}

export interface World {
  readonly bot: User;
  readonly chats: Map<number, ChatState>;
  /** By so much Telegram's clock is ahead of this machine's. */
  aheadMs: number;
  addChat(chat: Chat): ChatState;
  /** Throws as the API does. */
  chatFor(id: unknown): ChatState;
  /** Keeps the message and shows it. */
  put(state: ChatState, fields: Omit<Message, 'message_id' | 'date' | 'chat'>): Message;
  replace(state: ChatState, message: Message): void;
}

export function createWorld(): World {
  const chats = new Map<number, ChatState>();
  const bot: User = { id: 4_242, is_bot: true, first_name: 'Herald', username: 'herald_bot' };
  let nextId = 1;
  const replace = (state: ChatState, message: Message) => {
    state.messages.set(message.message_id, message);
    state.seen.push(looksLike(message));
  };
  const world: World = {
    bot,
    chats,
    aheadMs: 0,
    addChat: (chat) => {
      const state: ChatState = {
        chat,
        admins: new Map(),
        messages: new Map(),
        ownIds: new Set(),
        seen: [],
        members: new Set(),
        forbidden: new Map(),
        topics: new Map(),
        refusal: undefined,
      };
      // A bot that posts in a channel is one of those who run it.
      if (chat.type === 'channel') state.admins.set(bot.id, { status: 'administrator', user: bot });
      chats.set(chat.id, state);
      return state;
    },
    chatFor: (id) => {
      const state = chats.get(Number(id));
      if (!state) throw new Refusal(400, 'Bad Request: chat not found');
      if (state.refusal) throw state.refusal;
      return state;
    },
    put: (state, fields) => {
      const date = Math.floor((Date.now() + world.aheadMs) / 1_000);
      const message = { message_id: nextId++, date, chat: state.chat, ...fields };
      replace(state, message);
      return message;
    },
    replace,
  };
  return world;
}

/** The word joiner cannot be seen. */
export function asRead(text: string): string {
  return text.replaceAll('\u2060', '');
}

function looksLike({ text, caption, photo, document, reply_markup: keyboard }: Message): string {
  const files = [...(photo ?? []), ...(document ? [document] : [])].map((file) => file.file_name);
  const buttons = (keyboard?.inline_keyboard ?? []).map((row) => row.map((button) => `[${button.text}]`).join(' '));
  return asRead([...files, text ?? caption ?? '', ...buttons].join('\n'));
}
