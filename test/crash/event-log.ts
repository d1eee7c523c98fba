// The event log held against the recording: whatever happened to the program, each node's events lead from its first state to
// its last one, and every dividend is in them.
import { isDeepStrictEqual } from 'node:util';
import type { LoggedEvent } from '../../src/core/ports/alert.ts';
import { Exact } from '../../src/election/arithmetic.ts';
import type { CandidateStatus } from '../../src/election/snapshot.ts';
import type { ElectionState, NodeState } from '../../src/election/state.ts';
import transitions from '../fixtures/transitions.json' with { type: 'json' };

/** What the log knows of a node. */
interface Known extends Pick<NodeState, 'status' | 'online' | 'elected' | 'barredUntil'> {
  readonly isCandidate: boolean;
}

const BLANK: Known = { isCandidate: false, status: 0, online: false, elected: false, barredUntil: 0 };
const STATUS: Readonly<Record<string, CandidateStatus>> = { approved: 1, leaving: 2, left: 3 };

/** Everything that does not fit. */
export function checkLog(events: readonly LoggedEvent[], first: ElectionState, last: ElectionState): readonly string[] {
  const own = events.filter(({ level }) => level === undefined);
  const nodes = [...new Set([...first.nodes.keys(), ...last.nodes.keys(), ...own.map(({ subject }) => subject)])];
  const byNode = Map.groupBy(own, ({ subject }) => subject);
  return nodes.flatMap((node) => {
    const list = byNode.get(node) ?? [];
    return [...replay(node, list, first, last), ...checkDividends(node, list, last.block)];
  });
}

function replay(node: string, list: readonly LoggedEvent[], first: ElectionState, last: ElectionState) {
  const wrong: string[] = [];
  let known = knownOf(first.nodes.get(node));
  for (const event of list) {
    const next = after(known, event);
    if (isDeepStrictEqual(known, next) && !OTHER.includes(event.type))
      wrong.push(`${node}: ${event.type} again (${event.id})`);
    known = next;
  }
  const end = knownOf(last.nodes.get(node));
  // Bars outlive a registration, but are not told of whoever is no candidate.
  const isRight = isDeepStrictEqual(known, end.isCandidate ? end : { ...end, barredUntil: known.barredUntil });
  return isRight ? wrong : [...wrong, `${node}: ends as ${JSON.stringify(known)}`];
}

/** Types that change none of these facts. */
const OTHER = ['profile_changed', 'strike', 'dividend_credited', 'overtaken'];

/** A candidate begins with nothing, and ends so. */
function after(known: Known, { type, after: value = '' }: LoggedEvent): Known {
  const status = STATUS[type];
  if (status !== undefined) return { ...known, status };
  switch (type) {
    // Between two looks a candidate may have left and come back.
    case 'registered':
      return known.isCandidate ? { ...known, status: 0 } : { ...known, isCandidate: true, status: 0, online: false };
    case 'unregistered':
      return { ...known, isCandidate: false, status: 0, online: false };
    case 'online':
    case 'offline':
      return { ...known, online: type === 'online' };
    case 'elected':
    case 'unelected':
      return { ...known, elected: type === 'elected' };
    case 'barred':
    case 'unbarred':
      return { ...known, barredUntil: Number(value) };
    default:
      return known;
  }
}

function knownOf(node: NodeState | undefined): Known {
  if (!node) return BLANK;
  const { status, online, elected, barredUntil } = node;
  return { isCandidate: true, status, online, elected, barredUntil };
}

/** They add up exactly. Of a candidate that was none at the look before, nobody knows what was credited in between. */
function checkDividends(node: string, list: readonly LoggedEvent[], lastBlock: number) {
  const isKnown = (block: number) =>
    block <= lastBlock &&
    !list.some(({ type, blocks }) => type === 'registered' && block > blocks.from && block <= blocks.to);
  const due = credits.filter((credit) => credit.node === node && isKnown(credit.block)).map(({ perVote }) => perVote);
  const told = list.flatMap(({ type, after: perVote = '0' }) => (type === 'dividend_credited' ? [perVote] : []));
  const [sumTold, sumDue] = [told, due].map((all) => all.reduce((sum, each) => sum.plus(each), new Exact(0)).toFixed());
  return sumTold === sumDue ? [] : [`${node}: dividends of ${sumTold} instead of ${sumDue}`];
}

const credits = transitions.flatMap(({ block, events }) =>
  events.flatMap(({ type, node, ...more }) =>
    type === 'dividend_credited' && 'perVote' in more ? [{ node, block, perVote: more.perVote ?? '0' }] : [],
  ),
);
