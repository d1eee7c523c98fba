// Groups that became supergroups: they go on under another id, which the API tells in two service messages and in the error
// of whoever still uses the old one.
import type { AdapterHost } from '../../../core/ports/platform.ts';
import { PLATFORM } from '../inbound/updates.ts';

export interface Moves {
  /** The id that a chat has now, as far as it is known. */
  current(chatId: string): string;
  /** Tells the core, once. */
  note(from: string, to: string): Promise<void>;
}

export function createMoves(host: Pick<AdapterHost, 'chatMoved'>): Moves {
  const moved = new Map<string, string>();
  return {
    current: (chatId) => moved.get(chatId) ?? chatId,
    note: async (from, to) => {
      if (moved.get(from) === to) return;
      moved.set(from, to);
      await host.chatMoved(PLATFORM, from, to);
    },
  };
}
