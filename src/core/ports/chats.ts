// What chats are set to, whoever is in them.
import type { ChatKey, Target } from './ids.ts';

export interface ChatSettings {
  /** The language of what the bot posts in this chat by itself. */
  readonly locale?: string;
}

/** What it throws and its units: see `Store`. */
export interface ChatStore {
  settings(chat: ChatKey): Promise<ChatSettings>;
  /** Replaces the chat's settings. */
  saveSettings(chat: ChatKey, settings: ChatSettings): Promise<void>;
  /** Nothing is sent to these places from now on, and what waits and what they watch is kept until they are open again. A
   *  chat is closed with all its topics, a topic alone; a person on this platform alone. */
  close(platform: string, places: readonly Target[], at: number): Promise<void>;
  /** Something can be said there, so it does not rest (any more): costs next to nothing where nothing rested. A chat that
   *  is open may have topics that are not. */
  open(platform: string, place: Target): Promise<void>;
  /** Chats that are closed. */
  closed(platform: string): Promise<readonly Target[]>;
  /** The list of this topic goes on in `into`, joined with what is there; false when there is none. */
  bring(into: ChatKey & { readonly threadId?: string }, topic: string): Promise<boolean>;
  /** Everything kept for `from` belongs to `to` from now on; what `to` had set itself stays. */
  move(from: ChatKey, to: ChatKey): Promise<void>;
}
