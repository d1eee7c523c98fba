// The tables of people and chats: what they are set to, what they saved, and which accounts are one person.
import type { Generated } from 'kysely';

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
    /** The others of the link may see what is kept of this one: 1. */
    shares: Generated<number>;
  };
  /** A code, and what is asked since somebody took it; one that is to come first asks at once. */
  link_requests: {
    code: string;
    kind: 'link' | 'first';
    platform: string;
    user_id: string;
    name: string | null;
    with_platform: string | null;
    with_user_id: string | null;
    with_name: string | null;
    until: number;
    /** Shown to nobody: seals are made of it. */
    secret: string;
  };
  link_yeses: { code: string; platform: string; user_id: string };
  chat_settings: { platform: string; chat_id: string; locale: string | null };
  /** Ids of the platforms' own; kept for two days. */
  seen_updates: { platform: string; update_id: string; seen_at: number };
}
