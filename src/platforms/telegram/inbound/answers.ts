// From a question to the messages that answer it: asks the core, and puts the reply where the right people see it.

import type { Outcome } from '../../../core/ports/platform.ts';
import type { Reply } from '../../../core/reply/reply.ts';
import { plainText } from '../../../core/reply/text.ts';
import type { Sender } from '../deliver/sender.ts';
import { keyboardOf } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import {
  type Answering,
  type DeliveredDeps,
  pointToPrivate,
  postAnswer,
  postPrivately,
  sentence,
  sentenceBlock,
} from './delivered.ts';
import type { Members } from './members.ts';
import { invocationOf, type Question } from './questions.ts';
import { whileTyping } from './typing.ts';

/** Of the name of a group, which others have chosen. */
const MAX_TITLE = 60;

export interface AnswerDeps extends DeliveredDeps {
  readonly sender: Sender;
  readonly members: Members;
}

export interface Answers {
  /** undefined when the core failed, which the person is told, save in a channel. */
  ask(question: Question): Promise<Outcome | undefined>;
  /** `replyTo`: the message that asked. False when nobody was told anything, for it would have been the readers of a channel. */
  show(question: Question, outcome: Outcome, replyTo?: number): Promise<boolean>;
  /** As `show`, but in the place of a message of the bot where that can be. */
  replace(question: Question, outcome: Outcome, messageId: number): Promise<boolean>;
}

export function createAnswers(deps: AnswerDeps): Answers {
  const { host, messenger, log } = deps;
  const showAnswer = (question: Question, outcome: Outcome, replyTo?: number) =>
    show(deps, { question, reply: outcome.reply, locale: outcome.locale, replyTo }, outcome.kind);
  return {
    ask: async (question) => {
      try {
        const invocation = await invocationOf(deps, question);
        const showIt = () => showTyping(deps, question, host.privacyOf(invocation) === 'private');
        return await whileTyping(showIt, () => host.answer(invocation));
      } catch (error) {
        log.error('telegram: no answer from the core', { error });
        const locale = question.locale ?? '';
        const reply = sentence(host.texts(locale)('platforms.telegram.failed'));
        if (question.place.kind !== 'channel') await postAnswer(deps, { question, reply, locale });
        return undefined;
      }
    },
    show: showAnswer,
    replace: async (question, outcome, messageId) => {
      const { reply } = outcome;
      const [part, ...others] = renderReply(reply);
      if (isSecret(question, reply) || part?.kind !== 'text' || others.length > 0) return showAnswer(question, outcome);
      const keyboard = keyboardOf(reply.actions ?? [], question);
      const { kind } = await messenger.edit(question.place, messageId, part.html, keyboard);
      // Deleted, too old to be changed, or in a place that takes nothing any more.
      return kind === 'ok' || kind === 'unknown' || showAnswer(question, outcome);
    },
  };
}

async function show(deps: AnswerDeps, answering: Answering, kind: Outcome['kind']): Promise<boolean> {
  const { question, reply } = answering;
  if (kind === 'ignored') return true;
  if (!isSecret(question, reply)) await postAnswer(deps, answering);
  else if (kind === 'answered' || kind === 'asked' || (await isPrivate(deps, question))) {
    return whisper(deps, answering, kind);
  }
  // A mistake in what all may read is kept short among others.
  else await postAnswer(deps, shortened(answering));
  return true;
}

function shortened(answering: Answering): Answering {
  return { ...answering, reply: { ...answering.reply, blocks: answering.reply.blocks.slice(0, 1) } };
}

function isSecret({ place }: Question, { visibility }: Reply): boolean {
  return place.kind !== 'private' && visibility === 'private';
}

/** What is asked for is for the asker alone, whatever becomes of it. */
async function isPrivate(deps: AnswerDeps, question: Question): Promise<boolean> {
  return deps.host.privacyOf(await invocationOf(deps, question)) === 'private';
}

/** What only the asker may see goes to the private chat with them. The group sees that it did, or how to get there; in a channel
 *  all its readers would. */
async function whisper(deps: AnswerDeps, answering: Answering, kind: Outcome['kind']): Promise<boolean> {
  const { question, reply, locale } = answering;
  const isChannel = question.place.kind === 'channel';
  const t = deps.host.texts(locale);
  const isQuestion = kind === 'asked';
  const title = plainText(question.place.title, MAX_TITLE);
  const about = isQuestion ? [sentenceBlock(t('platforms.telegram.about', { title }))] : [];
  if (await postPrivately(deps, { ...answering, reply: { ...reply, blocks: [...about, ...reply.blocks] } })) {
    if (!isChannel) await postAnswer(deps, { ...answering, reply: sentence(t('platforms.telegram.sent-privately')) });
    return true;
  }
  if (isChannel && question.isPerson) return false;
  // A mistake that offers a way on: that the private chat is closed is one.
  const hasWayOn = kind === 'mistake' && (answering.reply.actions ?? []).length > 0;
  if (hasWayOn) await postAnswer(deps, shortened(answering));
  else if (!isQuestion) await pointToPrivate(deps, answering);
  else await postAnswer(deps, { ...answering, reply: openQuestion(answering, t('platforms.telegram.not-anonymous')) });
  return true;
}

/** What is asked first may be read by all, and is answered by the one who is asked alone. Of one who writes as the chat nobody
 *  could know the press. */
function openQuestion({ question, reply }: Answering, notAnonymous: string): Reply {
  const { actions: _, ...others } = reply;
  return question.isPerson ? reply : { ...others, blocks: [...reply.blocks, sentenceBlock(notAnonymous)] };
}

/** Not where others would see that something private is on its way. */
function showTyping({ sender }: AnswerDeps, { place, actor, isPerson }: Question, isPrivate: boolean): void {
  const { chatId, threadId, kind } = place;
  const isElsewhere = kind !== 'private' && (isPrivate || kind === 'channel');
  if (isElsewhere && !isPerson) return;
  const topic = threadId === undefined || isElsewhere ? {} : { message_thread_id: Number(threadId) };
  const to = isElsewhere ? actor.userId : chatId;
  void sender.aside((call) => call('sendChatAction', { chat_id: to, action: 'typing', ...topic }));
}
