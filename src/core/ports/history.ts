// Votes, coefficients and claims over time.
import type { SeenIssue } from '../../election/rewards/measured-issue.ts';
import type { ChainIdentity } from '../../election/snapshot.ts';

/** One candidate at the first snapshot of an hour or a day. */
export interface HistoryPoint {
  /** Start of the hour or day (UTC), ms since 1970. */
  readonly at: number;
  readonly block: number;
  /** Units of 1e-8 IOST. */
  readonly votes: bigint;
  /** The node's dividend coefficient (`voterCoef`), a decimal string: 0 before its first dividend, undefined when
   *  coefficients were not read. */
  readonly coefficient?: string;
}

/** A node claimed its vote rewards, and its voters were credited. */
export interface Claim {
  /** Time of the snapshot that showed it first, ms since 1970, and that snapshot's block. */
  readonly at: number;
  readonly block: number;
  /** Exact growth of the node's dividend coefficient: IOST per vote, a decimal string. */
  readonly perVote: string;
}

/** All candidates at one moment. */
export interface HistoryFrame {
  readonly block: number;
  /** Of that block, ms since 1970. */
  readonly time: number;
  /** By account; `coefficient` is undefined when it was not read. */
  readonly nodes: ReadonlyMap<string, { readonly votes: bigint; readonly coefficient?: string }>;
}

/** A day as its first snapshot showed it. */
export interface HistoryDay {
  /** Start of the day (UTC), ms since 1970. */
  readonly at: number;
  readonly block: number;
}

/** What it throws and its units: see `Store`. */
export interface HistoryStore {
  /** Oldest first, from `since` (ms since 1970) on. Hours are kept for 90 days, days for ever; what was not seen is missing. */
  points(chain: ChainIdentity, account: string, every: 'hour' | 'day', since: number): Promise<readonly HistoryPoint[]>;
  /** Oldest first, from `since` (ms since 1970) on. */
  claims(chain: ChainIdentity, account: string, since: number): Promise<readonly Claim[]>;
  /** The days of which the dividend coefficients are known, oldest first. */
  days(chain: ChainIdentity): Promise<readonly HistoryDay[]>;
  /** Account → dividend coefficient on that day, a decimal string; nobody on a day that is not among `days`. */
  coefficients(chain: ChainIdentity, day: HistoryDay): Promise<ReadonlyMap<string, string>>;
  /** What was seen of the chain's issues, oldest first, from `since` (ms since 1970) on. */
  issues(chain: ChainIdentity, since: number): Promise<readonly SeenIssue[]>;
  /** What was seen of one first stays. */
  addIssue(chain: ChainIdentity, issue: SeenIssue): Promise<void>;
}
