// What looking after watched accounts needs of the store.
import type { ChainIdentity } from '../../election/snapshot.ts';
import type { ElectionTerms } from './subscription.ts';

/** What it throws and its units: see `Store`. */
export interface AccountWatchStore {
  /** Accounts that somebody watches and the rules they are watched by; without any, those whose owner watches `mine`. */
  watched(): Promise<readonly { readonly account: string; readonly rules: readonly string[] }[]>;
  /** Subscriptions to `mine`, and the accounts of those who made them: of nobody else who is linked with them. */
  ofMine(): Promise<readonly { readonly subscriptionId: number; readonly accounts: readonly string[] }[]>;
  /** The nodes that `mine` stands for, in this subscription. */
  setMine(subscriptionId: number, nodes: readonly string[], terms: ElectionTerms): Promise<void>;
  /** Replaces those of the account on this chain that are not due at `now`. */
  saveReleases(account: string, releases: Releases): Promise<void>;
  /** Those of this chain that are due at `now`, taken out when the tick that tells of them is saved. */
  dueReleases(chain: ChainIdentity, now: number): Promise<readonly DueRelease[]>;
}

/** When tokens that an account has unvoted are free, to be told then. */
export interface Releases {
  readonly chain: ChainIdentity;
  readonly at: readonly number[];
  readonly now: number;
  /** Fewer nodes said so than were asked for. */
  readonly isOneSource: boolean;
}

interface DueRelease {
  readonly account: string;
  readonly at: number;
  readonly isOneSource: boolean;
}
