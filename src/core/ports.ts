// What the core needs of the world. Types of the domain come in as types only.
import type { BlockRange, ChainIdentity, RewardState, Snapshot, Voter } from '../election/snapshot.ts';
import type { OutboxStore, TickStore } from './alert-ports.ts';
import type { ChainTrouble } from './errors.ts';
import type { AccountWatchStore, IdentityStore, SubscriptionStore } from './subscription-ports.ts';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** Structured log; `fields` hold no tokens. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

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

/** One configured node as the failover sees it. */
export interface NodeHealth {
  /** Host and port, without credentials. */
  readonly host: string;
  readonly state: 'in use' | 'ready' | 'resting';
  readonly trouble?: ChainTrouble;
  /** When a resting node is tried again, ms since 1970. */
  readonly retryAt?: number;
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

/** A person on a platform; ids are the platform's own. */
export interface PersonKey {
  readonly platform: string;
  readonly userId: string;
}

export interface PersonSettings {
  readonly locale?: string;
}

/** A chat on a platform; ids are the platform's own. */
export interface ChatKey {
  readonly platform: string;
  readonly chatId: string;
}

export interface ChatSettings {
  /** The language of what the bot posts in this chat by itself. */
  readonly locale?: string;
}

/** An IOST account that a person saved as their own. */
export interface SavedAccount {
  readonly account: string;
  readonly label?: string;
}

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

export interface ChatStore {
  settings(chat: ChatKey): Promise<ChatSettings>;
  /** Replaces the chat's settings. */
  saveSettings(chat: ChatKey, settings: ChatSettings): Promise<void>;
  /** Everything kept for `from` belongs to `to` from now on; what `to` had set itself stays. */
  move(from: ChatKey, to: ChatKey): Promise<void>;
}

export interface UpdateStore {
  /** False when it was there already. Ids older than two days at `now` (ms since 1970) are forgotten. */
  add(platform: string, updateId: string, now: number): Promise<boolean>;
}

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

/** A day as its first snapshot showed it. */
export interface HistoryDay {
  /** Start of the day (UTC), ms since 1970. */
  readonly at: number;
  readonly block: number;
}

export interface HistoryStore {
  /** Oldest first, from `since` (ms since 1970) on. Hours are kept for 90 days, days for ever; what was not seen is missing. */
  points(chain: ChainIdentity, account: string, every: 'hour' | 'day', since: number): Promise<readonly HistoryPoint[]>;
  /** Oldest first, from `since` (ms since 1970) on. */
  claims(chain: ChainIdentity, account: string, since: number): Promise<readonly Claim[]>;
  /** The days of which the dividend coefficients are known, oldest first. */
  days(chain: ChainIdentity): Promise<readonly HistoryDay[]>;
  /** Account → dividend coefficient on that day, a decimal string; nobody on a day that is not among `days`. */
  coefficients(chain: ChainIdentity, day: HistoryDay): Promise<ReadonlyMap<string, string>>;
}

/** A year of the producer rotation worked out ahead: votes constant, every listed producer producing. */
export interface RotationYear {
  /** Block of the state that it starts from. */
  readonly block: number;
  /** Of 1,200 blocks each. */
  readonly rounds: number;
  /** Account → rounds in the producer list. Every node that took part in the rotation at `block` is there, with 0 too. */
  readonly listed: ReadonlyMap<string, number>;
}

/** A node as it could be: approved and online. Below the threshold it takes no part. */
interface RotationChange {
  /** undefined: a node that does not exist yet, and so starts without a score. */
  readonly account?: string;
  /** Units of 1e-8 IOST. */
  readonly votes: bigint;
  readonly isProducer: boolean;
}

/** Works out the rotation away from the commands' thread. All methods reject with EstimateUnavailable and nothing else. */
export interface RotationSimulator {
  /** Kept for a day of chain time: it starts from the first snapshot that was asked about on that day. */
  year(snapshot: Snapshot): Promise<RotationYear>;
  /** The same year with one node changed, and how many rounds that one is in the list; a node that does not exist yet stands
   *  under the empty name. Kept as `year`. */
  whatIf(snapshot: Snapshot, change: RotationChange): Promise<RotationYear & { readonly own: number }>;
  /** Further votes (1e-8 IOST, whole IOST) that bring the node a round more over the next 144; undefined when none do. */
  votesForOneMore(snapshot: Snapshot, account: string): Promise<bigint | undefined>;
}

export interface SnapshotStore {
  /** Keeps it as the latest of its chain. A snapshot below the height of the stored one is ignored. */
  save(snapshot: Snapshot, fetchedAt: number): Promise<void>;
  /** The newest whole snapshot that came from one of these hosts. */
  latest(hosts: readonly string[]): Promise<{ readonly snapshot: Snapshot; readonly fetchedAt: number } | undefined>;
}

export interface Store {
  readonly people: PeopleStore;
  readonly chats: ChatStore;
  readonly updates: UpdateStore;
  readonly snapshots: SnapshotStore;
  readonly history: HistoryStore;
  readonly subscriptions: SubscriptionStore;
  readonly identities: IdentityStore;
  readonly accountWatches: AccountWatchStore;
  readonly ticks: TickStore;
  readonly outbox: OutboxStore;
  /** Resolves once the database has taken a write; rejects with the reason when it takes none. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Facts about a candidate from `data/nodes.json`. */
export interface NodeFacts {
  readonly account: string;
  readonly name: string;
  /** Chinese name, when it differs. */
  readonly nameZh?: string;
  readonly place?: string;
  readonly website?: string;
}
