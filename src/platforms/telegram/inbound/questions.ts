// A question as it came from Telegram → an invocation of the core.
import type { Invocation } from '../../../core/ports/platform.ts';
import type { About } from '../render/buttons.ts';
import { chatUrl } from '../render/links.ts';
import type { Members } from './members.ts';
import { type Asked, CALL_STYLE, PLATFORM } from './updates.ts';

export interface Question extends Asked, Pick<Invocation, 'command' | 'raw' | 'source' | 'writtenAt' | 'pressOn'> {
  /** The group or topic that is asked about from a private chat. */
  readonly about?: About | undefined;
}

export interface AskDeps {
  readonly members: Pick<Members, 'isAdmin'>;
  /** The bot's own name, without "@". */
  readonly username: string;
}

/** What is asked about from a private chat is answered there, so a channel is as good as a group. */
export async function invocationOf({ members, username }: AskDeps, question: Question): Promise<Invocation> {
  const { command, raw, source, actor, actorName, place, about, locale, writtenAt, pressOn } = question;
  const { kind, chatId, threadId } = about === undefined ? place : ({ kind: 'group', ...about } as const);
  const known = about === undefined ? question.isAdmin : undefined;
  return {
    command,
    raw,
    actor,
    actorName,
    chat: { platform: PLATFORM, chatId, kind, ...(threadId !== undefined && { threadId }) },
    isChatAdmin: known ?? (await members.isAdmin(chatId, actor.userId)),
    source,
    callStyle: CALL_STYLE,
    privateUrl: chatUrl(username),
    ...(!question.isPerson && { isAnonymous: true }),
    ...(locale !== undefined && { locale }),
    ...(writtenAt !== undefined && { writtenAt }),
    ...(pressOn !== undefined && { pressOn }),
  };
}

/** Where the answer goes when it is for the asker alone: with the chat of the question in its buttons. */
export function privately({ actor, place, about }: Question): { readonly chatId: string; readonly about: About } {
  const { chatId, threadId } = about ?? place;
  return { chatId: actor.userId, about: { chatId, ...(threadId !== undefined && { threadId }) } };
}
