// The tables of people and chats: what they are set to, what they saved, and which accounts are one person.

export interface PeopleTables {
  person_settings: { platform: string; user_id: string; locale: string | null };
  saved_accounts: {
    platform: string;
    user_id: string;
    account: string;
    label: string | null;
    /** Grows by one with each account that the person saves. */
    position: number;
  };
  /** Whom the bot has met. */
  met_people: { platform: string; user_id: string };
  /** The platforms of a person; alerts go to the lowest `place` that is not gone. */
  identities: {
    platform: string;
    user_id: string;
    subscriber_id: number;
    place: number;
    gone_since: number | null;
  };
  link_codes: { code: string; platform: string; user_id: string; until: number };
  chat_settings: { platform: string; chat_id: string; locale: string | null };
  /** Ids of the platforms' own; kept for two days. */
  seen_updates: { platform: string; update_id: string; seen_at: number };
}
