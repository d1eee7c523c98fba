// What is announced of one candidate, fact by fact.

import { Exact } from '../arithmetic.ts';
import type { NodeState } from '../state.ts';
import { agreedRange, isSome, nearestIn } from './agreement.ts';
import { differ, type HostView } from './disagreement.ts';
import { type Demands, type PendingFact, weigh } from './pending-facts.ts';
import { followVotes } from './vote-window.ts';

/** What one node shows of the candidate; undefined when it is none there. */
export interface Side {
  readonly host: string;
  readonly block: number;
  readonly time: number;
  readonly node: NodeState | undefined;
}

type Pending = ReadonlyMap<string, PendingFact>;

interface Evidence<S extends Omit<Side, 'node'>> {
  /** The preferred one first. */
  readonly sides: readonly S[];
  /** By fact. */
  readonly earlier: Pending | undefined;
  readonly demands: Demands;
}

type Present = Side & { readonly node: NodeState };

/** Facts that must stand for a while. */
const FACTS = ['status', 'online', 'elected', 'listed', 'profile', 'barredUntil'] as const;
/** Credits and strikes never come by accident: they only need enough nodes. */
const COUNTERS = ['strikes', 'coefficient', 'votes'] as const;

/** All show what is announced: there is nothing to decide, and what was pending is over. */
export function isUnchanged(announced: NodeState | undefined, sides: readonly Side[]): boolean {
  return sides.every(({ node }) => node === announced || (node && announced ? isSame(node, announced) : false));
}

function isSame(a: NodeState, b: NodeState): boolean {
  return [...FACTS, ...COUNTERS].every((fact) => a[fact] === b[fact]);
}

interface Decided {
  readonly node: NodeState | undefined;
  readonly pending: readonly PendingFact[];
}

/** Whoever is a candidate from now on is so with all that it is now: only its being one had to stand for a while. */
export function decideNode(account: string, announced: NodeState | undefined, evidence: Evidence<Side>): Decided {
  const { sides, earlier, demands } = evidence;
  const present = sides.filter((side): side is Present => side.node !== undefined);
  const listing = settleFact(account, 'candidate', announced !== undefined, ({ node }) => node !== undefined, evidence);
  if (listing.winner) {
    const { node } = listing.winner;
    const now = { sides: present, earlier: undefined, demands: { ...demands, confirm: 1 } };
    return { node: node && settleNode(account, node, now).node, pending: listing.pending };
  }
  if (!announced) return { node: undefined, pending: listing.pending };
  const settled = settleNode(account, announced, { sides: present, earlier, demands });
  return { node: settled.node, pending: [...listing.pending, ...settled.pending] };
}

function settleNode(account: string, announced: NodeState, evidence: Evidence<Present>) {
  const pending: PendingFact[] = [];
  let node = announced;
  for (const fact of FACTS) {
    const settled = settleFact(account, fact, announced[fact], (side) => side.node[fact], evidence);
    if (settled.winner) node = { ...node, [fact]: settled.winner.node[fact] };
    pending.push(...settled.pending);
  }
  const { votes, window } = settleVotes(account, announced, evidence);
  const counted = {
    strikes: settleStrikes(announced, evidence),
    coefficient: settleCredit(announced, evidence),
    votes,
  };
  for (const fact of COUNTERS) pending.push(...apart(account, fact, (side) => side.node[fact], evidence));
  const next = { ...node, ...counted };
  return { node: isSame(next, announced) ? announced : next, pending: [...pending, ...window] };
}

/** The side whose word is announced, if any, and what is pending of the fact. `value` gives what a side shows. */
export function settleFact<S extends Omit<Side, 'node'>, T extends FactValue>(
  node: string,
  fact: string,
  announced: T,
  value: (side: S) => T,
  evidence: Evidence<S>,
): { readonly winner?: S; readonly pending: readonly PendingFact[] } {
  const { sides, earlier, demands } = evidence;
  const last = earlier?.get(fact);
  if (!last && sides.every((side) => value(side) === announced)) return { pending: [] };
  const views = counted(evidence).map((side) => ({ ...side, value: jsonOf(value(side)), side }));
  const { winner, pending } = weigh(jsonOf(announced), views, last, demands);
  return {
    ...(winner && { winner: winner.side }),
    pending: [...(pending ? [{ node, fact, ...pending }] : []), ...apart(node, fact, value, evidence)],
  };
}

type FactValue = string | number | boolean | bigint;

function jsonOf(value: FactValue): string {
  return JSON.stringify(typeof value === 'bigint' ? `${value}` : value);
}

/** With a quorum of one the preferred node decides alone. */
function counted<S>({ sides, demands }: { readonly sides: readonly S[]; readonly demands: Demands }): readonly S[] {
  return demands.quorum === 1 ? sides.slice(0, 1) : sides;
}

function apart<S extends Omit<Side, 'node'>>(
  node: string,
  fact: string,
  value: (side: S) => FactValue,
  { sides, earlier }: Evidence<S>,
): readonly PendingFact[] {
  const [first, ...others] = sides;
  if (!first || others.every((side) => value(side) === value(first))) return [];
  const views = sides.map((side): HostView => {
    const { host, block, time } = side;
    return { host, block, time, value: jsonOf(value(side)) };
  });
  return [differ(node, fact, views, earlier)];
}

function settleVotes(account: string, { votes: announced }: NodeState, evidence: Evidence<Present>) {
  const { earlier, demands } = evidence;
  const last = earlier?.get('votes');
  const sides = counted(evidence);
  const shown = sides.map(({ node }) => node.votes);
  const { votes, window } = followVotes(announced, shown, last?.value, demands);
  const [{ block, time } = { block: 0, time: 0 }] = sides;
  const since = last ?? { sinceBlock: block, sinceTime: time };
  const { sinceBlock, sinceTime } = since;
  const row = { node: account, fact: 'votes', sinceBlock, sinceTime, count: 0 };
  return { votes, window: window === undefined ? [] : [{ ...row, value: window }] };
}

function settleStrikes({ strikes }: NodeState, evidence: Evidence<Present>): number {
  const shown = counted(evidence).map(({ node }) => node.strikes);
  return settleCounter(strikes, shown, evidence.demands, (a, b) => a - b);
}

function settleCredit({ coefficient }: NodeState, evidence: Evidence<Present>): string {
  const shown = counted(evidence).map(({ node }) => node.coefficient);
  return settleCounter(coefficient, shown, evidence.demands, (a, b) =>
    a === b ? 0 : (new Exact(a).comparedTo(b) ?? 0),
  );
}

function settleCounter<T>(
  announced: T,
  shown: readonly T[],
  { quorum, isHeld }: Demands,
  compare: (a: T, b: T) => number,
): T {
  if (isHeld || shown.length < quorum || !isSome(shown)) return announced;
  return nearestIn(announced, agreedRange(shown, quorum, compare), compare);
}
