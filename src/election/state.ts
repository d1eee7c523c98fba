// What alerts are decided on: of each candidate the facts that can change, as one value that can be compared and kept.
import type { Amount } from '../core/values/amount.ts';
import { type CandidateStatus, chainKey, type RewardState, type Snapshot } from './snapshot.ts';

/** What one node showed in one go. */
export interface Observation {
  readonly snapshot: Snapshot;
  readonly rewards: RewardState;
}

export interface NodeState {
  readonly status: CandidateStatus;
  readonly online: boolean;
  readonly elected: boolean;
  /** Public key, place, website and network id, in one text: hostile, only ever compared. */
  readonly profile: string;
  /** In the pending producer list: at work within a minute of the vote block. */
  readonly listed: boolean;
  /** Rounds without a block that count against it, 0 to 2. */
  readonly strikes: number;
  /** Block until which it is barred from the list; 0 when it is not. */
  readonly barredUntil: number;
  readonly votes: Amount;
  /** `voterCoef`: dividend credited per vote so far, a decimal string; "0" when there is none. */
  readonly coefficient: string;
}

export interface ElectionState {
  /** `chainKey` of the chain. */
  readonly chain: string;
  readonly block: number;
  /** Time of that block, ms since 1970. */
  readonly time: number;
  readonly threshold: Amount;
  /** By account; every candidate, most votes first, then by account. */
  readonly nodes: ReadonlyMap<string, NodeState>;
}

export function stateOf({ snapshot, rewards }: Observation): ElectionState {
  const listed = new Set(snapshot.pendingProducers);
  const nodes = snapshot.candidates.map((candidate): [string, NodeState] => {
    const { account, publicKey, location, website, networkId, status, online, elected, votes } = candidate;
    return [
      account,
      {
        status,
        online,
        elected,
        votes,
        profile: JSON.stringify([publicKey, location, website, networkId]),
        listed: listed.has(publicKey),
        strikes: snapshot.strikes.get(account)?.count ?? 0,
        barredUntil: snapshot.barredUntil.get(account) ?? 0,
        coefficient: rewards.voterCoefficients.get(account) ?? '0',
      },
    ];
  });
  const { blocks, time, threshold } = snapshot;
  return { chain: chainKey(snapshot.chain), block: blocks.first, time, threshold, nodes: new Map(nodes) };
}
