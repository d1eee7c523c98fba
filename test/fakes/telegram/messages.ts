// Methods of the Bot API that show something to people, with their limits and refusals.
import type { Payload, Upload } from './body.ts';
import { detectEntities } from './entities.ts';
import { type Entity, parseHtml } from './html.ts';
import { checkSending, type SentKind } from './rights.ts';
import { type ChatState, type Keyboard, type Message, Refusal, type World } from './world.ts';

export type Method = (payload: Payload) => unknown;

interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

export function createMessageMethods(world: World): Readonly<Record<string, Method>> {
  const { bot } = world;
  const common = (state: ChatState, payload: Payload) => ({
    ...(state.chat.type === 'channel' ? { sender_chat: state.chat } : { from: bot }),
    ...topicOf(payload),
    ...replyOf(state, payload),
    ...keyboardOf(payload),
  });
  const send = (payload: Payload, kind: SentKind, content: Partial<Message>) => {
    const state = world.chatFor(payload.chat_id);
    checkSending(state, kind, payload);
    const message = world.put(state, { ...common(state, payload), ...content });
    state.ownIds.add(message.message_id);
    return message;
  };
  const withCaption = (payload: Payload) => {
    const { text, entities } = format(payload.caption, payload.parse_mode);
    if ([...text].length > 1_024) throw new Refusal(400, 'Bad Request: message caption is too long');
    return { caption: text, caption_entities: entities };
  };
  return {
    sendMessage: (payload) => send(payload, 'text', readText(payload)),
    sendPhoto: (payload) => {
      const { name, data } = payload.photo as Upload; // a multipart field
      if (!isPicture(data)) throw new Refusal(400, 'Bad Request: IMAGE_PROCESS_FAILED');
      return send(payload, 'photos', { photo: [{ file_id: name, file_name: name }], ...withCaption(payload) });
    },
    sendDocument: (payload) => {
      const { name, data } = payload.document as Upload; // a multipart field
      const document = { file_id: name, file_name: name, file_size: data.length };
      return send(payload, 'documents', { document, ...withCaption(payload) });
    },
    editMessageText: (payload) => edit(world, payload, (message) => ({ ...message, ...readText(payload) })),
    editMessageReplyMarkup: (payload) => edit(world, payload, (message) => message),
    sendChatAction: (payload) => {
      checkSending(world.chatFor(payload.chat_id), 'text', payload);
      return true;
    },
  };
}

function edit(world: World, payload: Payload, change: (message: Message) => Message): Message {
  const state = world.chatFor(payload.chat_id);
  const before = state.messages.get(Number(payload.message_id));
  if (!before) throw new Refusal(400, 'Bad Request: message to edit not found');
  if (before.from?.id !== world.bot.id && before.sender_chat?.id !== state.chat.id) {
    throw new Refusal(400, "Bad Request: message can't be edited");
  }
  if (payload.text !== undefined && before.text === undefined) {
    throw new Refusal(400, 'Bad Request: there is no text in the message to edit');
  }
  const { reply_markup: _, ...bare } = before;
  const after = { ...change(bare), ...keyboardOf(payload) };
  const same = (message: Message) => JSON.stringify([message.text, message.entities, message.reply_markup]);
  if (same(before) === same(after)) {
    throw new Refusal(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const edited = { ...after, edit_date: Math.floor(Date.now() / 1_000) };
  world.replace(state, edited);
  return edited;
}

function readText(payload: Payload): { text: string; entities: readonly Entity[] } {
  const { text, entities } = format(payload.text, payload.parse_mode);
  if (text === '') throw new Refusal(400, 'Bad Request: message text is empty');
  if ([...text].length > 4_096) throw new Refusal(400, 'Bad Request: message is too long');
  return { text, entities };
}

/** Text with what its sender and Telegram itself make of it; blanks at the ends go, save those inside of an entity. */
export function format(source: unknown, mode: unknown): Formatted {
  const given = String(source ?? '');
  const parsed = mode === 'HTML' ? parseHtml(given) : { text: given, entities: [] };
  const text = parsed.text.trimEnd();
  const first = Math.min(text.length - text.trimStart().length, parsed.entities[0]?.offset ?? Number.POSITIVE_INFINITY);
  const entities = parsed.entities.map((entity) => ({ ...entity, offset: entity.offset - first }));
  const shown = text.slice(first);
  return { text: shown, entities: [...entities, ...detectEntities(shown, entities)] };
}

function topicOf({ message_thread_id: id }: Payload): Partial<Message> {
  return id === undefined ? {} : { message_thread_id: Number(id), is_topic_message: true };
}

function replyOf(state: ChatState, { reply_parameters: reply }: Payload): Partial<Message> {
  if (reply === undefined) return {};
  const { message_id, allow_sending_without_reply } = reply as {
    message_id: number;
    allow_sending_without_reply?: boolean;
  };
  const answered = state.messages.get(message_id);
  if (answered) {
    const { reply_to_message: _, ...message } = answered;
    return { reply_to_message: message };
  }
  if (allow_sending_without_reply) return {};
  throw new Refusal(400, 'Bad Request: message to be replied not found');
}

function keyboardOf({ reply_markup }: Payload): { reply_markup?: Keyboard } {
  if (reply_markup === undefined) return {};
  const keyboard = reply_markup as Keyboard; // checked below
  for (const { text, callback_data: data, url } of keyboard.inline_keyboard.flat()) {
    if (text === '')
      throw new Refusal(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed");
    const size = Buffer.byteLength(data ?? '');
    if (url === undefined && (size < 1 || size > 64)) throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
    if (url !== undefined && !/^https?:\/\/\S+\.\S+$/.test(url))
      throw new Refusal(400, 'Bad Request: BUTTON_URL_INVALID');
  }
  return { reply_markup: keyboard };
}

function isPicture(data: Buffer): boolean {
  const start = data.subarray(0, 4).toString('latin1');
  return start === '\x89PNG' || start.startsWith('\xff\xd8\xff');
}
