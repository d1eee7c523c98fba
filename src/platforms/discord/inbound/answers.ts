// From a command or a button to its answer. Whatever goes wrong, the person gets a sentence and the next one is heard.
import type { ButtonInteraction, ChatInputCommandInteraction, REST } from 'discord.js';
import { notice } from '../../../core/answer/error-reply.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { AdapterHost, Outcome } from '../../../core/ports/platform.ts';
import { within } from '../../../core/values/deadline.ts';
import { describeError, toDelivery } from '../deliver/errors.ts';
import { decodePress, type Press } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { invocationOf, isEphemeral, isPrivate, mayReplace, PLATFORM, type Question, valuesOf } from './invocation.ts';
import { createResponder, type Place } from './response.ts';

/** Discord waits three seconds for a first answer; the promise of one needs its time on the way too.
 *  https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback */
const DEFER_AFTER_MS = 1_700;

export interface AnswerPorts {
  readonly host: AdapterHost;
  readonly rest: REST;
  readonly log: Log;
}

/** Never rejects. */
export async function answerCommand(ports: AnswerPorts, asked: ChatInputCommandInteraction): Promise<void> {
  const outcome = ask(ports, asked, asked.commandName, valuesOf(asked));
  await show(ports, asked, asked.commandName, outcome, ({ reply }) => ({
    isPrivate: reply.visibility === 'private' && !isPrivate(asked),
    isInPlace: false,
  }));
}

/** Never rejects. */
export async function answerButton(ports: AnswerPorts, asked: ButtonInteraction): Promise<void> {
  const press = decodePress(asked.customId, ports.host.commands);
  const outcome = press ? ask(ports, asked, press.command, press.values) : Promise.resolve(stale(ports, asked));
  await show(ports, asked, press?.command, outcome, (known) => placeOf(asked, press, known));
}

/** Pages turn in place for the one who asked; anybody else in a server gets an answer of their own. */
function placeOf(asked: ButtonInteraction, press: Press | undefined, { kind, reply }: Outcome): Place {
  const wantsPrivacy = reply.visibility === 'private' && !isPrivate(asked);
  const mayTurn = press?.isInPlace === true && mayReplace(asked) && kind === 'answered';
  return {
    isPrivate: wantsPrivacy || isEphemeral(asked) || !mayReplace(asked),
    isInPlace: mayTurn && (!wantsPrivacy || isEphemeral(asked)),
  };
}

async function ask(
  { host, log }: AnswerPorts,
  asked: Question,
  command: string,
  values: Readonly<Record<string, string>>,
): Promise<Outcome> {
  try {
    return await host.answer(invocationOf(asked, command, values));
  } catch (error) {
    log.error('the core failed to answer', { command, error: describeError(error) });
    return failed(host, asked.locale);
  }
}

async function show(
  { host, rest, log }: AnswerPorts,
  asked: Question,
  command: string | undefined,
  answering: Promise<Outcome>,
  place: (outcome: Outcome) => Place,
): Promise<void> {
  const responder = createResponder(rest, asked, asked.isButton());
  const context = { commands: host.commands, ...(command !== undefined && { command }) };
  const mine = { isPrivate: !isPrivate(asked), isInPlace: false };
  const note = (error: unknown) => log.warn('an answer was not taken', { command, error: describeError(error) });
  const isSlow = await within(
    DEFER_AFTER_MS,
    answering.then(() => false),
    () => true,
  );
  if (isSlow) await responder.defer().catch(note);
  const outcome = await answering;
  try {
    await responder.show(renderReply(outcome.reply, context), place(outcome));
    if (outcome.welcome) await responder.show(renderReply(outcome.welcome, { commands: host.commands }), mine);
    host.report(PLATFORM, { kind: 'sent', delivery: 'ok' });
  } catch (error) {
    note(error);
    host.report(PLATFORM, { kind: 'sent', delivery: toDelivery(error).kind });
    const { reply } = failed(host, asked.locale);
    await responder.show(renderReply(reply, context), mine).catch(() => undefined);
  }
}

function failed(host: AdapterHost, locale: string): Outcome {
  return { kind: 'failed', reply: notice('bad', [host.texts(locale)('platforms.discord.failed')]), locale };
}

function stale({ host }: AnswerPorts, { locale }: Question): Outcome {
  return { kind: 'mistake', reply: notice('warning', [host.texts(locale)('platforms.discord.stale-button')]), locale };
}
