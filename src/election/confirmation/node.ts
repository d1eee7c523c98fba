// What is announced of one candidate, fact by fact.
import { Exact } from '../arithmetic.ts';
import type { JointFact, NodeState } from '../state.ts';
import { agreedOn } from './agreement.ts';
import { differ, type SourceView } from './disagreement.ts';
import { followNumber } from './followed-number.ts';
import { type Demands, type PendingFact, weigh } from './pending-facts.ts';

/** What one node shows of the candidate; undefined when it is none there. */
export interface Side {
  readonly source: string;
  readonly block: number;
  readonly time: number;
  /** Facts that its look does not tell; undefined: all that it shows is of `block`. */
  readonly torn: ReadonlySet<JointFact> | undefined;
  readonly node: NodeState | undefined;
}

type Pending = ReadonlyMap<string, PendingFact>;
type AnySide = Omit<Side, 'node'>;

export interface Evidence<S extends AnySide> {
  /** The preferred one first. */
  readonly sides: readonly S[];
  /** By fact. */
  readonly earlier: Pending | undefined;
  readonly demands: Demands;
}

type Present = Side & { readonly node: NodeState };

/** Facts that must stand for a while. */
const FACTS = ['status', 'online', 'elected', 'listed', 'profile', 'barredUntil', 'unclaimed'] as const;
/** What is in the chain once is not taken back, and comes with a candidate that registers again. */
const KEPT = ['strikes', 'barredUntil', 'coefficient', 'profile'] as const;
const NUMBERS = ['strikes', 'coefficient', 'votes', 'rank'] as const;
/** Of these it is told when nodes differ. */
const COMPARED = ['strikes', 'coefficient', 'votes'] as const;
const JOINT: ReadonlySet<string> = new Set<JointFact>(['votes', 'rank', 'unclaimed']);
/** Of a candidate of whom nothing is known yet; its rank is behind every other. */
const NOTHING: Omit<NodeState, (typeof KEPT)[number]> = {
  ...{ status: 0, online: false, elected: false, listed: false, unclaimed: false },
  ...{ votes: 0n, rank: 1_000_000_000 },
};

/** All show what is announced: there is nothing to decide, and what was pending is over. */
export function isUnchanged(announced: NodeState | undefined, sides: readonly Side[]): boolean {
  return sides.every(
    ({ node, torn }) => !torn && (node === announced || (node && announced ? isSame(node, announced) : false)),
  );
}

function isSame(a: NodeState, b: NodeState): boolean {
  return [...FACTS, ...NUMBERS].every((fact) => a[fact] === b[fact]);
}

export interface Decided {
  readonly node: NodeState | undefined;
  readonly pending: readonly PendingFact[];
  /** Votes in each of the looks that confirm them; undefined where nodes did not agree on them in all of these. */
  readonly votes: readonly bigint[] | undefined;
}

/** Of one that is not announced yet, with every fact that has stood for as long as it was seen; the rest follows. */
export function decideNode(account: string, announced: NodeState | undefined, evidence: Evidence<Side>): Decided {
  const { earlier, demands } = evidence;
  const sides = presentOf(evidence.sides);
  const present = { sides, earlier, demands };
  const [first] = sides;
  const brought = announced ? undefined : broughtAlong(present);
  const asked = announced || brought ? evidence : held(evidence);
  const listing = settleFact(account, 'candidate', announced !== undefined, ({ node }) => node !== undefined, asked);
  if (announced && listing.winner) return { node: undefined, pending: [], votes: undefined };
  const base = announced ?? (first && { ...first.node, ...NOTHING, ...brought });
  if (!base) return { node: undefined, pending: listing.pending, votes: undefined };
  const isIn = announced || listing.winner;
  const settled = settleNode(account, base, isIn ? present : held(present));
  return {
    node: isIn && settled.node,
    pending: [...listing.pending, ...settled.pending],
    votes: settled.votes,
  };
}

/** All that nodes agree on now, of a candidate that no look before this one could tell of; undefined while they do not. */
export function adoptNode(sides: readonly Side[], { quorum }: Demands): NodeState | undefined {
  const counted = countedOf({ sides: presentOf(sides), demands: { quorum } });
  if (counted.some(({ torn }) => torn && torn.size > 0)) return undefined;
  const nodes = counted.map(({ node }) => node);
  const facts = [...FACTS, ...NUMBERS].map((fact) => [fact, agreed(nodes, fact, quorum)] as const);
  if (facts.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(facts) as unknown as NodeState; // each fact of it has just been found
}

function presentOf(sides: readonly Side[]): readonly Present[] {
  return sides.filter((side): side is Present => side.node !== undefined);
}

/** What a candidate has from before it registered; undefined while nodes do not agree on that. */
function broughtAlong(evidence: Evidence<Present>): Partial<NodeState> | undefined {
  const { quorum } = evidence.demands;
  const nodes = countedOf(evidence).map(({ node }) => node);
  const facts = KEPT.map((fact) => [fact, agreed(nodes, fact, quorum)] as const);
  return facts.every(([, value]) => value !== undefined) ? Object.fromEntries(facts) : undefined;
}

function agreed<F extends keyof NodeState>(nodes: readonly NodeState[], fact: F, quorum: number) {
  return agreedOn(
    nodes.map((node) => node[fact]),
    quorum,
  );
}

function held<S extends AnySide>(evidence: Evidence<S>): Evidence<S> {
  return { ...evidence, demands: { ...evidence.demands, isHeld: true } };
}

function settleNode(account: string, base: NodeState, evidence: Evidence<Present>): Decided {
  const votes = followed(account, 'votes', base.votes, ({ node }) => node.votes, evidence);
  const rank = followed(account, 'rank', BigInt(base.rank), ({ node }) => BigInt(node.rank), evidence);
  const pending: PendingFact[] = [...votes.pending, ...rank.pending];
  let node = base;
  for (const fact of FACTS) {
    // It is told with the votes.
    const asked = fact === 'elected' && !votes.isSeen ? held(evidence) : evidence;
    const settled = settleFact(account, fact, base[fact], (side) => side.node[fact], asked);
    if (settled.winner) node = { ...node, [fact]: settled.winner.node[fact] };
    pending.push(...settled.pending);
  }
  for (const fact of COMPARED) pending.push(...apart(account, fact, (side) => side.node[fact], evidence));
  const next = {
    ...node,
    ...countersOf(base, evidence),
    votes: votes.value,
    rank: Number(rank.value),
  };
  return { node: isSame(next, base) ? base : next, pending, votes: votes.looks };
}

function followed(
  account: string,
  fact: 'votes' | 'rank',
  announced: bigint,
  value: (side: Present) => bigint,
  evidence: Evidence<Present>,
) {
  const { earlier, demands } = evidence;
  const counted = countedOf(evidence).filter(({ torn }) => !torn?.has(fact));
  const seen = agreedOn(counted.map(value), demands.quorum);
  const last = earlier?.get(fact);
  const { kept, ...rest } = followNumber(announced, seen, last, demands);
  const [{ block, time } = { block: 0, time: 0 }] = evidence.sides;
  const { sinceBlock, sinceTime } = last ?? { sinceBlock: block, sinceTime: time };
  const pending: readonly PendingFact[] = kept ? [{ node: account, fact, sinceBlock, sinceTime, ...kept }] : [];
  return { ...rest, isSeen: seen !== undefined, pending };
}

/** Credits and strikes never come by accident: they only need enough nodes. What was credited is never taken back. */
function countersOf({ strikes, coefficient }: NodeState, evidence: Evidence<Present>) {
  const { quorum, isHeld } = evidence.demands;
  if (isHeld) return { strikes, coefficient };
  const nodes = countedOf(evidence).map(({ node }) => node);
  const struck = agreed(nodes, 'strikes', quorum);
  const credited = agreed(nodes, 'coefficient', quorum);
  const hasGrown = credited !== undefined && new Exact(credited).isGreaterThan(coefficient);
  return { strikes: struck ?? strikes, coefficient: hasGrown ? credited : coefficient };
}

/** The side whose word is announced, if any, and what is pending of the fact. `value` gives what a side shows. */
export function settleFact<S extends AnySide, T extends FactValue>(
  node: string,
  fact: string,
  announced: T,
  value: (side: S) => T,
  evidence: Evidence<S>,
): { readonly winner?: S; readonly pending: readonly PendingFact[] } {
  const { sides, earlier, demands } = evidence;
  const last = earlier?.get(fact);
  if (!last && sides.every((side) => value(side) === announced)) return { pending: [] };
  const telling = countedOf(evidence).filter((side) => tells(side, fact));
  const views = telling.map((side) => ({ ...side, value: jsonOf(value(side)), side }));
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

function tells({ torn }: AnySide, fact: string): boolean {
  return !torn || !JOINT.has(fact) || ![...torn].some((joint) => joint === fact);
}

/** With a quorum of one the preferred node decides alone. */
function countedOf<S>({ sides, demands }: { readonly sides: readonly S[]; readonly demands: Pick<Demands, 'quorum'> }) {
  return demands.quorum === 1 ? sides.slice(0, 1) : sides;
}

function apart<S extends AnySide>(
  node: string,
  fact: string,
  value: (side: S) => FactValue,
  { sides, earlier }: Evidence<S>,
): readonly PendingFact[] {
  const telling = sides.filter((side) => tells(side, fact));
  const [first, ...others] = telling;
  if (!first || others.every((side) => value(side) === value(first))) return [];
  const views = telling.map((side): SourceView => {
    const { source, block, time, torn } = side;
    return { source, block, time, isWhole: !torn, value: jsonOf(value(side)) };
  });
  return [differ(node, fact, views, earlier)];
}
