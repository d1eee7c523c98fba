// The question before a change that was not this person's word, or cannot be undone: what would happen, and a button for it.

import { actionLine } from '../command/action-line.ts';
import { writeCall } from '../command/call-words.ts';
import type { Asked, Command } from '../command/command.ts';
import type { Reply } from '../reply/reply.ts';
import type { Confirmations } from './confirmations.ts';
import type { Call } from './error-reply.ts';
import type { Verdict } from './word.ts';

/** Of questions, and of what is not answered. */
export const ASKING_TEXTS: readonly string[] = [
  ...(['link', 'foreign', 'old', 'final'] as const satisfies readonly Ask['why'][]).map((why) => `asking.why.${why}`),
  ...['title', 'button', 'over', 'gone', 'repeated', 'late', 'in-channel'].map((key) => `asking.${key}`),
];

type Ask = Extract<Verdict, { kind: 'ask' }>;

/** `confirm`: the command that does what was asked about. `own`: what the command itself says of it. */
export function questionReply(
  { t, actor, chat, callStyle, commands }: Asked,
  { command, given }: Call,
  why: Ask['why'],
  own: Pick<Reply, 'title' | 'blocks'> | undefined,
  { confirmations, confirm }: { readonly confirmations: Confirmations; readonly confirm: Command | undefined },
): Reply {
  const call = writeCall(callStyle, actionLine({ command: command.name, args: given }), commands);
  const does = [t(`commands.${command.name}.description`), ': ', { kind: 'code', text: call } as const];
  const id = confirmations.ask({ actor, chat }, { command: command.name, given });
  return {
    title: own?.title ?? t('asking.title'),
    tone: 'warning',
    visibility: 'private',
    blocks: [
      { kind: 'text', text: t(`asking.why.${why}`) },
      ...(own?.blocks ?? [{ kind: 'text', text: does } as const]),
    ],
    actions: [{ label: t('asking.button', { call }), command: confirm?.name ?? '', args: { id } }],
    data: { asked: true, command: command.name, args: given },
  };
}
