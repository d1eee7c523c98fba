// People in the fake Telegram: what they say, press and do to the bot.
import type { Waiting } from './bot.ts';
import { GENERAL, type Refusing, refusalOf, type SentKind } from './rights.ts';
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
  /** Passes on what `from` wrote. */
  forward(user: User, chat: Chat | 'private', from: User, text: string, more?: object): number | undefined;
  /** Presses the newest button with this label in the chat; the id of the press. `as`: what the message has otherwise. */
  press(user: User, chat: Chat | 'private', label: string, as?: object): string;
  /** Presses with data of one's own making, below the newest message or this one. */
  forge(user: User, chat: Chat | 'private', data: string, below?: Message): string;
  /** The id of the query. */
  queryInline(user: User, text: string): string;
  addBot(user: User, chat: Chat): void;
  makeAdmin(user: User, chat: Chat): void;
  /** Reads along without a word. */
  join(user: User, chat: Chat): void;
  /** The bot may not send these there any more; undefined: it may again. */
  forbid(chat: Chat, kinds: readonly SentKind[], how?: Refusing | 'none'): void;
  /** A topic is closed or deleted, as the server calls it; `open`: it takes messages again. Without a topic: the general one. */
  setTopic(chat: Chat, topic: number | undefined, how: TopicTrouble | 'open'): void;
  /** An answer to this press comes too late from now on. */
  expire(press: string): void;
  /** What the bot is in the chat now, which it hears. */
  setBotStatus(user: User, chat: Chat | 'private', status: BotStatus): void;
  /** The person blocks the bot. */
  block(user: User): void;
  /** The bot is thrown out of the chat; `quietly`: it hears of it only when it writes there. */
  kickBot(chat: Chat, quietly?: 'quietly'): void;
  /** The group becomes a supergroup; `quietly`: the bot hears of it only when it writes to the old one. */
  migrate(group: Chat, id: number, quietly?: 'quietly'): Chat;
}

type TopicTrouble = 'TOPIC_CLOSED' | 'TOPIC_DELETED' | 'TOPIC_ID_INVALID' | 'deleted';

/** https://core.telegram.org/bots/api#chatmember */
interface BotStatus {
  readonly is_member?: boolean;
  readonly status: 'member' | 'administrator' | 'restricted' | 'left' | 'kicked';
  readonly can_send_messages?: boolean;
  readonly can_post_messages?: boolean;
}

export function createPeople(world: World, queue: UpdateQueue, waiting: Waiting): People {
  let nextQuery = 1;
  const statuses = new Map<number, BotStatus>();
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
  const membership = (user: User, state: ChatState, after: BotStatus) => {
    const { chat } = state;
    const before = statuses.get(chat.id) ?? { status: 'member' };
    statuses.set(chat.id, after);
    state.refusal = refusalAs(after, chat);
    return queue.push('my_chat_member', {
      chat,
      from: user,
      date: Math.floor(Date.now() / 1_000),
      old_chat_member: { ...before, user: world.bot },
      new_chat_member: { ...after, user: world.bot },
    });
  };
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
    say: (user, chat, text, more = {}) => {
      const state = stateOf(user, chat);
      // Whoever writes first has begun the conversation.
      if (state.refusal?.message.includes("can't initiate")) state.refusal = undefined;
      return write(state, { from: user, text, ...more });
    },
    sayAnonymously: (group, text) => write(stateOf(ANONYMOUS, group), { from: ANONYMOUS, sender_chat: group, text }),
    sayAsChannel: (channel, group, text) =>
      write(stateOf(AS_CHANNEL, group), { from: AS_CHANNEL, sender_chat: channel, text }),
    postInChannel: (channel, text) =>
      write(stateOf(ANONYMOUS, channel), { sender_chat: channel, text }, 'channel_post'),
    edit: (user, chat, text) => write(stateOf(user, chat), { from: user, text, edit_date: 1 }, 'edited_message'),
    forward: (user, chat, from, text, more = {}) =>
      write(stateOf(user, chat), {
        from: user,
        text,
        ...{ forward_origin: { type: 'user', sender_user: from, date: 1 }, forward_from: from, forward_date: 1 },
        ...more,
      }),
    press: (user, chat, label, as = {}) => {
      const { messages } = stateOf(user, chat);
      for (const message of [...messages.values()].reverse()) {
        const { callback_data: data } = findButton(message, label) ?? {};
        if (data !== undefined) return pushPress(user, { ...message, ...as }, data);
      }
      throw new Error(`nobody sees a button "${label}"`);
    },
    forge: (user, chat, data, below) => {
      const { messages } = stateOf(user, chat);
      return pushPress(user, below ?? [...messages.values()].at(-1), data);
    },
    queryInline: (user, query) => {
      const id = String(nextQuery++);
      waiting.inline.add(id);
      queue.push('inline_query', { id, from: user, query, offset: '' });
      return id;
    },
    addBot: (user, chat) => {
      const status = chat.type === 'channel' ? 'administrator' : 'member';
      if (!statuses.has(chat.id)) statuses.set(chat.id, { status: 'left' });
      membership(user, stateOf(user, chat), { status, ...(chat.type === 'channel' && { can_post_messages: true }) });
    },
    makeAdmin: (user, chat) => stateOf(user, chat).admins.set(user.id, { status: 'administrator', user }),
    join: (user, chat) => {
      stateOf(user, chat).members.add(user.id);
    },
    forbid: (chat, kinds, how = { code: 400, by: 'words' }) => {
      const { forbidden } = stateOf(world.bot, chat);
      for (const kind of kinds) {
        if (how === 'none') forbidden.delete(kind);
        else forbidden.set(kind, refusalOf(kind, how));
      }
    },
    setTopic: (chat, topic = GENERAL, how) => {
      const state = stateOf(world.bot, chat);
      if (how !== 'open') state.topics.set(topic, how);
      else if (state.topics.delete(topic)) {
        queue.push('message', {
          ...service(chat),
          from: ANONYMOUS,
          forum_topic_reopened: {},
          ...(topic !== GENERAL && { message_thread_id: topic, is_topic_message: true }),
        });
      }
    },
    expire: (press) => {
      waiting.presses.delete(press);
    },
    setBotStatus: (user, chat, status) => {
      membership(user, stateOf(user, chat), status);
    },
    block: (user) => {
      membership(user, stateOf(user, 'private'), { status: 'kicked' });
    },
    kickBot: (chat, quietly) => {
      const state = stateOf(world.bot, chat);
      if (quietly) state.refusal = refusalAs({ status: 'kicked' }, chat);
      else membership(ANONYMOUS, state, { status: 'kicked' });
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

/** What the server says to a bot that was put out, or may not write. */
function refusalAs({ status, ...rights }: BotStatus, { type }: Chat): Refusal | undefined {
  const kind = type === 'private' ? 'user' : `${type} chat`;
  if (status === 'kicked' && type === 'private') return new Refusal(403, 'Forbidden: bot was blocked by the user');
  if (status === 'kicked') return new Refusal(403, `Forbidden: bot was kicked from the ${kind}`);
  if (status === 'left') return new Refusal(403, `Forbidden: bot is not a member of the ${kind}`);
  if (rights.can_send_messages === false) return new Refusal(400, 'Bad Request: CHAT_WRITE_FORBIDDEN');
  if (rights.can_post_messages === false) {
    return new Refusal(400, 'Bad Request: need administrator rights in the channel chat');
  }
  return undefined;
}

function service(chat: Chat): Pick<Message, 'message_id' | 'date' | 'chat'> {
  return { message_id: 0, date: Math.floor(Date.now() / 1_000), chat };
}

function findButton({ reply_markup: keyboard }: Message, label: string): Button | undefined {
  return keyboard?.inline_keyboard.flat().find(({ text }) => text === label);
}
