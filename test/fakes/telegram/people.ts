// People in the fake Telegram: what they say, press and do to the bot.
import type { Waiting } from './bot.ts';
import type { UpdateQueue } from './updates.ts';
import { type Button, type Chat, type ChatState, type Message, Refusal, type User, type World } from './world.ts';

/** Telegram's stand-ins for those who write as a chat. */
const ANONYMOUS: User = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
const AS_CHANNEL: User = { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };

export interface People {
  /** Someone who has opened the bot, unless they are a `stranger` to it. */
  person(id: number, language?: string, stranger?: 'stranger'): User;
  group(id: number, more?: Partial<Chat>): Chat;
  /** undefined when the bot does not hear of it. */
  say(user: User, chat: Chat | 'private', text: string, more?: object): number | undefined;
  sayAnonymously(group: Chat, text: string): number | undefined;
  sayAsChannel(channel: Chat, group: Chat, text: string): number | undefined;
  postInChannel(channel: Chat, text: string): number | undefined;
  edit(user: User, chat: Chat | 'private', text: string): number | undefined;
  /** Presses the newest button with this label in the chat; the id of the press. */
  press(user: User, chat: Chat | 'private', label: string): string;
  /** Presses with data of one's own making. */
  forge(user: User, chat: Chat | 'private', data: string): string;
  /** The id of the query. */
  queryInline(user: User, text: string): string;
  addBot(user: User, chat: Chat): void;
  makeAdmin(user: User, chat: Chat): void;
  /** The person blocks the bot. */
  block(user: User): void;
  /** The bot is thrown out of the chat. */
  kickBot(chat: Chat): void;
  /** The group becomes a supergroup; `quietly`: the bot hears of it only when it writes to the old one. */
  migrate(group: Chat, id: number, quietly?: 'quietly'): Chat;
}

export function createPeople(world: World, queue: UpdateQueue, waiting: Waiting): People {
  let nextQuery = 1;
  const stateOf = (user: User, chat: Chat | 'private'): ChatState => {
    const state = world.chats.get(chat === 'private' ? user.id : chat.id);
    if (!state) throw new Error('there is no such chat');
    return state;
  };
  const write = (state: ChatState, fields: Parameters<World['put']>[1], kind = 'message') => {
    const message = world.put(state, fields);
    state.seen.pop(); // what people write themselves is no answer
    return queue.push(kind, message);
  };
  const membership = (user: User, { chat }: ChatState, before: string, after: string) =>
    queue.push('my_chat_member', {
      chat,
      from: user,
      date: Math.floor(Date.now() / 1_000),
      old_chat_member: { status: before, user: world.bot },
      new_chat_member: { status: after, user: world.bot },
    });
  const pushPress = (user: User, message: Message | undefined, data: string) => {
    const id = String(nextQuery++);
    waiting.presses.add(id);
    queue.push('callback_query', { id, from: user, chat_instance: '1', data, ...(message && { message }) });
    return id;
  };
  return {
    person: (id, language_code = 'en', stranger) => {
      const user = { id, is_bot: false, first_name: `Person ${id}`, language_code };
      const state = world.addChat({ id, type: 'private', first_name: user.first_name });
      if (stranger) state.refusal = new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
      return user;
    },
    group: (id, more = {}) => world.addChat({ id, type: 'supergroup', title: `Group ${id}`, ...more }).chat,
    say: (user, chat, text, more = {}) => write(stateOf(user, chat), { from: user, text, ...more }),
    sayAnonymously: (group, text) => write(stateOf(ANONYMOUS, group), { from: ANONYMOUS, sender_chat: group, text }),
    sayAsChannel: (channel, group, text) =>
      write(stateOf(AS_CHANNEL, group), { from: AS_CHANNEL, sender_chat: channel, text }),
    postInChannel: (channel, text) =>
      write(stateOf(ANONYMOUS, channel), { sender_chat: channel, text }, 'channel_post'),
    edit: (user, chat, text) => write(stateOf(user, chat), { from: user, text, edit_date: 1 }, 'edited_message'),
    press: (user, chat, label) => {
      const { messages } = stateOf(user, chat);
      for (const message of [...messages.values()].reverse()) {
        const { callback_data: data } = findButton(message, label) ?? {};
        if (data !== undefined) return pushPress(user, message, data);
      }
      throw new Error(`nobody sees a button "${label}"`);
    },
    forge: (user, chat, data) => {
      const { messages } = stateOf(user, chat);
      return pushPress(user, [...messages.values()].at(-1), data);
    },
    queryInline: (user, query) => {
      const id = String(nextQuery++);
      waiting.inline.add(id);
      queue.push('inline_query', { id, from: user, query, offset: '' });
      return id;
    },
    addBot: (user, chat) => membership(user, stateOf(user, chat), 'left', 'member'),
    makeAdmin: (user, chat) => stateOf(user, chat).admins.set(user.id, { status: 'administrator', user }),
    block: (user) => {
      const state = stateOf(user, 'private');
      state.refusal = new Refusal(403, 'Forbidden: bot was blocked by the user');
      membership(user, state, 'member', 'kicked');
    },
    kickBot: (chat) => {
      stateOf(world.bot, chat).refusal = new Refusal(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
    },
    migrate: (group, id, quietly) => {
      const old = stateOf(world.bot, group);
      const state = world.addChat({ ...group, id, type: 'supergroup' });
      const parameters = { migrate_to_chat_id: id };
      old.refusal = new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', parameters);
      for (const admin of old.admins) state.admins.set(...admin);
      if (!quietly) {
        queue.push('message', { ...service(old.chat), from: ANONYMOUS, migrate_to_chat_id: id });
        queue.push('message', { ...service(state.chat), from: ANONYMOUS, migrate_from_chat_id: group.id });
      }
      return state.chat;
    },
  };
}

function service(chat: Chat): Pick<Message, 'message_id' | 'date' | 'chat'> {
  return { message_id: 0, date: Math.floor(Date.now() / 1_000), chat };
}

function findButton({ reply_markup: keyboard }: Message, label: string): Button | undefined {
  return keyboard?.inline_keyboard.flat().find(({ text }) => text === label);
}
