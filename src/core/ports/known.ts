// What a platform knows of the roles and channels that somebody named: their ids alone prove nothing.

export interface KnownRole {
  /** The platform's own. */
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  /** Everybody there has it, by nature: pinging it pings all. */
  readonly isEveryone: boolean;
  /** Whether a mention of it by the bot rings for those who have it, in the place where it was named. */
  readonly rings: boolean;
}

export interface KnownChannel {
  readonly id: string;
  readonly name: string;
  /** Whether the bot can post there by itself. */
  readonly canPost: boolean;
}

/** By id. undefined: there is no such thing on this platform, or not in this place. */
export interface Known {
  readonly roles?: ReadonlyMap<string, KnownRole>;
  readonly channels?: ReadonlyMap<string, KnownChannel>;
}
