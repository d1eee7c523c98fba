// The ranking that people ask for, worked out of one snapshot: rank, share, kind and distance to the threshold.
import type { Amount } from '../core/values/amount.ts';
import { shareOf } from '../core/values/amount.ts';
import { type NodeName, namesOf } from './node-name.ts';
import type { Candidate, Snapshot } from './snapshot.ts';

/** Servi nodes may make blocks, Partner nodes may not; both are elected and approved. Anyone else is a candidate. */
type NodeKind = 'servi' | 'partner' | 'candidate';

export interface Standing extends NodeName {
  readonly candidate: Candidate;
  /** From 1; most votes first, then by account. */
  readonly rank: number;
  /** Of the votes of all candidates, a decimal fraction of 1. */
  readonly share: string;
  readonly kind: NodeKind;
  /** Among those who make the blocks now. */
  readonly producing: boolean;
  /** Votes that are missing to be elected; 0 for an elected node. */
  readonly toThreshold: Amount;
  readonly score: Amount;
}

export interface Standings {
  /** Votes of all candidates. */
  readonly totalVotes: Amount;
  /** By rank. */
  readonly nodes: readonly Standing[];
}

interface Known {
  readonly names: readonly NodeName[];
  readonly standings: Standings;
}

/** Of the snapshots that are in use, for many questions are asked of each. */
const known = new WeakMap<Snapshot, Known>();

/** `names` are display names for some of the candidates; the others are called by their account. */
export function standingsOf(snapshot: Snapshot, names: readonly NodeName[]): Standings {
  const earlier = known.get(snapshot);
  if (earlier?.names === names) return earlier.standings;
  const standings = workOut(snapshot, names);
  known.set(snapshot, { names, standings });
  return standings;
}

function workOut(snapshot: Snapshot, names: readonly NodeName[]): Standings {
  const named = new Map(names.map((name) => [name.account, name]));
  const witnesses = new Set(snapshot.witnesses);
  const totalVotes = snapshot.candidates.reduce((sum, { votes }) => sum + votes, 0n);
  const nodes = snapshot.candidates.map((candidate, index): Standing => {
    const { account, votes, elected } = candidate;
    const { name = '', ...inLanguages } = namesOf(named.get(account) ?? { account, name: '' });
    return {
      ...inLanguages,
      name: name || account,
      account,
      candidate,
      rank: index + 1,
      share: shareOf(votes, totalVotes),
      kind: kindOf(candidate),
      producing: witnesses.has(candidate.publicKey),
      toThreshold: elected || votes >= snapshot.threshold ? 0n : snapshot.threshold - votes,
      score: snapshot.scores.get(account) ?? 0n,
    };
  });
  return { totalVotes, nodes };
}

function kindOf({ elected, status, isProducer }: Candidate): NodeKind {
  const approved = status === 1 || status === 2;
  if (!elected || !approved) return 'candidate';
  return isProducer ? 'servi' : 'partner';
}

/** The rank that a newcomer with these votes would take. */
export function rankOfVotes(nodes: readonly Standing[], votes: Amount): number {
  return 1 + nodes.filter(({ candidate }) => candidate.votes >= votes).length;
}
