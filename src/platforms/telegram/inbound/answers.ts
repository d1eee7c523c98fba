// From a question to the messages that answer it: asks the core, and puts the reply where the right people see it.

import type { Log } from '../../../core/ports/log.ts';
import type { AdapterHost, Delivery, Invocation, Outcome } from '../../../core/ports/platform.ts';
import type { Reply } from '../../../core/reply/reply.ts';
import type { Messenger, Post } from '../deliver/messages.ts';
import type { Sender } from '../deliver/sender.ts';
import { type About, keyboardOf } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { linkTo } from './command-text.ts';
import type { Members } from './members.ts';
import { whileTyping } from './typing.ts';
import { type Asked, PLATFORM } from './updates.ts';

export interface AnswerDeps {
  readonly host: AdapterHost;
  /** The bot's own name, without "@". */
  readonly username: string;
  readonly sender: Sender;
  readonly messenger: Messenger;
  readonly members: Members;
  readonly log: Log;
}

interface Question extends Asked, Pick<Invocation, 'command' | 'raw' | 'source'> {
  /** The group or topic that is asked about from a private chat. */
  readonly about?: About | undefined;
}

export interface Answers {
  /** undefined when the core failed, which the person is told. */
  ask(question: Question): Promise<Outcome | undefined>;
  /** `replyTo`: the message that asked. */
  show(question: Question, outcome: Outcome, replyTo?: number): Promise<void>;
  /** As `show`, but in the place of a message of the bot where that can be. */
  replace(question: Question, outcome: Outcome, messageId: number): Promise<void>;
}

export function createAnswers(deps: AnswerDeps): Answers {
  const { host, messenger, log } = deps;
  return {
    ask: async (question) => {
      try {
        return await whileTyping(
          () => showTyping(deps, question),
          async () => host.answer(await invocationOf(deps, question)),
        );
      } catch (error) {
        log.error('telegram: no answer from the core', { error });
        const text = host.texts(question.locale ?? '')('platforms.telegram.failed');
        await post(deps, question, sentence(text));
        return undefined;
      }
    },
    show: (question, outcome, replyTo) => show(deps, question, outcome, replyTo),
    replace: async (question, outcome, messageId) => {
      const { reply } = outcome;
      const [part, ...others] = renderReply(reply);
      if (isSecret(question, reply) || part?.kind !== 'text' || others.length > 0) {
        return show(deps, question, outcome);
      }
      const keyboard = keyboardOf(reply.actions ?? [], question);
      const delivery = await messenger.edit(question.place, messageId, part.html, keyboard);
      if (delivery.kind === 'rejected') await show(deps, question, outcome); // deleted, or too old to be changed
    },
  };
}

async function show(deps: AnswerDeps, question: Question, outcome: Outcome, replyTo?: number): Promise<void> {
  const { kind, reply } = outcome;
  if (kind === 'ignored') return;
  if (!isSecret(question, reply)) await post(deps, question, reply, replyTo);
  else if (kind === 'answered') await whisper(deps, question, outcome, replyTo);
  else await post(deps, question, { ...reply, blocks: reply.blocks.slice(0, 1) }, replyTo); // kept short among others
}

function isSecret({ place }: Question, { visibility }: Reply): boolean {
  return place.kind !== 'private' && visibility === 'private';
}

/** What only the asker may see goes to the private chat with them. The group sees that it did, or how to get there. */
async function whisper(deps: AnswerDeps, question: Question, outcome: Outcome, replyTo?: number): Promise<void> {
  const { reply, locale } = outcome;
  const { place, actor, command, raw, isPerson } = question;
  const t = deps.host.texts(locale);
  const keyboard = keyboardOf(reply.actions ?? [], { command, about: place });
  const secret = { to: { chatId: actor.userId }, parts: renderReply(reply), keyboard };
  const isTold = isPerson && (await deps.messenger.post(secret, 'answer')).kind === 'ok';
  if (isTold) return post(deps, question, sentence(t('platforms.telegram.sent-privately')), replyTo);
  const url = linkTo(deps.username, { command, rest: raw.kind === 'line' ? raw.text : '' });
  const parts = renderReply(sentence(t('platforms.telegram.open-private')));
  const open = { inline_keyboard: [[{ text: t('platforms.telegram.open'), url }]] };
  await deliver(deps, { to: place, parts, keyboard: open, replyTo });
}

async function post(deps: AnswerDeps, question: Question, reply: Reply, replyTo?: number): Promise<void> {
  const { place } = question;
  const keyboard = keyboardOf(reply.actions ?? [], question);
  // In a private chat there is nobody else whose words could stand in between.
  const answered = place.kind !== 'private' ? replyTo : undefined;
  await deliver(deps, { to: place, parts: renderReply(reply), keyboard, replyTo: answered });
}

async function deliver({ messenger, log }: AnswerDeps, message: Post): Promise<void> {
  const delivery: Delivery = await messenger.post(message, 'answer');
  if (delivery.kind !== 'ok') log.warn('telegram: an answer was not delivered', { ...delivery });
}

async function invocationOf({ members }: AnswerDeps, question: Question): Promise<Invocation> {
  const { command, raw, actor, actorName, place, about, locale } = question;
  const { kind, chatId, threadId } = about === undefined ? place : ({ kind: 'group', ...about } as const);
  const chat = { platform: PLATFORM, chatId, kind, ...(threadId !== undefined && { threadId }) };
  const known = about === undefined ? question.isAdmin : undefined;
  const isChatAdmin = known ?? (await members.isAdmin(chat.chatId, actor.userId));
  return {
    command,
    raw,
    actor,
    actorName,
    chat,
    isChatAdmin,
    source: question.source,
    ...(locale !== undefined && { locale }),
  };
}

function showTyping({ sender }: AnswerDeps, { place: { chatId, threadId } }: Question): void {
  const topic = threadId === undefined ? {} : { message_thread_id: Number(threadId) };
  void sender.aside((call) => call('sendChatAction', { chat_id: chatId, action: 'typing', ...topic }));
}

function sentence(text: string): Reply {
  return { tone: 'neutral', visibility: 'chat', blocks: [{ kind: 'text', text }] };
}
