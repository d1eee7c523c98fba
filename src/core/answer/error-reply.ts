// Turns whatever went wrong into an answer: a mistake says how to mend it, trouble says what it is, a defect gives an id.

import type { Asked, Command } from '../command/command.ts';
import type { NamedArgs } from '../command/named-args.ts';
import { usageLine } from '../command/usage.ts';
import type { Log } from '../ports/log.ts';
import { ChainUnavailable } from '../ports/outage.ts';
import type { Outcome } from '../ports/platform.ts';
import type { Action, Reply, RichText } from '../reply/reply.ts';
import { type Offer, UserError } from './errors.ts';
import type { Translate } from './i18n.ts';

/** What was called, as far as it was understood. */
export interface Call {
  readonly command: Command;
  readonly given: NamedArgs;
}

type Asker = Pick<Asked, 't' | 'callStyle'>;
type Explained = Pick<Outcome, 'kind' | 'reply'>;

/** Never throws as long as the sentence for defects exists. */
export function explainError(error: unknown, asked: Asker, call: Call | undefined, log: Log): Explained {
  const { t } = asked;
  try {
    if (error instanceof UserError) return explainMistake(error, asked, call);
    if (error instanceof ChainUnavailable) return explainTrouble(error, t, log);
    return explainDefect(error, t, call, log);
  } catch (missingText) {
    return explainDefect(missingText, t, call, log);
  }
}

function explainMistake(
  { key, values, offer, wayOn }: UserError,
  { t, callStyle }: Asker,
  call: Call | undefined,
): Explained {
  const { url, actions = [] } = wayOn;
  const sentence: RichText =
    url === undefined ? t(key, values) : [t(key, values), ' ', { kind: 'link', text: url, url }];
  if (call === undefined) return { kind: 'mistake', reply: notice('warning', [sentence]) };
  const usage = t('errors.usage', { usage: usageLine(call.command, callStyle) });
  return { kind: 'mistake', reply: notice('warning', [sentence, usage], [...offered(offer, call), ...actions]) };
}

function offered(offer: Offer | undefined, { command, given }: Call): readonly Action[] {
  return (offer?.choices ?? []).map(({ value, label }) => {
    return { label, command: command.name, args: { ...given, [offer?.option ?? '']: value } };
  });
}

function explainTrouble({ trouble, message }: ChainUnavailable, t: Translate, log: Log): Explained {
  log.warn('no answer from the chain', { trouble, detail: message });
  return { kind: 'unavailable', reply: notice('bad', [t(`errors.chain.${trouble}`)]) };
}

/** The message of a defect may hold anything, so it goes to the log; the id connects the two. */
function explainDefect(error: unknown, t: Translate, call: Call | undefined, log: Log): Explained {
  const id = crypto.randomUUID().slice(0, 8);
  log.error('command failed', { id, command: call?.command.name, error });
  return { kind: 'failed', reply: notice('bad', [t('errors.unexpected', { id })]) };
}

/** A short reply for the asker's eyes only. */
export function notice(tone: Reply['tone'], lines: readonly RichText[], actions: readonly Action[] = []): Reply {
  const blocks = lines.map((text) => ({ kind: 'text', text }) as const);
  return { tone, visibility: 'private', blocks, ...(actions.length > 0 && { actions }) };
}
