// The election as one node showed it at one irreversible block: what the reader returns, the store keeps and the domain works on.
import type { Amount } from '../core/values/amount.ts';

/** Two snapshots may be compared only when their chains are equal (see `chainKey`). */
export interface ChainIdentity {
  /** 1024 is mainnet. */
  readonly chainId: number;
  readonly netName: string;
  /** The node serves a recording: its votes are synthetic and every screen must say so. */
  readonly synthetic: boolean;
  /** Parts it from another chain of the same id and name that is kept beside it: the beginning of its first block's hash. */
  readonly fork?: string;
}

/** In `producerTable` order of the contract: 0 applied, 1 approved, 2 asked to leave, 3 left. */
export type CandidateStatus = 0 | 1 | 2 | 3;

export interface Candidate {
  readonly account: string;
  readonly publicKey: string;
  /** Free text of whoever registered the candidate: hostile. */
  readonly location: string;
  /** Free text of whoever registered the candidate: hostile. */
  readonly website: string;
  /** Free text of whoever registered the candidate: hostile. */
  readonly networkId: string;
  readonly isProducer: boolean;
  readonly status: CandidateStatus;
  readonly online: boolean;
  readonly votes: Amount;
  /** In the contract's `preResult`. */
  readonly elected: boolean;
}

/** Blocks at which the parts of an answer were read; `first` equals `last` when they are all of one block. */
export interface BlockRange {
  readonly first: number;
  readonly last: number;
}

/** Of which blocks those parts of a snapshot are that mean something only together. */
export interface SnapshotParts {
  /** Lists of producers, scores, strikes, bars and the coefficients of vote rewards. */
  readonly producers: BlockRange;
  readonly blocksMade: BlockRange;
  /** Of all candidates, and which of them are elected. */
  readonly votes: BlockRange;
  readonly witnesses: BlockRange;
}

export interface Snapshot {
  readonly chain: ChainIdentity;
  /** The IOST node that answered: its name, the version that it runs, and an id that tells whether it is still at the same
   *  address, but not which. */
  readonly node: { readonly name: string; readonly version: string; readonly id: string };
  readonly blocks: BlockRange;
  /** undefined: each is of `blocks`. */
  readonly parts?: SnapshotParts;
  /** Time of `blocks.first`, ms since 1970. */
  readonly time: number;
  /** The node's own clock when it answered, ms since 1970. */
  readonly serverTime: number;
  /** False when the node could not list its candidates and some may be missing. */
  readonly complete: boolean;
  /** False when votes and elected list still disagreed after reading again. */
  readonly consistent: boolean;
  /** Votes that elect a candidate. */
  readonly threshold: Amount;
  /** Seconds until unvoted tokens are released. */
  readonly unfreezeSeconds: number;
  readonly producerNumber: number;
  /** Every candidate, most votes first, then by account. */
  readonly candidates: readonly Candidate[];
  /** Public keys of those who make the blocks now. */
  readonly witnesses: readonly string[];
  /** Public keys chosen at the last vote block. */
  readonly pendingProducers: readonly string[];
  /** Public keys of the list before the pending one. */
  readonly currentProducers: readonly string[];
  /** Account → score, in units of 1e-8. */
  readonly scores: ReadonlyMap<string, Amount>;
  /** Account → strikes: rounds without a block, and the block of the last one. */
  readonly strikes: ReadonlyMap<string, { readonly block: number; readonly count: number }>;
  /** Account → block until which it is barred from the producer list. */
  readonly barredUntil: ReadonlyMap<string, number>;
  /** Public key → blocks made since the last vote block. */
  readonly blocksMade: ReadonlyMap<string, number>;
  /** Vote reward coefficients of the contract, decimal strings of up to 50 places, of the same block as the lists. */
  readonly candidateCoefficient: string;
  readonly allVotesKey: string;
}

/** The coefficients and masks from which rewards are computed; decimal strings as the contracts store them. */
export interface RewardState {
  readonly blocks: BlockRange;
  /** Of `candidateMasks`; undefined: `blocks`. */
  readonly maskBlocks?: BlockRange;
  /** Supply of IOST. */
  readonly supply: Amount;
  /** Time of the last issue, ms since 1970. */
  readonly lastIssue: number;
  /** IOST that a block earns its producer. */
  readonly blockContribution: string;
  /** Account → what of the vote reward coefficient is settled already (`candMask`). */
  readonly candidateMasks: ReadonlyMap<string, string>;
  /** Account → dividend credited per vote (`voterCoef`). */
  readonly voterCoefficients: ReadonlyMap<string, string>;
}

/** What one account has in the election. */
export interface Voter {
  readonly account: string;
  readonly blocks: BlockRange;
  /** Time of `blocks.first`, ms since 1970. */
  readonly time: number;
  /** Free balance of IOST. */
  readonly balance: Amount;
  /** Most votes first, then by account. */
  readonly votes: readonly {
    readonly node: string;
    readonly votes: Amount;
    /** Block at which votes were last added; some may have been taken back since. */
    readonly addedAt: number;
    /** Votes of an option that was deleted and cleared: they earn nothing (older contract versions only). */
    readonly clearedVotes: Amount;
    /** Dividend that this node's voters may claim for these votes; cut downwards to 1e-8. */
    readonly claimable: Amount;
  }[];
  /** What `voterWithdraw` would pay now: the exact sum, cut once, so it can exceed the sum of the parts by a few 1e-8. */
  readonly claimable: Amount;
  /** Unvoted tokens waiting for their release; `releaseAt` in ms since 1970. */
  readonly frozen: readonly { readonly amount: Amount; readonly releaseAt: number }[];
}

export function isOneBlock(...ranges: readonly BlockRange[]): boolean {
  const [first] = ranges;
  return ranges.every((range) => range.first === first?.first && range.last === first.first);
}

/** Names a chain in the store: snapshots of different keys are never compared or mixed. */
export function chainKey(chain: ChainIdentity): string {
  return `${chain.chainId}/${chain.netName}${chain.synthetic ? '/recorded' : ''}${chain.fork ? `#${chain.fork}` : ''}`;
}

/** Standings order: most votes first, then by account in byte order. */
export function byVotes(a: Pick<Candidate, 'account' | 'votes'>, b: Pick<Candidate, 'account' | 'votes'>): number {
  if (a.votes !== b.votes) return a.votes > b.votes ? -1 : 1;
  return a.account < b.account ? -1 : 1;
}
