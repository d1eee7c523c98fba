// The port between the core and a chat platform: an adapter brings invocations in and carries replies out.

import type { Translate } from '../answer/i18n.ts';
import type { CallStyle } from '../command/call-style.ts';
import type { Chat, Command, Privacy } from '../command/command.ts';
import type { Reply } from '../reply/reply.ts';
import type { PersonKey, Target } from './ids.ts';
import type { Known } from './known.ts';

/** Arguments as a platform has them: by name, or as the rest of a line. One parser makes typed ones of both. */
export type RawArgs =
  | { readonly kind: 'named'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'line'; readonly text: string };

/** How a question came. `pressed`: by a button of ours. `link`: out of the payload of a link, which anybody may have made.
 *  `foreign`: somebody else wrote it (forwarded, quoted, a caption of another's). */
export type Source = 'typed' | 'pressed' | 'link' | 'foreign';

export interface Invocation {
  readonly command: string;
  readonly raw: RawArgs;
  readonly actor: PersonKey;
  /** What the platform shows the person as: chosen by them, and hostile text. */
  readonly actorName?: string;
  readonly chat: Chat;
  readonly isChatAdmin: boolean;
  /** Said in the name of a chat (an anonymous administrator, a channel): `actor` is no person who could be told anything. */
  readonly isAnonymous?: boolean;
  /** Opens the private chat with the bot, where the platform has such links. */
  readonly privateUrl?: string;
  /** The roles and channels that the arguments name, as far as the platform knows them. */
  readonly known?: Known;
  readonly source: Source;
  /** When it was written by the platform's clock, ms since 1970; undefined: just now. */
  readonly writtenAt?: number;
  /** Of a press: the message that has the button, so that two presses of it are one. */
  readonly pressOn?: string;
  /** Asked right before something is changed, of a platform on which an answer may come too late: whether the person will hear
   *  of it. Where not, nothing is done. */
  readonly willHear?: () => Promise<boolean>;
  /** At the operator's own terminal: nobody is asked to slow down there. */
  readonly isOperator?: boolean;
  /** Shown while the person is still typing: it does not count as a command, and meets nobody. */
  readonly isPreview?: boolean;
  /** Nothing but text can be shown, so no pictures are drawn. */
  readonly isTextOnly?: boolean;
  /** How a command is written there; by default as a line. */
  readonly callStyle?: CallStyle;
  /** The platform's hint of the person's language. */
  readonly locale?: string;
  /** Asked for with this question: goes before what the person saved. */
  readonly forcedLocale?: string;
}

/** What became of an invocation, beside the reply that says it to the person. */
export interface Outcome {
  /** `too-fast`: asked to slow down, for the first time in this minute. `ignored`: the same, and it was said already, so
   *  nothing is sent unless the platform demands an answer; also of a press that was heard twice, and of a change that nobody
   *  would have heard of and that was not made. `asked`: nothing is done before the button of this reply is
   *  pressed. `elsewhere`: it is not answered here for this person, who may ask in private. */
  readonly kind: 'answered' | 'asked' | 'elsewhere' | 'mistake' | 'unavailable' | 'failed' | 'too-fast' | 'ignored';
  readonly reply: Reply;
  readonly locale: string;
  /** For a person whom the bot meets for the first time, to be shown after the reply where the platform has no greeting of
   *  its own. */
  readonly welcome?: Reply;
}

/** What an adapter tells of itself, for health and metrics. */
export type AdapterEvent =
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected'; readonly why: string }
  /** A message was sent or refused. */
  | { readonly kind: 'sent'; readonly delivery: Delivery['kind'] }
  /** The platform asked to wait (HTTP 429). */
  | { readonly kind: 'told-to-wait'; readonly retryAfterMs: number };

export interface Completion {
  readonly value: string;
  readonly label: string;
}

/** What the core offers an adapter. None of its methods throws. */
export interface AdapterHost {
  readonly commands: readonly Command[];
  readonly locales: readonly string[];
  texts(locale: string): Translate;
  answer(invocation: Invocation): Promise<Outcome>;
  /** Whose eyes the answer will be for; "private" as well where that is not sure. For platforms that must say so first. What
   *  is for the `asker` is shown to them where they ask, and to all there where that cannot be done. */
  privacyOf(
    invocation: Pick<Invocation, 'command' | 'raw' | 'actor' | 'chat' | 'isChatAdmin' | 'isAnonymous'>,
  ): Privacy;
  /** At most `limit` values for a `node`, `command` or `choice` option that start with or contain `text`. */
  complete(command: string, option: string, text: string, limit: number): Promise<readonly Completion[]>;
  /** What the bot says of itself where it is new: two sentences and three buttons. */
  greeting(chat: Chat, locale?: string): Promise<Reply>;
  /** False when this update was seen before, also by an earlier run. Ids are kept for two days. */
  isNew(platform: string, updateId: string): Promise<boolean>;
  /** A chat goes on under another id: its settings go with it. */
  chatMoved(platform: string, fromChatId: string, toChatId: string): Promise<void>;
  /** The bot was put out of these places, or may not write there any more: nothing is sent there from now on, and what they
   *  watch is kept for 30 days. A chat is closed with all its topics, a topic alone. */
  placesClosed(platform: string, places: readonly Target[]): Promise<void>;
  /** Something can be said there (again): what waited goes out. May be called at every message that got through. */
  placeOpened(platform: string, place: Target): Promise<void>;
  /** A role was deleted: it is pinged nowhere any more, and where it was, that is said once. */
  roleGone(platform: string, role: string): Promise<void>;
  /** Chats that were said to be closed, for a platform on which nobody says what was opened while the bot was away. */
  closedPlaces(platform: string): Promise<readonly Target[]>;
  report(platform: string, event: AdapterEvent): void;
}

export type Delivery =
  | { readonly kind: 'ok' }
  /** The chat is gone for good or refuses the bot. */
  | { readonly kind: 'gone' }
  /** The topic takes no messages (any more); its chat may. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** The platform refuses this message whatever the time. */
  | { readonly kind: 'rejected'; readonly why: string }
  /** It was certainly not shown, or not all of it. */
  | { readonly kind: 'unavailable' }
  /** It may have been shown: no answer that makes sense came back after it was sent. */
  | { readonly kind: 'unknown' };

export interface ChatAdapter {
  readonly platform: string;
  /** For how long after the first `send` of a key the platform shows a repeated one only once; 0 where it cannot tell. */
  readonly repeatsDroppedForMs: number;
  /** How a command is written there; by default as a line. */
  readonly callStyle?: CallStyle;
  /** Resolves once the adapter works or keeps trying by itself; rejects only on bad configuration. */
  start(host: AdapterHost): Promise<void>;
  /** `key` names the message, so that a platform can drop a repeated send. */
  send(to: Target, reply: Reply, key: string): Promise<Delivery>;
  /** Lets answers in flight finish, 10 s at most. Calling it twice is fine. */
  stop(): Promise<void>;
}
