// Who may set what holds for a place.
import type { Chat } from './command.ts';

/** Its administrators; everybody where there are none: in a private chat, and where some people talk among themselves. */
export function runsPlace({ chat, isChatAdmin }: { readonly chat: Chat; readonly isChatAdmin: boolean }): boolean {
  return isChatAdmin || chat.kind === 'private' || chat.kind === 'group-dm';
}
