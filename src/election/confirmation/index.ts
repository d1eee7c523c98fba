// What is announced: not what a node shows, but what enough of them showed for long enough. Pure, so that every rule of it
// can be tried on states made by hand.
import type { Amount } from '../../core/values/amount.ts';
import { diffElection } from '../diff.ts';
import type { ElectionEvent } from '../events.ts';
import { byVotes } from '../snapshot.ts';
import type { ElectionState, NodeState } from '../state.ts';
import { type Disagreement, disagreementsOf } from './disagreement.ts';
import { decideNode, isUnchanged, type Side, settleFact } from './node.ts';
import type { Demands, PendingFact } from './pending-facts.ts';

/** What one node shows. */
interface Shown {
  readonly host: string;
  readonly state: ElectionState;
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
  /** All that last, again at every look at which the chain has moved. */
  readonly disagreements: readonly Disagreement[];
  /** Nodes whose word counted: not below the height that was announced last. */
  readonly hosts: readonly string[];
  /** Fewer nodes than asked for. */
  readonly isOneSource: boolean;
}

/** Throws a RangeError when there is no state, or when states are of different chains. */
export function decide({ announced, pending, shown, confirm, quorum: asked, isSettling }: Look): Decision {
  const quorum = Math.min(asked, shown.length);
  const head = headOf(shown, quorum, announced?.chain);
  const sides = shown.filter(({ state }) => state.block >= (announced?.block ?? 0));
  const counted = quorum === 1 ? sides.slice(0, 1) : sides;
  const source = { hosts: counted.map(({ host }) => host), isOneSource: shown.length < asked };
  if (!announced) {
    const { state } = settle(head, [], { sides, head, demands: { confirm: 1, quorum, isHeld: false } });
    return { state, pending: [], events: [], disagreements: [], ...source };
  }
  // A chain that stands still confirms nothing.
  if (head.block <= announced.block) {
    return { state: announced, pending, events: [], disagreements: [], ...source };
  }
  const next = settle(announced, pending, { sides, head, demands: { confirm, quorum, isHeld: isSettling } });
  const events = diffElection(announced, next.state).map((event) => withNewestVotes(event, sides));
  return { ...next, events, disagreements: disagreementsOf(next.pending), ...source };
}

/** The state at the height that enough nodes have reached. */
function headOf(shown: readonly Shown[], quorum: number, chain: string | undefined): ElectionState {
  const states = shown.map(({ state }) => state);
  const [preferred] = states;
  if (states.some((state) => state.chain !== (chain ?? preferred?.chain))) {
    throw new RangeError('states of different chains');
  }
  const head = quorum === 1 ? preferred : states.toSorted((a, b) => b.block - a.block)[quorum - 1];
  if (!head) throw new RangeError('no state to decide on');
  return head;
}

interface Evidence {
  readonly sides: readonly Shown[];
  readonly head: ElectionState;
  readonly demands: Demands;
}

function settle(base: ElectionState, pending: readonly PendingFact[], { sides, head, demands }: Evidence) {
  const facts = byNode(pending);
  const next: PendingFact[] = [];
  const nodes: (readonly [string, NodeState])[] = [];
  let isChanged = false;
  for (const account of accountsOf(base, sides, facts)) {
    const announced = base.nodes.get(account);
    const evidence = { sides: sides.map((side) => sideOf(side, account)), earlier: facts.get(account), demands };
    const decided = isUnchanged(announced, evidence.sides)
      ? { node: announced, pending: [] }
      : decideNode(account, announced, evidence);
    if (decided.node) nodes.push([account, decided.node]);
    isChanged ||= decided.node !== announced;
    next.push(...decided.pending);
  }
  const threshold = settleThreshold(base, sides, facts.get(ALL), demands);
  next.push(...threshold.pending);
  if (demands.isHeld) return { state: base, pending: next };
  const { chain, block, time } = head;
  const ranked = isChanged ? new Map(nodes.toSorted(byRank)) : base.nodes;
  return { state: { chain, block, time, threshold: threshold.value, nodes: ranked }, pending: next };
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

function sideOf({ host, state }: Shown, account: string): Side {
  return { host, block: state.block, time: state.time, node: state.nodes.get(account) };
}

function settleThreshold(
  { threshold }: ElectionState,
  shown: readonly Shown[],
  earlier: ReadonlyMap<string, PendingFact> | undefined,
  demands: Demands,
): { readonly value: Amount; readonly pending: readonly PendingFact[] } {
  const sides = shown.map(({ host, state }) => ({ host, ...state }));
  const evidence = { sides, earlier, demands };
  const { winner, pending } = settleFact(ALL, 'threshold', threshold, (side) => side.threshold, evidence);
  return { value: winner?.threshold ?? threshold, pending };
}

function byRank([a, one]: readonly [string, NodeState], [b, other]: readonly [string, NodeState]): number {
  return byVotes({ account: a, votes: one.votes }, { account: b, votes: other.votes });
}

/** Announced votes follow slowly; what is told of an election is how many there are. */
function withNewestVotes(event: ElectionEvent, sides: readonly Shown[]): ElectionEvent {
  if (event.type !== 'elected' && event.type !== 'unelected') return event;
  const shown = sides.map(({ state }) => state.nodes.get(event.node));
  const newest = shown.find((node) => node?.elected === (event.type === 'elected'));
  return newest ? { ...event, votes: newest.votes } : event;
}
