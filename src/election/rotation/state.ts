// What the producer rotation depends on, taken out of a snapshot: all that the rule at a vote block reads and writes.

import type { Amount } from '../../core/values/amount.ts';
import { ROUND_BLOCKS } from '../chain-time.ts';
import type { Candidate, Snapshot } from '../snapshot.ts';

/** A node that takes part in the rotation: elected, approved and a producer. */
export interface RotationNode {
  readonly account: string;
  /** Decides between equal scores. */
  readonly publicKey: string;
  readonly votes: Amount;
  readonly online: boolean;
}

export interface RotationState {
  /** A state at a vote block is the one after the lists were chosen. */
  readonly block: number;
  readonly producerNumber: number;
  readonly nodes: readonly RotationNode[];
  /** Accounts in the order of the list; whoever is no candidate any more stands there with its public key. */
  readonly pending: readonly string[];
  readonly current: readonly string[];
  /** Account → score, in units of 1e-8. */
  readonly scores: ReadonlyMap<string, Amount>;
  readonly strikes: Snapshot['strikes'];
  readonly barredUntil: Snapshot['barredUntil'];
}

export function rotationStateOf(snapshot: Snapshot): RotationState {
  const { candidates, producerNumber, scores, strikes, barredUntil } = snapshot;
  const accounts = new Map(candidates.map(({ account, publicKey }) => [publicKey, account]));
  const accountOf = (publicKey: string) => accounts.get(publicKey) ?? publicKey;
  return {
    block: snapshot.blocks.first,
    producerNumber,
    nodes: candidates.filter(takesPart).map(({ account, publicKey, votes, online }) => {
      return { account, publicKey, votes, online };
    }),
    pending: snapshot.pendingProducers.map(accountOf),
    current: snapshot.currentProducers.map(accountOf),
    scores,
    strikes,
    barredUntil,
  };
}

function takesPart({ elected, status, isProducer }: Candidate): boolean {
  return elected && isProducer && (status === 1 || status === 2);
}

/** The first block above `block` at which lists are chosen. */
export function nextVoteBlock(block: number): number {
  return (Math.floor(block / ROUND_BLOCKS) + 1) * ROUND_BLOCKS;
}

/** Stands for a node that does not exist yet. */
export const NEWCOMER = '';
/** Behind every real key, so that a newcomer loses every tie. */
const LAST_KEY = '~';

/** The state with one node changed: approved, online and free to produce, with these votes. */
export function changedRotation(
  state: RotationState,
  { candidates, threshold }: Pick<Snapshot, 'candidates' | 'threshold'>,
  change: { readonly account?: string; readonly votes: Amount; readonly isProducer: boolean },
): RotationState {
  const { account = NEWCOMER, votes, isProducer } = change;
  const publicKey = candidates.find((candidate) => candidate.account === account)?.publicKey ?? LAST_KEY;
  const others = state.nodes.filter((node) => node.account !== account);
  const barredUntil = new Map([...state.barredUntil].filter(([barred]) => barred !== account));
  if (!isProducer || votes < threshold) return { ...state, nodes: others, barredUntil };
  return { ...state, nodes: [...others, { account, publicKey, votes, online: true }], barredUntil };
}

/** The rotation under way, one list after the other. */
export interface RotationRun {
  /** Goes on to the next vote block. */
  next(): void;
  /** Accounts of the list chosen last, in its order. */
  list(): readonly string[];
  /** Account → rounds in the list so far; every node of the rotation is there, and whoever else was listed. */
  listed(): ReadonlyMap<string, number>;
}
