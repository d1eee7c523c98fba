// What the bot may do in a chat, as its administrators have set it: kinds of messages, topics, and whom it may ask about.
import type { Payload } from './body.ts';
import { type ChatState, Refusal, type World } from './world.ts';

export type SentKind = 'text' | 'photos' | 'documents';

/** How the server says no, beside the words that it has for most chats: https://core.telegram.org/method/messages.sendMedia */
const NAMES: Readonly<Record<SentKind, string>> = {
  text: 'CHAT_SEND_PLAIN_FORBIDDEN',
  photos: 'CHAT_SEND_PHOTOS_FORBIDDEN',
  documents: 'CHAT_SEND_DOCS_FORBIDDEN',
};

/** `words`: as most refusals; `name`: as the server's own protocol has it. Both were seen with 400 and with 403. */
export interface Refusing {
  readonly code: 400 | 403;
  readonly by: 'words' | 'name';
}

export function refusalOf(kind: SentKind, { code, by }: Refusing): Refusal {
  const prefix = code === 400 ? 'Bad Request' : 'Forbidden';
  const what = kind === 'text' ? 'text messages' : kind;
  const words = by === 'name' ? NAMES[kind] : `not enough rights to send ${what} to the chat`;
  return new Refusal(code, `${prefix}: ${words}`);
}

/** Throws as the API does where the bot may not send this. */
export function checkSending(state: ChatState, kind: SentKind, payload: Payload): void {
  const { chat, forbidden } = state;
  const topic = payload.message_thread_id === undefined ? undefined : Number(payload.message_thread_id);
  if (topic !== undefined && !chat.is_forum) throw notFound();
  const closed = state.topics.get(topic ?? GENERAL);
  if (closed === 'deleted') throw notFound();
  if (closed) throw new Refusal(400, `Bad Request: ${closed}`);
  const refusal = forbidden.get(kind);
  if (refusal) throw refusal;
}

export const GENERAL = 1;

function notFound(): Refusal {
  return new Refusal(400, 'Bad Request: message thread not found');
}

/** In a channel only those who run it see who is there. */
export function checkLooking(world: World, { chat, admins }: ChatState): void {
  if (chat.type === 'channel' && !admins.has(world.bot.id)) {
    throw new Refusal(400, 'Bad Request: CHAT_ADMIN_REQUIRED');
  }
}
