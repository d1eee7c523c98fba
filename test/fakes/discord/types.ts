// The few shapes of Discord's API that the fake keeps and shows to tests.

export interface FakeComponent {
  readonly type: number;
  readonly content?: string;
  readonly label?: string;
  readonly style?: number;
  readonly custom_id?: string;
  readonly accent_color?: number;
  readonly description?: string;
  readonly components?: readonly FakeComponent[];
  readonly items?: readonly { readonly media: { readonly url: string }; readonly description?: string }[];
  readonly file?: { readonly url: string };
}

/** A message as a client sent it. */
export interface FakeBody {
  readonly content?: string;
  readonly embeds?: readonly FakeEmbed[];
  readonly flags?: number;
  readonly components?: readonly FakeComponent[];
  readonly attachments?: readonly { readonly id: number; readonly filename?: string; readonly description?: string }[];
  readonly allowed_mentions?: { readonly parse: readonly string[]; readonly roles?: readonly string[] };
  readonly nonce?: string;
  readonly enforce_nonce?: boolean;
}

interface FakeEmbed {
  readonly title?: string;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  readonly footer?: { readonly text: string };
}

export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  /** Only this person sees it. */
  readonly onlyFor?: string;
  /** Who asked for it by a command or button. */
  readonly askedBy?: string;
  /** As it was first and after each edit; empty while the bot is thinking. */
  readonly versions: FakeBody[];
  readonly files: Map<string, Uint8Array>;
  /** When it was first shown, ms since 1970. */
  readonly at: number;
  isDeleted: boolean;
}

export interface FakeChannel {
  readonly id: string;
  /** 0 text, 1 direct, 3 group, 4 category, 5 announcements, 11 thread, 15 forum. */
  readonly type: number;
  readonly guildId?: string;
  readonly parentId?: string;
  /** Of a direct chat. */
  readonly recipientId?: string;
  /** What the bot may do there, as a bit field; without it everything but managing threads. */
  botMay?: bigint;
  /** Of a thread. */
  isLocked?: boolean;
  /** Error that posting there gets, as [HTTP status, code]. */
  refuses?: readonly [number, number];
}

/** Of a guild; the one that everybody has, has the guild's own id. */
export interface FakeRole {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly isMentionable: boolean;
}

export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 button, 4 typing. */
  readonly type: number;
  readonly arrivedAt: number;
  readonly userId: string;
  readonly channelId: string;
  /** The bot is no member there. */
  readonly isForeign: boolean;
  /** The message whose button was pressed. */
  readonly source?: FakeMessage;
  answered: 'no' | 'thinking' | 'yes';
  original?: FakeMessage;
  followUps: number;
  choices?: readonly { readonly name: string; readonly value: string }[];
}

export interface FakeOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
}

export interface FakeCommand {
  readonly type?: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly FakeOption[];
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly default_member_permissions?: string | null;
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
}

/** An answer that is an error, as Discord words them. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Rights, as bits: https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
export const MAY = {
  manageGuild: 1n << 5n,
  view: 1n << 10n,
  send: 1n << 11n,
  attachFiles: 1n << 15n,
  mentionEveryone: 1n << 17n,
  manageThreads: 1n << 34n,
  sendInThreads: 1n << 38n,
} as const;

export const V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;
