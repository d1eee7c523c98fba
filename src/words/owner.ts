// Whose list of alerts a command is about, and who may change it: in a private chat it is the person's, anywhere else the
// chat's.

import { UserError } from '../core/answer/errors.ts';
import type { Asked } from '../core/command/command.ts';
import type { Owner } from '../core/ports/ids.ts';

type Asker = Pick<Asked, 'actor' | 'chat' | 'isChatAdmin'>;

export function ownerOf({ actor, chat }: Pick<Asker, 'actor' | 'chat'>): Owner {
  if (chat.kind === 'private') return { kind: 'person', person: actor };
  const { platform, chatId, threadId } = chat;
  return { kind: 'chat', chat: { platform, chatId, ...(threadId !== undefined && { threadId }) } };
}

/** The owner, for one who may change the list; throws UserError for anyone else. */
export function ownerToChange(asker: Asker): Owner {
  if (asker.chat.kind !== 'private' && !asker.isChatAdmin) throw new UserError('watching.admins-only');
  return ownerOf(asker);
}

/** Throws UserError where the bot cannot post by itself, so that nobody waits for an alert that cannot come. */
export function requirePosting({ chat }: Pick<Asker, 'chat'>): void {
  if (chat.canPost === false) throw new UserError('watching.cannot-post');
}

/** What is said of a person is for them alone; what is said of a chat's list is for the chat. */
export function visibilityOf({ chat }: Pick<Asker, 'chat'>): 'chat' | 'private' {
  return chat.kind === 'private' ? 'private' : 'chat';
}
