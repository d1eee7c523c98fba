// How often a node will be listed as producer, as it is or as it could be, without letting anyone wait long for it.

import { inTime } from '../../src/core/ports/outage.ts';
import type { RotationSimulator, RotationYear } from '../../src/core/ports/rotation.ts';
import type { Candidate, Snapshot } from '../../src/election/snapshot.ts';

export interface Earner {
  /** undefined: it does not exist yet. */
  readonly node: ExistingNode | undefined;
  readonly votes: bigint;
  /** A Servi node, which makes blocks. */
  readonly isServi: boolean;
  /** Approved and online, with other votes or another kind than it has. */
  readonly isWhatIf: boolean;
}

interface ExistingNode {
  readonly account: string;
  readonly kind: 'servi' | 'partner' | 'candidate';
  readonly candidate: Pick<Candidate, 'online'>;
}

/** Of a simulated year that starts at `block`. */
interface KnownRounds {
  readonly kind: 'known';
  readonly rounds: number;
  readonly block: number;
}

export type ListedRounds =
  | KnownRounds
  /** The simulation is not done, for it or others before it take long; or it failed. */
  | { readonly kind: 'later' | 'failed' };

/** Why it takes no part in making blocks; undefined when it does. */
export type Idle = 'below' | 'partner' | 'offline' | undefined;

export function idleReason({ node, votes, isServi, isWhatIf }: Earner, { threshold }: Snapshot): Idle {
  if (votes < threshold) return 'below';
  if (!node || isWhatIf) return isServi ? undefined : 'partner';
  if (node.kind !== 'servi') return 'partner';
  return node.candidate.online ? undefined : 'offline';
}

/** Whoever takes no part needs no simulation. */
export async function listedRounds(
  rotation: RotationSimulator,
  snapshot: Snapshot,
  subject: Earner,
): Promise<ListedRounds> {
  if (idleReason(subject, snapshot)) return { kind: 'known', rounds: 0, block: snapshot.blocks.first };
  const year = await inTime(simulate(rotation, snapshot, subject));
  return year.kind === 'known' ? year.value : year;
}

async function simulate(
  rotation: RotationSimulator,
  snapshot: Snapshot,
  { node, votes, isServi, isWhatIf }: Earner,
): Promise<KnownRounds> {
  if (node && !isWhatIf) {
    const year = await rotation.year(snapshot);
    const rounds = year.listed.get(node.account);
    // The year is kept for a day, and this node may have been elected later that day.
    if (rounds !== undefined) return known(year, rounds);
  }
  const year = await rotation.whatIf(snapshot, { ...(node && { account: node.account }), votes, isProducer: isServi });
  return known(year, year.own);
}

function known({ block }: RotationYear, rounds: number): KnownRounds {
  return { kind: 'known', rounds, block };
}
