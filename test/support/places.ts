// Every kind of place with every kind of person in it, as adapters tell the core of them.
import type { Asker } from './host.ts';

const GUEST_URL = 'https://chat.example/invite';

/** By what the page on security calls them. */
export const PLACES = {
  'private chat': { kind: 'private', chatId: 'dm' },
  'group, member': { kind: 'group', chatId: '-1' },
  'group, administrator': { kind: 'group', chatId: '-1', isChatAdmin: true },
  'channel, reader': { kind: 'channel', chatId: '-2' },
  'channel, administrator': { kind: 'channel', chatId: '-2', isChatAdmin: true },
  conversation: { kind: 'group-dm', chatId: '-3', canPost: false },
  'only you have it': { kind: 'group', chatId: '-4', isChatAdmin: true, canPost: false, inviteUrl: GUEST_URL },
} as const satisfies Readonly<Record<string, Asker>>;

export type PlaceName = keyof typeof PLACES;

export const PLACE_NAMES = Object.keys(PLACES) as readonly PlaceName[]; // its own keys
