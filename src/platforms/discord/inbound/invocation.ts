// A command or a press, with its arguments → what the core asks for.
import type { ChatInputCommandInteraction, User } from 'discord.js';
import type { Invocation } from '../../../core/ports/platform.ts';
import { knownIn } from './known.ts';
import { askerOf, CALL_STYLE, type Question } from './question.ts';

/** When it was asked, and whether the answer will be heard. */
export interface When {
  /** By our clock. */
  readonly actedAt: number;
  readonly willHear: () => Promise<boolean>;
}

export function invocationOf(
  question: Question,
  command: string,
  values: Readonly<Record<string, string>>,
  { actedAt, willHear }: When,
): Invocation {
  return {
    command,
    raw: { kind: 'named', values },
    actorName: nameOf(question.user),
    ...askerOf(question),
    known: knownIn(question, values),
    ...(question.isButton() ? { source: 'pressed', pressOn: question.message.id } : { source: 'typed' }),
    writtenAt: actedAt,
    willHear,
    callStyle: CALL_STYLE,
    locale: question.locale,
  };
}

/** A user name is the platform's own and of one person alone. */
function nameOf({ globalName, username }: User): string {
  return globalName === null ? `@${username}` : `@${username} (${globalName})`;
}

/** Values by option; Discord sends numbers for whole numbers, and an option's own name in every language. */
export function valuesOf({ options }: ChatInputCommandInteraction): Readonly<Record<string, string>> {
  return Object.fromEntries(options.data.map(({ name, value }) => [name, String(value ?? '')]));
}
