// What people told the bot: their settings and their own accounts.
import type { PersonKey } from './ids.ts';

export interface PersonSettings {
  readonly locale?: string;
}

/** An IOST account that a person saved as their own. */
export interface SavedAccount {
  readonly account: string;
  readonly label?: string;
}

/** What it throws and its units: see `Store`. */
export interface PeopleStore {
  /** True when the bot never met this person before; from now on it has. */
  meet(person: PersonKey): Promise<boolean>;
  settings(person: PersonKey): Promise<PersonSettings>;
  /** Replaces the person's settings. */
  saveSettings(person: PersonKey, settings: PersonSettings): Promise<void>;
  /** In the order in which they were saved. */
  accounts(person: PersonKey): Promise<readonly SavedAccount[]>;
  /** Adds the account, or changes its label when it is there. `full`: the person has `limit` accounts already. */
  saveAccount(person: PersonKey, saved: SavedAccount, limit: number): Promise<'added' | 'changed' | 'full'>;
  /** False when it was not there. */
  removeAccount(person: PersonKey, account: string): Promise<boolean>;
}
