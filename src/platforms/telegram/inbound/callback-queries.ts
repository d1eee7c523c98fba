// A pressed button: its little clock stops at once or, where the answer is a short "no" or to be had elsewhere, with that.
import { isChange } from '../../../core/command/effect.ts';
import type { AdapterHost, Outcome } from '../../../core/ports/platform.ts';
import type { PlatformClock } from '../../platform-clock.ts';
import { briefText } from '../render/brief.ts';
import { decodePress, type Press } from '../render/buttons.ts';
import { isAboutHere, linkOf, linkTo } from '../render/links.ts';
import { type Acknowledgement, acknowledge, MAX_POPUP } from './acknowledgements.ts';
import type { AnswerDeps, Answers } from './answers.ts';
import type { Question } from './questions.ts';
import type { Incoming } from './updates.ts';

/** How long the answer may take to become a popup; in a channel it can become nothing else for most. */
const POPUP_WITHIN_MS = 1_000;
const CHANNEL_POPUP_WITHIN_MS = 10_000;
/** A press on a message that is younger is not old itself. */
const YOUNG_MS = 9 * 60_000;
/** The age of a press of which Telegram only says that it is old. */
const OLD_MS = 11 * 60_000;

type Pressed = Extract<Incoming, { kind: 'press' }>;

export interface PressDeps extends Pick<AnswerDeps, 'host' | 'sender' | 'members' | 'askers' | 'username'> {
  readonly answers: Answers;
  readonly clock: Pick<PlatformClock, 'oursAt'>;
}

/** What is left to do in the chat's turn; undefined when the press is answered already. */
export function acceptPress(deps: PressDeps, pressed: Pressed): (() => Promise<void>) | undefined {
  const press = decodePress(pressed.data);
  if (!press || !deps.host.commands.some(({ name }) => name === press.command)) {
    return refusePress(deps, pressed.queryId, pressed.locale);
  }
  const ack = acknowledge(deps.sender, pressed.queryId);
  const isChannel = pressed.place.kind === 'channel';
  const timer = setTimeout(ack.end, isChannel ? CHANNEL_POPUP_WITHIN_MS : POPUP_WITHIN_MS);
  return () =>
    answerPress(deps, pressed, press, ack).finally(() => {
      clearTimeout(timer);
      ack.end();
    });
}

/** A button of another time, or no button of ours. */
export function refusePress({ host, sender }: PressDeps, queryId: string, locale: string | undefined): undefined {
  acknowledge(sender, queryId).popUp(staleText(host, locale));
}

async function answerPress(deps: PressDeps, pressed: Pressed, press: Press, ack: Acknowledgement): Promise<void> {
  const { host, members, answers, askers } = deps;
  const { place, actor, locale, messageId } = pressed;
  const isChannel = place.kind === 'channel';
  const about = place.kind === 'private' ? press.about : undefined;
  // The group in a button's data is as little to be believed as the rest of it.
  if (about !== undefined && !(await members.isMember(about.chatId, actor.userId))) {
    ack.popUp(staleText(host, locale));
    return;
  }
  const question = { ...(await questionOf(deps, pressed, press, ack)), about };
  const outcome = await answers.ask(question);
  if (!outcome && isChannel) ack.popUp(host.texts(locale ?? '')('platforms.telegram.failed'));
  if (!outcome || answerBriefly(deps, pressed, press, outcome, ack)) return;
  if (!isChannel) ack.end();
  const isReplacing = press.inPlace && pressed.hasText && outcome.kind === 'answered' && askers.isOwn(pressed);
  const show = isReplacing ? answers.replace(question, outcome, messageId) : answers.show(question, outcome);
  if (!(await show))
    ack.open(privateLink(deps, pressed, press) ?? linkTo(deps.username, { command: 'start', rest: '' }));
}

/** Whether that is all of the answer: a short "no" that offers no way on, and whatever readers of a channel should not read. */
function answerBriefly(
  deps: PressDeps,
  pressed: Pressed,
  press: Press,
  { kind, reply }: Outcome,
  ack: Acknowledgement,
): boolean {
  const text = briefText(reply);
  if (kind === 'answered' || kind === 'asked' || kind === 'ignored') return false;
  const url = kind === 'elsewhere' ? privateLink(deps, pressed, press) : undefined;
  if (url !== undefined) ack.open(url);
  if (url !== undefined || pressed.place.kind === 'channel') {
    ack.popUp(text);
    return true;
  }
  return (reply.actions ?? []).length === 0 && text.length <= MAX_POPUP && ack.popUp(text);
}

/** Opens the same answer in the private chat. */
function privateLink({ host, username }: PressDeps, { place }: Pressed, press: Press): string | undefined {
  const { options = {} } = host.commands.find(({ name }) => name === press.command) ?? {};
  return linkOf(username, press, options, isAboutHere(press.args) ? { chatId: place.chatId } : undefined);
}

/** Telegram does not say when a button was pressed, only that it is too late to answer: a change is not made then. */
async function questionOf(
  { host: { commands }, clock }: PressDeps,
  pressed: Pressed,
  { command, args }: Press,
  ack: Acknowledgement,
): Promise<Question> {
  const { place, messageId, shownAt = 0 } = pressed;
  const called = commands.find(({ name }) => name === command);
  const mayBeOld = Date.now() - clock.oursAt(shownAt) > YOUNG_MS && called !== undefined && isChange(called, args);
  const isOld = mayBeOld && (await ack.endsTooLate());
  return {
    ...pressed,
    command,
    raw: { kind: 'named', values: args },
    source: 'pressed',
    pressOn: `${place.chatId} ${messageId}`,
    ...(isOld && { writtenAt: Date.now() - OLD_MS }),
  };
}

function staleText(host: AdapterHost, locale: string | undefined): string {
  return host.texts(locale ?? '')('platforms.telegram.stale-button');
}
