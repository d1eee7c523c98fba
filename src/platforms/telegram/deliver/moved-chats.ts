// Groups that became supergroups: they go on under another id, which the API tells in two service messages and in the error
// of whoever still uses the old one.

export interface MovedChats {
  /** The id that a chat has now, as far as it is known. */
  current(chatId: string): string;
  /** Tells whoever wants to know, once. */
  note(from: string, to: string): Promise<void>;
}

export function createMovedChats(tell: (from: string, to: string) => Promise<void>): MovedChats {
  const moved = new Map<string, string>();
  return {
    current: (chatId) => moved.get(chatId) ?? chatId,
    note: async (from, to) => {
      if (moved.get(from) === to) return;
      moved.set(from, to);
      await tell(from, to);
    },
  };
}
