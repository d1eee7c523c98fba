// What chats are set to, whoever is in them.
import type { ChatKey } from './ids.ts';

export interface ChatSettings {
  /** The language of what the bot posts in this chat by itself. */
  readonly locale?: string;
}

/** What it throws and its units: see `Store`. */
export interface ChatStore {
  settings(chat: ChatKey): Promise<ChatSettings>;
  /** Replaces the chat's settings. */
  saveSettings(chat: ChatKey, settings: ChatSettings): Promise<void>;
  /** Everything kept for `from` belongs to `to` from now on; what `to` had set itself stays. */
  move(from: ChatKey, to: ChatKey): Promise<void>;
}
