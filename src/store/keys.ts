// Who and where: as columns of the tables, and as one text.
import type { ChatKey, PersonKey } from '../core/ports/ids.ts';

export function personColumns({ platform, userId }: PersonKey) {
  return { platform, user_id: userId };
}

export function chatColumns({ platform, chatId }: ChatKey) {
  return { platform, chat_id: chatId };
}

/** Ids are the platforms' own and may hold anything. */
export function personText({ platform, userId }: PersonKey): string {
  return JSON.stringify([platform, userId]);
}
