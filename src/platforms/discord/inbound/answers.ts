// From a command or a button to its answer. Whatever goes wrong, the person gets a sentence and the next one is heard.

import type { ButtonInteraction, ChatInputCommandInteraction, REST } from 'discord.js';
import { notice } from '../../../core/answer/error-reply.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { AdapterHost, Outcome } from '../../../core/ports/platform.ts';
import type { Reply } from '../../../core/reply/reply.ts';
import { within } from '../../../core/values/deadline.ts';
import type { PlatformClock } from '../../platform-clock.ts';
import { describeError, isOver, toDelivery } from '../deliver/errors.ts';
import type { SendFiles } from '../deliver/files.ts';
import { decodePress, type Press } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { deadlineOf } from './deadline.ts';
import { invocationOf, valuesOf, type When } from './invocation.ts';
import { askerOf, isEphemeral, isGuest, isPrivate, isReader, mayReplace, PLATFORM, type Question } from './question.ts';
import { createResponder, type Place, type Responder } from './response.ts';

/** Follow-ups where the bot is no member: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const GUEST_MESSAGES = 5;

export interface AnswerPorts {
  readonly host: AdapterHost;
  readonly rest: REST;
  readonly clock: PlatformClock;
  readonly sendFiles: SendFiles;
  readonly log: Log;
}

/** What is asked, and who sees the answer. */
interface Call {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  readonly press?: Press;
}

/** Never rejects. */
export async function answerCommand(ports: AnswerPorts, asked: ChatInputCommandInteraction): Promise<void> {
  await answer(ports, asked, { command: asked.commandName, values: valuesOf(asked) });
}

/** Never rejects. */
export async function answerButton(ports: AnswerPorts, asked: ButtonInteraction): Promise<void> {
  const press = decodePress(asked.customId, ports.host.commands);
  await answer(ports, asked, press && { command: press.command, values: press.values, press });
}

/** `call`: undefined when no button of this version says it. What Discord would not hear of any more is not asked. */
async function answer(ports: AnswerPorts, asked: Question, call: Call | undefined): Promise<void> {
  const { actedAt, promiseInMs, isShortForFiles } = deadlineOf(asked, ports.clock);
  const isForAsker = !isPrivate(asked) && (isReader(asked) || mayBePrivate(ports, asked, call));
  const note = (error: unknown) => {
    ports.log.warn('an answer was not taken', { command: call?.command, error: describeError(error) });
  };
  const responder = createResponder(ports.rest, asked, {
    isButton: asked.isButton(),
    isPromisePrivate: isForAsker,
    note,
  });
  if (promiseInMs === 0 && (await responder.promise()) === 'refused') return;
  const willHear = async () => (await responder.promise()) === 'taken';
  const answering = call ? ask(ports, asked, call, { actedAt, willHear }) : Promise.resolve(stale(ports, asked));
  await within(promiseInMs, answering, () => responder.promise());
  const outcome = await answering;
  if (hasFiles(outcome.reply) && isShortForFiles()) await responder.promise();
  await show(ports, { asked, call, responder, isForAsker, note }, outcome);
}

function hasFiles({ blocks }: Reply): boolean {
  return blocks.some(({ kind }) => kind === 'image' || kind === 'file');
}

async function ask(
  { host, log }: AnswerPorts,
  asked: Question,
  { command, values }: Call,
  when: When,
): Promise<Outcome> {
  try {
    return await host.answer(invocationOf(asked, command, values, when));
  } catch (error) {
    log.error('the core failed to answer', { command, error: describeError(error) });
    return failed(host, asked.locale);
  }
}

interface Conversation {
  readonly asked: Question;
  readonly call: Call | undefined;
  readonly responder: Responder;
  readonly isForAsker: boolean;
  note(error: unknown): void;
}

async function show(ports: AnswerPorts, conversation: Conversation, outcome: Outcome): Promise<void> {
  const { asked, responder, note } = conversation;
  const { host } = ports;
  if (await responder.isOver()) return;
  if (outcome.kind === 'ignored' && asked.isButton() && (await responder.promise()) !== 'unsure') return;
  const mine = { isPrivate: !isPrivate(asked), isInPlace: false };
  const say = createSay(ports, conversation);
  try {
    await say(outcome.reply, placeOf(conversation, outcome));
    if (outcome.welcome) await say(outcome.welcome, mine);
    host.report(PLATFORM, { kind: 'sent', delivery: 'ok' });
  } catch (error) {
    note(error);
    host.report(PLATFORM, { kind: 'sent', delivery: toDelivery(error).kind });
    // Where nobody knows what became of it, the person is told so rather than left.
    if (!isOver(error)) await say(failed(host, asked.locale).reply, mine).catch(note);
  }
}

/** Shows replies one after the other, as many messages as there may be. */
function createSay({ host, sendFiles }: AnswerPorts, { asked, call, responder }: Conversation) {
  const context = { commands: host.commands, ...(call && { command: call.command }) };
  let left = isGuest(asked) ? GUEST_MESSAGES : Number.POSITIVE_INFINITY;
  return async (reply: Reply, place: Place): Promise<void> => {
    const all = renderReply(reply, context);
    const more = () => renderReply(notice('warning', [host.texts(asked.locale)('platforms.discord.more')]), context);
    const messages = all.length <= left ? all : [...all.slice(0, left - 1), ...more()].slice(0, left);
    left -= messages.length;
    for (const message of messages) {
      await sendFiles(asked.channelId ?? '', message, (sent) => responder.show(sent, place));
    }
  };
}

/** Pages turn in place for the one who asked; anybody else in a server gets an answer of their own. */
function placeOf({ asked, call, isForAsker }: Conversation, { kind, reply }: Outcome): Place {
  const wantsPrivacy = !isPrivate(asked) && (isForAsker || reply.visibility === 'private' || kind !== 'answered');
  if (!asked.isButton()) return { isPrivate: wantsPrivacy, isInPlace: false };
  const mayTurn = call?.press?.isInPlace === true && mayReplace(asked) && kind === 'answered';
  return {
    isPrivate: wantsPrivacy || isEphemeral(asked) || !mayReplace(asked),
    isInPlace: mayTurn && (!wantsPrivacy || isEphemeral(asked)),
  };
}

/** Known before the answer, for a promise of one shows it to everybody or to one for good. */
function mayBePrivate({ host }: AnswerPorts, asked: Question, call: Call | undefined): boolean {
  if (!call) return true;
  const raw = { kind: 'named', values: call.values } as const;
  return host.privacyOf({ command: call.command, raw, ...askerOf(asked) }) !== 'chat';
}

function failed(host: AdapterHost, locale: string): Outcome {
  return { kind: 'failed', reply: notice('bad', [host.texts(locale)('platforms.discord.failed')]), locale };
}

function stale({ host }: AnswerPorts, { locale }: Question): Outcome {
  return { kind: 'mistake', reply: notice('warning', [host.texts(locale)('platforms.discord.stale-button')]), locale };
}
