// What is announced: not what a node shows, but what enough of them showed for long enough. Pure, so that every rule of it
// can be tried on states made by hand.
import type { Amount } from '../../core/values/amount.ts';
import { diffElection } from '../diff.ts';
import type { ElectionEvent } from '../events.ts';
import type { ElectionState, NodeState, ShownState } from '../state.ts';
import { agreedOn } from './agreement.ts';
import { type Disagreement, disagreementsOf } from './disagreement.ts';
import { adoptNode, type Decided, decideNode, isUnchanged, type Side, settleFact } from './node.ts';
import type { Demands, PendingFact } from './pending-facts.ts';
import { rankAnew } from './ranking.ts';

/** What one node shows. */
interface Shown {
  readonly source: string;
  readonly state: ShownState;
}

export interface Look {
  /** undefined when nothing was ever announced of this chain. */
  readonly announced: ElectionState | undefined;
  /** As the last look left it. */
  readonly pending: readonly PendingFact[];
  /** One of each healthy node, the preferred one first; at least one. */
  readonly shown: readonly Shown[];
  /** Looks in which a fact must have stood; at least 1. */
  readonly confirm: number;
  /** Nodes that must show it, at least 1 and never more than are configured. With fewer healthy ones, all of these. */
  readonly quorum: number;
  /** Of the first `confirm` − 1 looks after a downtime: nothing is announced, so that the next one tells all of it. */
  readonly isSettling: boolean;
}

export interface Decision {
  /** The announced state from now on. While settling, and when the chain stands still, the very same object. */
  readonly state: ElectionState;
  readonly pending: readonly PendingFact[];
  readonly events: readonly ElectionEvent[];
  /** Candidates that are no news: nodes did not agree on them in the first look at the chain, and do now. */
  readonly adopted: ReadonlySet<string>;
  /** All that last, again at every look at which the chain has moved. */
  readonly disagreements: readonly Disagreement[];
  /** Nodes whose word counted: not below the height that was announced last. */
  readonly sources: readonly string[];
  /** Fewer nodes than asked for. */
  readonly isOneSource: boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

/** undefined when it is the first look at the chain and nodes do not agree on the votes that elect. Throws a RangeError when
 *  there is no state, or when states are of different chains. */
export function decide({ announced, pending, shown, confirm, quorum: asked, isSettling }: Look): Decision | undefined {
  if (shown.length === 0) throw new RangeError('no state to decide on');
  const quorum = Math.min(asked, shown.length);
  const sides = shown.filter(({ state }) => state.block >= (announced?.block ?? 0));
  const counted = quorum === 1 ? sides.slice(0, 1) : sides;
  const shownBy = { sources: counted.map(({ source }) => source), isOneSource: shown.length < asked };
  const base = announced ?? beginning(shown, quorum);
  if (!base) return undefined;
  const head = headOf(shown, quorum, base);
  // A chain that stands still confirms nothing.
  if (head.block <= base.block) {
    return { state: base, pending, events: [], adopted: NOBODY, disagreements: [], ...shownBy };
  }
  const demands = announced ? { confirm, quorum, isHeld: isSettling } : { confirm: 1, quorum, isHeld: false };
  const next = settle(base, pending, { sides, head, demands, isFirst: !announced });
  if (!announced) return { ...next, events: [], disagreements: [], ...shownBy };
  const events = diffElection(announced, next.state).filter((event) => !isOf(event, next.adopted));
  return { ...next, events, disagreements: disagreementsOf(next.pending), ...shownBy };
}

/** A candidate that was adopted passes nobody, so it is in no event but its own. */
function isOf(event: ElectionEvent, accounts: ReadonlySet<string>): boolean {
  return accounts.has(event.node);
}

/** Before the first look: nobody is known, and everybody is to be adopted. */
function beginning(shown: readonly Shown[], quorum: number): ElectionState | undefined {
  const counted = quorum === 1 ? shown.slice(0, 1) : shown;
  const threshold = agreedOn(
    counted.map(({ state }) => state.threshold),
    quorum,
  );
  const chain = shown[0]?.state.chain ?? '';
  return threshold === undefined ? undefined : { chain, block: -1, time: 0, threshold, nodes: new Map() };
}

type Head = Pick<ElectionState, 'block' | 'time'>;

/** The height and the time that enough nodes have reached. */
function headOf(shown: readonly Shown[], quorum: number, { chain, time }: ElectionState): Head {
  const states = shown.map(({ state }) => state);
  if (states.some((state) => state.chain !== chain)) throw new RangeError('states of different chains');
  const counted = quorum === 1 ? states.slice(0, 1) : states;
  const reached = (what: keyof Head) => counted.map((state) => state[what]).sort((a, b) => b - a)[quorum - 1] ?? 0;
  return { block: reached('block'), time: Math.max(time, reached('time')) };
}

interface Evidence {
  readonly sides: readonly Shown[];
  readonly head: Head;
  readonly demands: Demands;
  readonly isFirst: boolean;
}

function settle(base: ElectionState, pending: readonly PendingFact[], evidence: Evidence) {
  const { sides, head, demands, isFirst } = evidence;
  const facts = byNode(pending);
  const next: PendingFact[] = [];
  const nodes = new Map<string, NodeState>();
  const votes = new Map<string, Decided['votes']>();
  const adopted = new Set<string>();
  for (const account of accountsOf(base, sides, facts)) {
    const announced = base.nodes.get(account);
    const shown = sides.map((side) => sideOf(side, account));
    const earlier = facts.get(account);
    const isUnseen = announced === undefined && (isFirst || earlier?.has(UNSEEN));
    const decided = isUnseen
      ? adopt(account, shown, demands, head)
      : decideOne(account, announced, shown, earlier, demands);
    if (decided.node) nodes.set(account, decided.node);
    if (decided.node && isUnseen) adopted.add(account);
    votes.set(account, decided.votes);
    next.push(...decided.pending);
  }
  const threshold = settleThreshold(base, sides, facts.get(ALL), demands);
  next.push(...threshold.pending);
  if (demands.isHeld) return { state: base, pending: next, adopted: NOBODY };
  const ranked = rankAnew(nodes.keys(), (account) => votes.get(account));
  const state: ElectionState = {
    chain: base.chain,
    ...head,
    threshold: threshold.value,
    nodes: new Map(ranked.flatMap((account) => entryOf(nodes, account))),
  };
  return { state, pending: next, adopted };
}

function entryOf<T>(map: ReadonlyMap<string, T>, key: string): readonly (readonly [string, T])[] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}

function decideOne(
  account: string,
  announced: NodeState | undefined,
  sides: readonly Side[],
  earlier: ReadonlyMap<string, PendingFact> | undefined,
  demands: Demands,
): Decided {
  if (!earlier && isUnchanged(announced, sides)) {
    return { node: announced, pending: [], votes: announced && Array<bigint>(demands.confirm).fill(announced.votes) };
  }
  return decideNode(account, announced, { sides, earlier, demands });
}

/** Kept of a candidate on which nodes did not agree yet when the chain was looked at for the first time. */
const UNSEEN = 'unseen';

function adopt(account: string, sides: readonly Side[], demands: Demands, head: Head): Decided {
  const node = demands.isHeld ? undefined : adoptNode(sides, demands);
  if (node) return { node, pending: [], votes: Array<bigint>(demands.confirm).fill(node.votes) };
  const isGone = sides.every((side) => side.node === undefined);
  const row = { node: account, fact: UNSEEN, value: 'true', sinceBlock: head.block, sinceTime: head.time, count: 0 };
  return { node: undefined, pending: isGone ? [] : [row], votes: undefined };
}

/** Where a pending fact of the whole election is kept. */
const ALL = '';

type FactsByNode = ReadonlyMap<string, ReadonlyMap<string, PendingFact>>;

function byNode(pending: readonly PendingFact[]): FactsByNode {
  const groups = Map.groupBy(pending, ({ node }) => node);
  return new Map([...groups].map(([node, facts]) => [node, new Map(facts.map((fact) => [fact.fact, fact]))]));
}

/** Each once. */
function accountsOf(base: ElectionState, sides: readonly Shown[], facts: FactsByNode): ReadonlySet<string> {
  const accounts = new Set(base.nodes.keys());
  for (const { state } of sides) for (const account of state.nodes.keys()) accounts.add(account);
  for (const account of facts.keys()) if (account !== ALL) accounts.add(account);
  return accounts;
}

function sideOf({ source, state }: Shown, account: string): Side {
  const { block, time, torn } = state;
  return { source, block, time, torn, node: state.nodes.get(account) };
}

function settleThreshold(
  { threshold }: ElectionState,
  shown: readonly Shown[],
  earlier: ReadonlyMap<string, PendingFact> | undefined,
  demands: Demands,
): { readonly value: Amount; readonly pending: readonly PendingFact[] } {
  const sides = shown.map(({ source, state: { block, time, torn, threshold: shows } }) => {
    return { source, block, time, torn, threshold: shows };
  });
  const evidence = { sides, earlier, demands };
  const { winner, pending } = settleFact(ALL, 'threshold', threshold, (side) => side.threshold, evidence);
  return { value: winner?.threshold ?? threshold, pending };
}
