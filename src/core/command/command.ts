// A command is declared once: menus, help, usage lines, parsing and suggestions on every platform come from the declaration.

import type { Translate } from '../answer/i18n.ts';
import type { PersonKey } from '../ports/ids.ts';
import type { Known, KnownChannel, KnownRole } from '../ports/known.ts';
import type { Services } from '../ports/services.ts';
import type { Reply } from '../reply/reply.ts';
import type { Amount } from '../values/amount.ts';
import type { CallStyle } from './call-style.ts';
import type { NamedArgs } from './named-args.ts';

/** How one option is written and checked. `node`, `command` and `zone` are names that a platform can complete. */
export type Option = {
  readonly required?: boolean;
  /** On a line it is given by its name alone ("--limit 5m", "limit=5m"), never by its place. */
  readonly byName?: true;
} & (
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'amount' }
  | {
      readonly kind: 'choice';
      readonly choices: readonly string[];
      /** What each is called, where that is the same in every language; else the texts under `commands` say it. */
      readonly labels?: Readonly<Record<string, string>>;
    }
  /** A length of time such as 6h or 7d; in seconds. */
  | { readonly kind: 'span'; readonly min: number; readonly max: number }
  /** A time of day such as 23:00, in minutes from midnight; a time zone, as an IANA name or an offset such as +08:00. */
  | { readonly kind: 'time' | 'zone' }
  /** `also`: words that may stand in the place of a node. */
  | { readonly kind: 'node'; readonly maxLength?: number; readonly also?: readonly string[] }
  | { readonly kind: 'account' | 'command' | 'text'; readonly maxLength?: number }
  /** `role`: one that the bot can ping where it is named. `also`: words that may stand in its place; a platform that offers
   *  roles to choose from offers no words, so a button says them. */
  | { readonly kind: 'role'; readonly also?: readonly string[] }
  | { readonly kind: 'channel' }
);

export type Options = Readonly<Record<string, Option>>;

type Value<O extends Option> = O extends { kind: 'integer' | 'span' | 'time' }
  ? number
  : O extends { kind: 'amount' }
    ? Amount
    : O extends { kind: 'choice'; choices: readonly (infer C)[] }
      ? C
      : O extends { kind: 'role' }
        ? KnownRole | (O extends { also: readonly (infer W)[] } ? W : never)
        : O extends { kind: 'channel' }
          ? KnownChannel
          : string;

/** Typed arguments, inferred from the options: required ones are there, the others may be undefined. */
export type Args<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { required: true } ? Value<O[K]> : Value<O[K]> | undefined;
};

/** A service that a command may need. */
export type Need = keyof Services;

export interface Command<O extends Options = Options, N extends Need = Need> {
  /** Lower-case letters, 1 to 32. Its texts are in the locale files under `commands.<name>`. */
  readonly name: string;
  /** The services that it uses; it is given no others. */
  readonly needs: readonly N[];
  /** In the order in which they are written on a line. */
  readonly options: O;
  readonly access?: 'anyone' | 'chat-admin' | 'owner';
  /** Argument lines for `help <name>`, without the command's name. */
  readonly examples: readonly string[];
  /** Keys of texts that its own tables imply, checked at the start. */
  readonly texts?: readonly string[];
  /** The reply depends on the shared edition, the arguments and the language alone, so one serves everyone until the next
   *  edition. */
  readonly isShared?: true;
  /** Its reply, without arguments, is what the bot says of itself where it is new. */
  readonly greets?: true;
  /** Whether it changes something that is kept, or makes the bot say something by itself: what somebody else wrote then only
   *  asks. By the arguments as they were written, which may be wrong in any way. */
  readonly changes: boolean | ((given: NamedArgs) => boolean);
  /** Whose eyes every answer of it is for, mistakes aside; known before there is one, for a platform that promises an answer
   *  must say then who will see it. */
  readonly privacy:
    | Privacy
    | ((given: NamedArgs, asker: Pick<Asked, 'chat' | 'isChatAdmin' | 'isAnonymous'>) => Privacy);
  /** What it changes cannot be undone: asked about however it was called, and done by a press alone. */
  readonly asksFirst?: true;
  /** The option of kind `span` that counts from when the question was written. */
  readonly lasts?: string;
  /** Called by buttons alone: not in menus, help and completion. */
  readonly isHidden?: true;
  /** Does what was asked about under its `id`, for the one who was asked. */
  readonly confirms?: true;
  /** What is said before a change that has to be asked about, and nothing else; without it, what its description says. */
  question?(asked: Asked & Pick<Services, N>, args: Args<O>): Promise<Pick<Reply, 'title' | 'blocks'>>;
  run(asked: Asked & Pick<Services, N>, args: Args<O>): Promise<Reply>;
}

/** `private`: the asker alone, elsewhere if it cannot be here. `asker`: the asker alone where the platform can show that in
 *  the same place, else everybody there. */
export type Privacy = 'chat' | 'asker' | 'private';

export interface Chat {
  readonly platform: string;
  readonly chatId: string;
  /** A topic of the chat, where topics are no chats of their own. */
  readonly threadId?: string;
  /** `channel`: its readers only read, and what is said there is said to all of them. `group-dm`: a conversation without
   *  administrators. */
  readonly kind: 'private' | 'group' | 'channel' | 'group-dm';
  /** False where the bot can answer but not post by itself: one that a person installed for themselves alone. */
  readonly canPost?: false;
  /** Where the bot is no member but could be one: a link by which somebody who may do so takes it in. */
  readonly inviteUrl?: string;
}

/** Who asks, where, and in which language; every command is given it. */
export interface Asked {
  readonly t: Translate;
  /** Texts of another locale, for an answer in the language that was chosen just now. */
  texts(locale: string): Translate;
  readonly locale: string;
  readonly locales: readonly string[];
  readonly actor: PersonKey;
  /** What others know the person as: one short line of plain characters, chosen by them and so no proof of anything. */
  readonly actorName?: string;
  readonly chat: Chat;
  /** Says nothing in a private chat: ask for the chat's kind first. */
  readonly isChatAdmin: boolean;
  /** One of those who operate the bot. What only they may see goes into private chats, and no answer that is shared. */
  readonly isOwner: boolean;
  /** Said in the name of a chat: there is no person to be told anything privately. */
  readonly isAnonymous: boolean;
  /** Opens the private chat with the bot, where the platform has such links. */
  readonly privateUrl?: string;
  /** What the platform knows of the roles and channels that are named. */
  readonly known: Known;
  /** Nothing but text can be shown there, so no pictures are drawn. */
  readonly isTextOnly: boolean;
  /** How a command is written there. */
  readonly callStyle: CallStyle;
  readonly commands: readonly Command[];
}

/** What an answer is worded in. */
export type Language = Pick<Asked, 't' | 'locale'>;

/** For functions that name what they take of it: Pick<CommandContext, 't' | 'chain'>. */
export type CommandContext = Asked & Services;

/** What a command with these needs is given. */
export type Given<N extends readonly Need[]> = Asked & Pick<Services, N[number]>;

/** Keeps the types of a declaration, so that `args` is inferred, and what the command is given of all services. */
export function defineCommand<const O extends Options, const N extends Need = never>(
  command: Command<O, N>,
): Command<O, N> {
  return command;
}
