// Whose word a call is: what somebody else wrote, or what was written long ago, changes nothing before it is asked about.

import { isChange } from '../command/effect.ts';
import type { NamedArgs } from '../command/named-args.ts';
import type { Invocation } from '../ports/platform.ts';
import { compactSpan, parseSpan } from '../values/span.ts';
import type { Call } from './error-reply.ts';

/** A change that was written longer ago is asked about. */
export const OLD_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
/** Below this a question counts as just written. */
export const PROMPT_MS = MINUTE_MS;

/** Whether the person said it themselves, and not a link or somebody else. */
export function isOwnWord({ source }: Pick<Invocation, 'source'>): boolean {
  return source === 'typed' || source === 'pressed';
}

export type Verdict =
  | { readonly kind: 'run'; readonly given: NamedArgs }
  /** `final`: what it does cannot be undone. */
  | { readonly kind: 'ask'; readonly why: 'link' | 'foreign' | 'old' | 'final'; readonly given: NamedArgs }
  /** The span that it asked for has passed since. */
  | { readonly kind: 'over' };

/** `ageMs`: since it was written. */
export function verdictOf({ command, given }: Call, { source }: Pick<Invocation, 'source'>, ageMs: number): Verdict {
  if (!isChange(command, given)) return { kind: 'run', given };
  const left = ageMs < PROMPT_MS ? given : leftOf(command.lasts, given, ageMs);
  if (left === undefined) return { kind: 'over' };
  if (source === 'link' || source === 'foreign') return { kind: 'ask', why: source, given: left };
  if (ageMs > OLD_MS) return { kind: 'ask', why: 'old', given: left };
  return command.asksFirst ? { kind: 'ask', why: 'final', given: left } : { kind: 'run', given: left };
}

/** The same with what is left of its span, in whole minutes; undefined when nothing is. */
function leftOf(lasts: string | undefined, given: NamedArgs, ageMs: number): NamedArgs | undefined {
  const text = lasts === undefined ? undefined : given[lasts];
  const span = text === undefined ? undefined : parseSpan(text);
  if (lasts === undefined || span === undefined) return given;
  const left = span - Math.ceil(ageMs / MINUTE_MS) * 60;
  return left > 0 ? { ...given, [lasts]: compactSpan(left) } : undefined;
}

export function ageOf({ writtenAt }: Pick<Invocation, 'writtenAt'>, now: number): number {
  return writtenAt === undefined ? 0 : Math.max(0, now - writtenAt);
}
