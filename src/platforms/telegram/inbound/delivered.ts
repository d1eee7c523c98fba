// Puts an answer where it belongs, and sees to it that whoever asked is not left: what the place does not take goes to their
// private chat, and where nobody knows whether it arrived they are told.
import type { Target } from '../../../core/ports/ids.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { AdapterHost, Delivery } from '../../../core/ports/platform.ts';
import type { Block, Reply } from '../../../core/reply/reply.ts';
import type { Messenger } from '../deliver/messages.ts';
import { keyboardOf } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { linkTo } from '../render/links.ts';
import type { Askers } from './askers.ts';
import { privately, type Question } from './questions.ts';
import { PLATFORM, type Place } from './updates.ts';

export interface DeliveredDeps {
  readonly host: AdapterHost;
  /** The bot's own name, without "@". */
  readonly username: string;
  readonly messenger: Messenger;
  readonly askers: Askers;
  readonly log: Log;
}

export interface Answering {
  readonly question: Question;
  readonly reply: Reply;
  /** Of the texts that are said beside it. */
  readonly locale: string;
  /** The message that asked, where others may have written since. */
  readonly replyTo?: number | undefined;
}

/** In the place of the question, for all who are there. */
export async function postAnswer(deps: DeliveredDeps, { question, reply, locale, replyTo }: Answering): Promise<void> {
  const { place, actor } = question;
  const keyboard = keyboardOf(reply.actions ?? [], question);
  // In a private chat there is nobody else whose words could stand in between.
  const answered = place.kind === 'private' ? undefined : replyTo;
  const message = { to: place, parts: renderReply(reply), keyboard, replyTo: answered };
  const delivery = await deps.messenger.post(message, 'answer', (_, messageId) =>
    deps.askers.note(place.chatId, messageId, actor.userId),
  );
  if (delivery.kind === 'ok') void deps.host.placeOpened(PLATFORM, targetOf(place));
  else await makeGood(deps, { question, reply, locale }, delivery);
}

/** To the private chat with the asker; false when there is none. */
export async function postPrivately(
  { messenger, host }: DeliveredDeps,
  { question, reply }: Answering,
): Promise<boolean> {
  if (!question.isPerson) return false;
  const { chatId, about } = privately(question);
  const keyboard = keyboardOf(reply.actions ?? [], { command: question.command, about });
  const { kind } = await messenger.post({ to: { chatId }, parts: renderReply(reply), keyboard }, 'answer');
  if (kind === 'ok') void host.placeOpened(PLATFORM, { kind: 'person', userId: chatId });
  return kind === 'ok' || kind === 'unknown';
}

async function makeGood(deps: DeliveredDeps, answering: Answering, delivery: Delivery): Promise<void> {
  const { log, messenger, host } = deps;
  const { place } = answering.question;
  log.warn('telegram: an answer was not delivered', { ...delivery });
  if (delivery.kind === 'unknown') {
    const doubt = sentence(host.texts(answering.locale)('platforms.telegram.in-doubt'));
    await messenger.post({ to: place, parts: renderReply(doubt) }, 'answer');
  }
  const isRefused = delivery.kind === 'gone' || delivery.kind === 'closed';
  if (!isRefused || place.kind === 'private' || (await postPrivately(deps, answering))) return;
  if (delivery.kind === 'closed' && place.threadId !== undefined) await pointToPrivate(deps, answering);
}

/** Beside the topic that takes nothing: where the answer can be had. */
export async function pointToPrivate(deps: DeliveredDeps, { question, locale, replyTo }: Answering): Promise<void> {
  const { host, messenger, username, log } = deps;
  const { place, command, raw } = question;
  const t = host.texts(locale);
  const url = linkTo(username, { command, rest: raw.kind === 'line' ? raw.text : '' });
  const parts = renderReply(sentence(t('platforms.telegram.open-private')));
  const keyboard = { inline_keyboard: [[{ text: t('platforms.telegram.open'), url }]] };
  const delivery = await messenger.post({ to: place, parts, keyboard, replyTo }, 'answer');
  if (delivery.kind === 'closed' && place.threadId !== undefined) {
    await messenger.post({ to: { chatId: place.chatId }, parts, keyboard }, 'answer');
  } else if (delivery.kind !== 'ok') log.warn('telegram: an answer was not delivered', { ...delivery });
}

function targetOf({ kind, chatId, threadId }: Place): Target {
  if (kind === 'private') return { kind: 'person', userId: chatId };
  return { kind: 'chat', chatId, ...(threadId !== undefined && { threadId }) };
}

export function sentence(text: string): Reply {
  return { tone: 'neutral', visibility: 'chat', blocks: [sentenceBlock(text)] };
}

export function sentenceBlock(text: string): Block {
  return { kind: 'text', text };
}
