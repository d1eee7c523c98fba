// A command is declared once: menus, help, usage lines, parsing and suggestions on every platform come from the declaration.

import type { Translate } from '../answer/i18n.ts';
import type { Chain } from '../ports/chain.ts';
import type { ChatStore } from '../ports/chats.ts';
import type { Clock } from '../ports/clock.ts';
import type { HistoryStore } from '../ports/history.ts';
import type { IdentityStore } from '../ports/identities.ts';
import type { PersonKey } from '../ports/ids.ts';
import type { NodeFacts } from '../ports/node-facts.ts';
import type { PeopleStore } from '../ports/people.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { RotationSimulator } from '../ports/rotation.ts';
import type { SubscriptionStore } from '../ports/subscriptions.ts';
import type { Reply } from '../reply/reply.ts';
import type { Amount } from '../values/amount.ts';

/** How one option is written and checked. `node`, `command` and `zone` are names that a platform can complete. */
export type Option = {
  readonly required?: boolean;
  /** On a line it is given by its name alone ("--votes 5m", "votes=5m"), never by its place. */
  readonly byName?: true;
} & (
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'amount' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** A length of time such as 6h or 7d; in seconds. */
  | { readonly kind: 'span'; readonly min: number; readonly max: number }
  /** A time of day such as 23:00, in minutes from midnight; a time zone, as an IANA name or an offset such as +08:00. */
  | { readonly kind: 'time' | 'zone' }
  /** `also`: words that may stand in the place of a node. */
  | { readonly kind: 'node'; readonly maxLength?: number; readonly also?: readonly string[] }
  | { readonly kind: 'account' | 'command' | 'text'; readonly maxLength?: number }
);

export type Options = Readonly<Record<string, Option>>;

type Value<O extends Option> = O extends { kind: 'integer' | 'span' | 'time' }
  ? number
  : O extends { kind: 'amount' }
    ? Amount
    : O extends { kind: 'choice'; choices: readonly (infer C)[] }
      ? C
      : string;

/** Typed arguments, inferred from the options: required ones are there, the others may be undefined. */
export type Args<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { required: true } ? Value<O[K]> : Value<O[K]> | undefined;
};

export interface Command<O extends Options = Options> {
  /** Lower-case letters, 1 to 32. Its texts are in the locale files under `commands.<name>`. */
  readonly name: string;
  /** In the order in which they are written on a line. */
  readonly options: O;
  readonly access?: 'anyone' | 'chat-admin' | 'owner';
  /** Argument lines for `help <name>`, without the command's name. */
  readonly examples: readonly string[];
  /** The reply depends on the standings, the arguments and the language alone, so one serves everyone until the next
   *  snapshot. */
  readonly isShared?: true;
  run(context: CommandContext, args: Args<O>): Promise<Reply>;
}

export interface Chat {
  readonly platform: string;
  readonly chatId: string;
  /** A topic of the chat, where topics are no chats of their own. */
  readonly threadId?: string;
  readonly kind: 'private' | 'group';
  /** False where the bot can answer but not post by itself: one that a person installed for themselves alone. */
  readonly canPost?: false;
}

/** Everything a command may use. */
export interface CommandContext {
  readonly t: Translate;
  /** Texts of another locale, for an answer in the language that was chosen just now. */
  texts(locale: string): Translate;
  readonly locale: string;
  readonly locales: readonly string[];
  readonly actor: PersonKey;
  readonly chat: Chat;
  /** Says nothing in a private chat: ask for the chat's kind first. */
  readonly isChatAdmin: boolean;
  readonly chain: Chain;
  readonly people: PeopleStore;
  readonly chats: ChatStore;
  readonly history: HistoryStore;
  /** undefined where only text can be shown. */
  readonly pictures: Pictures | undefined;
  readonly rotation: RotationSimulator;
  readonly subscriptions: SubscriptionStore;
  readonly identities: IdentityStore;
  /** Subscriptions of one person, or of one chat. */
  readonly subscriptionLimit: number;
  readonly clock: Clock;
  readonly names: readonly NodeFacts[];
  readonly facts: ProjectFacts;
  readonly commands: readonly Command[];
  readonly version: string;
  /** What the bot says of itself where it is new. */
  greeting(): Promise<Reply>;
}

/** Files of `data/` that an operator may replace. */
export interface ProjectFacts {
  readonly links: LinkFacts;
  readonly rewardRules: RewardRules;
}

export interface LinkFacts {
  /** ISO date on which the links were last seen. */
  readonly asOf: string;
  readonly links: readonly { readonly id: string; readonly url: string }[];
  readonly votingChannels: readonly { readonly name: string; readonly namedBy: 'nodes-page' | 'articles-2020' }[];
}

/** A version of the published reward programme. */
export interface RewardRules {
  readonly version: string;
  readonly source: string;
  readonly date: string;
  /** IOST a year, decimal strings. */
  readonly yearlyPool: { readonly total: string; readonly ecosystemFund: string; readonly tokenIssue: string };
  /** Fractions of 1, decimal strings. */
  readonly shares: { readonly blocks: string; readonly votes: string; readonly contribution: string };
  readonly votersShare: string;
  readonly threshold: string;
  /** What the foundation paid to nodes of the best tier for their contribution, oldest first. */
  readonly topTierResults?: readonly TopTierResult[];
}

export interface TopTierResult {
  /** Such as "2020-Q2". */
  readonly quarter: string;
  readonly days: number;
  readonly source: string;
  readonly date: string;
  /** How many nodes were of that tier, what each got with its voters, and of how much; decimal strings of IOST. */
  readonly nodes: number;
  readonly each: string;
  readonly pool: string;
}

/** Keeps the option types of a declaration, so that `args` is inferred. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}
