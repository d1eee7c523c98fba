// What happened between two states of the election. Each change is told once, in an order that depends on nothing but them.

import { Exact } from './arithmetic.ts';
import type { ElectionEvent } from './events.ts';
import { overtakes } from './overtakes.ts';
import type { CandidateStatus } from './snapshot.ts';
import type { ElectionState, NodeState } from './state.ts';

const STATUS_EVENTS = {
  0: 'registered',
  1: 'approved',
  2: 'leaving',
  3: 'left',
} as const satisfies Readonly<Record<CandidateStatus, ElectionEvent['type']>>;

/** By rank in `newer`, then those who are candidates no more, then who overtook whom. */
export function diffElection(older: ElectionState, newer: ElectionState): readonly ElectionEvent[] {
  const events: ElectionEvent[] = [];
  for (const [node, after] of newer.nodes) {
    const before = older.nodes.get(node);
    if (before !== after) events.push(...(before ? changed(node, before, after) : appeared(node, after)));
  }
  for (const [node, before] of older.nodes) {
    if (!newer.nodes.has(node)) events.push(...gone(node, before));
  }
  return [...events, ...overtakes([...older.nodes.keys()], [...newer.nodes.keys()])];
}

/** Strikes, bars and dividends outlive a registration, so they are nothing new at the next one. */
function appeared(node: string, after: NodeState): readonly ElectionEvent[] {
  const blank = { ...after, status: 0, online: false, elected: false, listed: false } as const;
  return [{ type: 'registered', node }, ...changed(node, blank, after)];
}

function gone(node: string, { elected, votes, listed }: NodeState): readonly ElectionEvent[] {
  const events: ElectionEvent[] = [{ type: 'unregistered', node }];
  if (elected) events.push({ type: 'unelected', node, votes });
  if (listed) events.push({ type: 'producer_list_left', node });
  return events;
}

function changed(node: string, before: NodeState, after: NodeState): readonly ElectionEvent[] {
  const events: ElectionEvent[] = [];
  if (before.status !== after.status) events.push({ type: STATUS_EVENTS[after.status], node });
  if (before.online !== after.online) events.push({ type: after.online ? 'online' : 'offline', node });
  if (before.profile !== after.profile) events.push({ type: 'profile_changed', node });
  if (before.elected !== after.elected) {
    events.push({ type: after.elected ? 'elected' : 'unelected', node, votes: after.votes });
  }
  if (before.listed !== after.listed) {
    events.push({ type: after.listed ? 'producer_list_entered' : 'producer_list_left', node });
  }
  return [...events, ...penalties(node, before, after), ...dividends(node, before, after)];
}

function penalties(node: string, before: NodeState, after: NodeState): readonly ElectionEvent[] {
  const { strikes: count, barredUntil: untilBlock } = after;
  const events: ElectionEvent[] = [];
  if (count > before.strikes) events.push({ type: 'strike', node, count });
  if (untilBlock !== before.barredUntil) {
    events.push(untilBlock === 0 ? { type: 'unbarred', node } : { type: 'barred', node, untilBlock });
  }
  return events;
}

function dividends(node: string, before: NodeState, after: NodeState): readonly ElectionEvent[] {
  if (before.coefficient === after.coefficient) return [];
  const growth = new Exact(after.coefficient).minus(before.coefficient);
  return growth.isPositive() && !growth.isZero()
    ? [{ type: 'dividend_credited', node, perVote: growth.toFixed() }]
    : [];
}
