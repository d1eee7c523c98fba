// The port to the chain: one node, or several behind one face, and the cached face that commands see.
import type { BlockRange, RewardState, Snapshot, Voter } from '../../election/snapshot.ts';
import type { ChainTrouble } from './outage.ts';

/** Reads the election from one node, or from several behind one face. All methods throw ChainUnavailable and nothing else,
 *  save for the signal's reason when it is aborted. */
export interface ChainReader {
  /** Every candidate at an irreversible block. */
  standings(signal?: AbortSignal): Promise<Snapshot>;
  rewardState(signal?: AbortSignal): Promise<RewardState>;
  /** undefined when the chain has no such account. */
  voter(account: string, signal?: AbortSignal): Promise<Voter | undefined>;
  /** The votes of many accounts, one request for every 50; accounts without votes have an empty list. */
  ballots(accounts: readonly string[], signal?: AbortSignal): Promise<Ballots>;
  /** What was paid already for each of these votes (\`v_<node>\` of the voter), one request for every 50; decimal strings. */
  dividendMasks(votes: readonly BallotKey[], signal?: AbortSignal): Promise<readonly string[]>;
  /** When tokens that the account has unvoted are free, ms since 1970; a single request. */
  releases(account: string, signal?: AbortSignal): Promise<readonly number[]>;
}

export interface BallotKey {
  readonly account: string;
  readonly node: string;
}

export interface Ballots {
  readonly blocks: BlockRange;
  /** By account. */
  readonly votes: ReadonlyMap<string, readonly Ballot[]>;
}

/** Votes of one account for one node. */
export interface Ballot {
  readonly node: string;
  readonly votes: bigint;
  readonly clearedVotes: bigint;
}

/** An answer of the chain and when it was fetched (ms since 1970). `trouble` says why it is not a fresh one. */
export interface Reading<T> {
  readonly value: T;
  readonly fetchedAt: number;
  readonly ageMs: number;
  readonly trouble?: ChainTrouble;
}

export const NODE_STATES = ['in use', 'ready', 'resting'] as const;

/** One configured node as the failover sees it. */
export interface NodeHealth {
  /** What everybody may call it. */
  readonly name: string;
  /** Host and port, without credentials: for owners, in answers that nobody else sees. */
  readonly host: string;
  readonly state: (typeof NODE_STATES)[number];
  readonly trouble?: ChainTrouble;
  /** When a resting node is tried again, ms since 1970. */
  readonly retryAt?: number;
  /** It cannot give the first block of its chain, which would tell it from any other. */
  readonly isUnproved?: true;
}

/** The chain as commands see it: cached, and with the last good answer while it is away. */
export interface Chain {
  /** Throws ChainUnavailable when there is no answer and never was one. */
  standings(): Promise<Reading<Snapshot>>;
  /** As `standings`. */
  rewardState(): Promise<Reading<RewardState>>;
  /** As `standings`; the value is undefined when the chain has no such account. */
  voter(account: string): Promise<Reading<Voter | undefined>>;
  nodes(): readonly NodeHealth[];
}
