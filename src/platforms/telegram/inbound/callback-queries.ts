// A pressed button: its little clock stops at once or, where the answer is a short "no", with that answer as an alert.
import type { AdapterHost, Outcome } from '../../../core/ports/platform.ts';
import type { Sender } from '../deliver/sender.ts';
import { briefText } from '../render/brief.ts';
import { decodePress, type Press } from '../render/buttons.ts';
import type { AnswerDeps, Answers } from './answers.ts';
import type { Incoming } from './updates.ts';

/** How long the answer may take to become an alert. */
const ALERT_WITHIN_MS = 1_000;
/** https://core.telegram.org/bots/api#answercallbackquery */
const MAX_ALERT = 200;

type Pressed = Extract<Incoming, { kind: 'press' }>;

export interface PressDeps extends Pick<AnswerDeps, 'host' | 'sender' | 'members'> {
  readonly answers: Answers;
}

type Acknowledge = (alert?: string) => boolean;

/** What is left to do in the chat's turn; undefined when the press is answered already. */
export function acceptPress(deps: PressDeps, pressed: Pressed): (() => Promise<void>) | undefined {
  const press = decodePress(pressed.data);
  if (!press || !deps.host.commands.some(({ name }) => name === press.command)) {
    return refusePress(deps, pressed.queryId, pressed.locale);
  }
  const acknowledge = acknowledgeOnce(deps.sender, pressed.queryId);
  const timer = setTimeout(acknowledge, ALERT_WITHIN_MS);
  return () =>
    answerPress(deps, pressed, press, acknowledge).finally(() => {
      clearTimeout(timer);
      acknowledge();
    });
}

/** A button of another time, or no button of ours. */
export function refusePress({ host, sender }: PressDeps, queryId: string, locale: string | undefined): undefined {
  acknowledgeOnce(sender, queryId)(staleText(host, locale));
}

async function answerPress(
  { host, members, answers }: PressDeps,
  pressed: Pressed,
  press: Press,
  acknowledge: Acknowledge,
): Promise<void> {
  const { place, actor, locale } = pressed;
  const about = place.kind === 'private' ? press.about : undefined;
  // The group in a button's data is as little to be believed as the rest of it.
  if (about !== undefined && !(await members.isMember(about.chatId, actor.userId))) {
    acknowledge(staleText(host, locale));
    return;
  }
  const question = {
    ...pressed,
    command: press.command,
    raw: { kind: 'named', values: press.args } as const,
    source: 'pressed',
    about,
  } as const;
  const outcome = await answers.ask(question);
  if (!outcome || (isAlert(outcome) && acknowledge(briefText(outcome.reply)))) return;
  acknowledge();
  const isReplacing = press.inPlace && pressed.hasText && outcome.kind === 'answered';
  await (isReplacing ? answers.replace(question, outcome, pressed.messageId) : answers.show(question, outcome));
}

function staleText(host: AdapterHost, locale: string | undefined): string {
  return host.texts(locale ?? '')('platforms.telegram.stale-button');
}

/** A short refusal that offers no way on. */
function isAlert({ kind, reply }: Outcome): boolean {
  const isRefusal = kind !== 'answered' && kind !== 'ignored';
  return isRefusal && (reply.actions ?? []).length === 0 && briefText(reply).length <= MAX_ALERT;
}

/** False when it was answered before: Telegram takes one answer to a press. */
function acknowledgeOnce(sender: Sender, queryId: string): Acknowledge {
  let isAnswered = false;
  return (alert) => {
    if (isAnswered) return false;
    isAnswered = true;
    const words = alert === undefined ? {} : { text: alert, show_alert: true };
    void sender.aside((call) => call('answerCallbackQuery', { callback_query_id: queryId, ...words }));
    return true;
  };
}
