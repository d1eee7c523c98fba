// Methods of the Bot API about the bot itself: who it is, its menus, its webhook, and what it may ask and answer.
import type { Payload } from './body.ts';
import { format, type Method } from './messages.ts';
import { checkLooking } from './rights.ts';
import type { UpdateQueue } from './updates.ts';
import { type Message, Refusal, type World } from './world.ts';

/** What a press may open of a bot that has no game: https://core.telegram.org/bots/api#answercallbackquery */
const START_LINK = /^https:\/\/t\.me\/herald_bot\?start=[\w-]{1,64}$/;

export interface Answers {
  /** Of callback queries, by id. */
  readonly presses: Map<string, { readonly text?: string; readonly show_alert?: boolean; readonly url?: string }>;
  /** Of inline queries, by id; the message that each result would send. */
  readonly inline: Map<
    string,
    readonly { readonly id: string; readonly title: string; readonly message: Message['text'] }[]
  >;
  /** Menus by scope and language, as "all_private_chats zh". */
  readonly menus: Map<string, readonly { readonly command: string; readonly description: string }[]>;
}

/** Presses and inline queries that wait for an answer. */
export interface Waiting {
  readonly presses: Set<string>;
  readonly inline: Set<string>;
}

export function createBotMethods(world: World, queue: UpdateQueue, waiting: Waiting, answers: Answers) {
  const methods: Readonly<Record<string, Method>> = {
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
    }),
    getUpdates: ({ offset, limit, timeout, allowed_updates: allowed }) => {
      if (Array.isArray(allowed) && allowed.length > 0) queue.allowed = allowed;
      return queue.poll(Number(offset ?? 0), Number(limit ?? 100), Number(timeout ?? 0) * 1_000);
    },
    setWebhook: ({ url, secret_token: secret, allowed_updates: allowed }) => {
      if (!/^[\w-]{0,256}$/.test(String(secret ?? '')))
        throw new Refusal(400, 'Bad Request: secret token contains unallowed characters');
      queue.webhook =
        url === '' ? undefined : { url: String(url), secret: secret === undefined ? undefined : String(secret) };
      if (Array.isArray(allowed) && allowed.length > 0) queue.allowed = allowed;
      return true;
    },
    deleteWebhook: () => {
      queue.webhook = undefined;
      return true;
    },
    getMyCommands: (payload) => answers.menus.get(menuKey(payload)) ?? [],
    setMyCommands: (payload) => {
      answers.menus.set(menuKey(payload), checkCommands(payload.commands));
      return true;
    },
    getChat: ({ chat_id }) => world.chatFor(chat_id).chat,
    getChatAdministrators: ({ chat_id }) => {
      const state = world.chatFor(chat_id);
      const { chat, admins } = state;
      checkLooking(world, state);
      if (chat.type === 'private')
        throw new Refusal(400, 'Bad Request: there are no administrators in the private chat');
      return [...admins.values()];
    },
    getChatMember: ({ chat_id, user_id }) => {
      const state = world.chatFor(chat_id);
      const { admins, messages, members } = state;
      const id = Number(user_id);
      checkLooking(world, state);
      const hasSpoken = [...messages.values()].some(({ from }) => from?.id === id);
      return admins.get(id) ?? { status: hasSpoken || members.has(id) ? 'member' : 'left', user: { id } };
    },
    answerCallbackQuery: ({ callback_query_id: id, text, show_alert, url }) => {
      if (!waiting.presses.delete(String(id))) throw tooOld();
      if (String(text ?? '').length > 200) throw new Refusal(400, 'Bad Request: MESSAGE_TOO_LONG');
      if (url !== undefined && !START_LINK.test(String(url))) throw new Refusal(400, 'Bad Request: URL_INVALID');
      answers.presses.set(String(id), {
        ...(text !== undefined && { text: String(text) }),
        ...(show_alert === true && { show_alert: true }),
        ...(url !== undefined && { url: String(url) }),
      });
      return true;
    },
    answerInlineQuery: ({ inline_query_id: id, results }) => {
      if (!waiting.inline.delete(String(id))) throw tooOld();
      answers.inline.set(String(id), readResults(results));
      return true;
    },
  };
  return methods;
}

function tooOld(): Refusal {
  return new Refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
}

function menuKey({ scope, language_code: language }: Payload): string {
  const { type } = (scope ?? { type: 'default' }) as { type: string };
  if (!/^([a-z]{2})?$/.test(String(language ?? '')))
    throw new Refusal(400, 'Bad Request: invalid language code specified');
  return `${type} ${language ?? ''}`.trim();
}

function checkCommands(given: unknown) {
  const commands = given as { command: string; description: string }[]; // checked below
  if (commands.length > 100) throw new Refusal(400, 'Bad Request: BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256)
      throw new Refusal(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return commands;
}

interface Article {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly input_message_content: { readonly message_text: string; readonly parse_mode?: string };
}

function readResults(given: unknown) {
  const results = given as Article[]; // checked below
  if (results.length > 50) throw new Refusal(400, 'Bad Request: RESULTS_TOO_MUCH');
  if (new Set(results.map(({ id }) => id)).size < results.length)
    throw new Refusal(400, 'Bad Request: RESULT_ID_DUPLICATE');
  return results.map(({ id, title, input_message_content: content }) => {
    if (id.length < 1 || id.length > 64) throw new Refusal(400, 'Bad Request: RESULT_ID_INVALID');
    const { text } = format(content.message_text, content.parse_mode);
    if (text === '' || [...text].length > 4_096) throw new Refusal(400, 'Bad Request: MESSAGE_TOO_LONG');
    return { id, title, message: text };
  });
}
