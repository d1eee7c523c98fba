// From an interaction to its answer: commands, buttons and what is being typed. Whatever goes wrong, the person gets a
// sentence and the next one is heard.
import { setTimeout as delay } from 'node:timers/promises';
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  REST,
} from 'discord.js';
import { InteractionResponseType, Routes } from 'discord.js';
import { notice } from '../../../core/answer/error-reply.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { AdapterHost, Outcome } from '../../../core/ports/platform.ts';
import { plainText } from '../../../core/reply/text.ts';
import { describeError, toDelivery } from '../deliver/errors.ts';
import { decodeButton, type Press } from '../render/buttons.ts';
import { renderReply } from '../render/index.ts';
import { invocationOf, isEphemeral, isPrivate, mayReplace, PLATFORM, type Question, valuesOf } from './invocation.ts';
import { createResponder, type Place } from './response.ts';

/** Discord waits three seconds for a first answer; the promise of one needs its time on the way too. */
const DEFER_AFTER_MS = 1_700;
const COMPLETE_WITHIN_MS = 2_000;
const MAX_CHOICES = 25;
const MAX_CHOICE = 100;

export interface AnswerPorts {
  readonly host: AdapterHost;
  readonly rest: REST;
  readonly log: Log;
}

/** Answers one interaction; never rejects. */
export async function answerInteraction(ports: AnswerPorts, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(ports, interaction);
  if (interaction.isChatInputCommand()) return answerCommand(ports, interaction);
  if (interaction.isButton()) return answerButton(ports, interaction);
}

async function answerCommand(ports: AnswerPorts, asked: ChatInputCommandInteraction): Promise<void> {
  const outcome = ask(ports, asked, asked.commandName, valuesOf(asked));
  await show(ports, asked, asked.commandName, outcome, ({ reply }) => ({
    isPrivate: reply.visibility === 'private' && !isPrivate(asked),
    isInPlace: false,
  }));
}

async function answerButton(ports: AnswerPorts, asked: ButtonInteraction): Promise<void> {
  const press = decodeButton(asked.customId, ports.host.commands);
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
  if (await isSlow(answering)) await responder.defer().catch(note);
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

async function isSlow(answering: Promise<Outcome>): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(DEFER_AFTER_MS, true, { signal: timer.signal }).catch(() => true);
  return Promise.race([answering.then(() => false), late]).finally(() => timer.abort());
}

/** Asked at every key press: what comes late is nothing rather than an error. */
async function suggest({ host, rest, log }: AnswerPorts, asked: AutocompleteInteraction): Promise<void> {
  const { name, value } = asked.options.getFocused(true);
  const found = host.complete(asked.commandName, name, value, MAX_CHOICES).catch(() => []);
  const completions = await Promise.race([found, delay(COMPLETE_WITHIN_MS, [], { ref: false })]);
  const choices = completions
    .filter(({ value: { length } }) => length > 0 && length <= MAX_CHOICE)
    .slice(0, MAX_CHOICES)
    .map((each) => ({ name: plainText(each.label, MAX_CHOICE) || each.value, value: each.value }));
  const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
  await rest
    .post(Routes.interactionCallback(asked.id, asked.token), { body, auth: false })
    .catch((error: unknown) => log.info('suggestions came too late', { error: describeError(error) }));
}
