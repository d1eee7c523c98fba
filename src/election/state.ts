// What alerts are decided on: of each candidate the facts that can change, as one value that can be compared and kept.
import type { Amount } from '../core/values/amount.ts';
import { BLOCK_MS } from './chain-time.ts';
import { candidateClaimable } from './rewards/claimable.ts';
import { type CandidateStatus, chainKey, isOneBlock, type RewardState, type Snapshot } from './snapshot.ts';

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
  /** Place by votes, from 1. */
  readonly rank: number;
  /** `voterCoef`: dividend credited per vote so far, a decimal string; "0" when there is none. */
  readonly coefficient: string;
  /** Elected, and with a bonus that it has not claimed. */
  readonly unclaimed: boolean;
}

export interface ElectionState {
  /** `chainKey` of the chain. */
  readonly chain: string;
  readonly block: number;
  /** Time of that block, ms since 1970. */
  readonly time: number;
  readonly threshold: Amount;
  /** By account; every candidate. As a node shows them: most votes first, then by account. As they are announced: whoever is
   *  not known to have passed another stays behind it. */
  readonly nodes: ReadonlyMap<string, NodeState>;
}

/** Facts that take several parts of a look, which must be of one block. */
export type JointFact = 'votes' | 'rank' | 'unclaimed';

/** What one node shows in one look. */
export interface ShownState extends ElectionState {
  /** Parts of the look are of different blocks, and these facts cannot be told from it; undefined: all are of one block. */
  readonly torn?: ReadonlySet<JointFact>;
}

/** Its block is the lowest of all its parts. */
export function stateOf(observation: Observation): ShownState {
  const { snapshot, rewards } = observation;
  const block = Math.min(snapshot.blocks.first, rewards.blocks.first);
  const torn = tornFacts(observation);
  return {
    chain: chainKey(snapshot.chain),
    block,
    time: snapshot.time - (snapshot.blocks.first - block) * BLOCK_MS,
    threshold: snapshot.threshold,
    nodes: new Map(nodesOf(observation)),
    ...(torn && { torn }),
  };
}

function tornFacts({ snapshot, rewards }: Observation): ReadonlySet<JointFact> | undefined {
  const { blocks, parts } = snapshot;
  if (isOneBlock(blocks, rewards.blocks)) return undefined;
  const { votes = blocks, producers = blocks } = parts ?? {};
  const { maskBlocks = rewards.blocks } = rewards;
  const areVotes = isOneBlock(votes);
  const areBonuses = isOneBlock(votes, producers, maskBlocks);
  return new Set<JointFact>([
    ...(areVotes ? [] : (['votes', 'rank'] as const)),
    ...(areBonuses ? [] : (['unclaimed'] as const)),
  ]);
}

function nodesOf({ snapshot, rewards }: Observation): readonly (readonly [string, NodeState])[] {
  const listed = new Set(snapshot.pendingProducers);
  return snapshot.candidates.map((candidate, index) => {
    const { account, publicKey, location, website, networkId, status, online, elected, votes } = candidate;
    return [
      account,
      {
        status,
        online,
        elected,
        votes,
        rank: index + 1,
        profile: JSON.stringify([publicKey, location, website, networkId]),
        listed: listed.has(publicKey),
        strikes: snapshot.strikes.get(account)?.count ?? 0,
        barredUntil: snapshot.barredUntil.get(account) ?? 0,
        coefficient: rewards.voterCoefficients.get(account) ?? '0',
        unclaimed: elected && candidateClaimable(snapshot, rewards, candidate) > 0n,
      },
    ] as const;
  });
}
