// What looking after watched accounts needs of the store.
import type { ElectionTerms } from './subscription.ts';

/** What it throws and its units: see `Store`. */
export interface AccountWatchStore {
  /** Accounts that somebody watches and the rules they are watched by; without any, those whose owner watches `mine`. */
  watched(): Promise<readonly { readonly account: string; readonly rules: readonly string[] }[]>;
  /** Subscriptions to `mine`, and the accounts of those who made them: of nobody else who is linked with them. */
  ofMine(): Promise<readonly { readonly subscriptionId: number; readonly accounts: readonly string[] }[]>;
  /** The nodes that `mine` stands for, in this subscription. */
  setMine(subscriptionId: number, nodes: readonly string[], terms: ElectionTerms): Promise<void>;
  /** Releases to be checked when they are due: replaces those of the account that are not due at `now`. */
  saveReleases(account: string, at: readonly number[], now: number): Promise<void>;
  /** Those due at `now`, taken out when the tick that tells of them is saved. */
  dueReleases(now: number): Promise<readonly { readonly account: string; readonly at: number }[]>;
}
