// What people should be told of the recording, worked out from test/fixtures/transitions.json and nothing else.

import type { Direction } from '../../src/election/rule.ts';
import type { RuleName } from '../../src/rules/index.ts';
import transitions from '../fixtures/transitions.json' with { type: 'json' };
import type { Steps } from '../support/steps.ts';
import type { Watch } from '../support/watches.ts';

type Transition = (typeof transitions)[number]['events'][number];

/** Rule that tells of it, and the direction when it has one. */
const TOLD: Readonly<Record<string, readonly [rule: RuleName, direction?: Direction]>> = {
  ...{
    elected: ['elected', 'up'],
    unelected: ['elected', 'down'],
    online: ['online', 'up'],
    offline: ['online', 'down'],
  },
  registered: ['status'],
  approved: ['status'],
  leaving: ['status'],
  left: ['status'],
  unregistered: ['status'],
  profile_changed: ['profile'],
  dividend_credited: ['dividend'],
  strike: ['strikes'],
  barred: ['barred', 'down'],
  unbarred: ['barred', 'up'],
};
const THRESHOLD = 2_100_000;
const LAST = 431;

/** Nodes of which people can be told something, as often as that is so. */
export const eventfulNodes: readonly string[] = transitions.flatMap(({ events }) =>
  events.filter(isTold).map(({ node }) => node),
);

/** For the subscriptions of one place: a line per event, whatever of them it fires, at the look that shows it. */
export function truthAt(isLooking: Steps): (list: readonly Watch[]) => readonly string[] {
  const told = looks(isLooking).flatMap(({ step, events }) =>
    events.filter(isTold).map((event) => ({ event, line: `${step} ${wordsOf(event)}` })),
  );
  return (list) => told.filter(({ event }) => list.some((watch) => isWatched(event, watch))).map(({ line }) => line);
}

/** What happened up to each. Dividends of a node are one between two looks; of what else is told, no look is left out. */
function looks(isLooking: Steps) {
  const nextLook = (step: number): number => (isLooking(step) || step >= LAST ? step : nextLook(step + 1));
  const found = Map.groupBy(transitions, ({ step }) => nextLook(step));
  return [...found].map(([step, some]) => ({
    step,
    events: some.flatMap(({ events }): readonly Transition[] => events).reduce(addUp, []),
  }));
}

function addUp(all: Transition[], event: Transition): Transition[] {
  if (!('perVote' in event)) return [...all, event];
  const isSame = ({ type, node }: Transition) => type === event.type && node === event.node;
  const before = all.find(isSame);
  if (!before || !('perVote' in before)) return [...all, event];
  return [...all.filter((each) => !isSame(each)), { ...event, perVote: plus(before.perVote, event.perVote) }];
}

function isTold({ type, ...more }: Transition): boolean {
  return type in TOLD && (type !== 'strike' || ('count' in more && more.count === 2));
}

function isWatched({ type, node }: Transition, { subject, rule }: Watch): boolean {
  const [event, direction] = TOLD[type] ?? [];
  const isAsked = direction === undefined || rule.direction === 'both' || rule.direction === direction;
  return (
    rule.event === event && isAsked && (subject.kind === 'all' || (subject.kind === 'node' && subject.node === node))
  );
}

/** "elected newnode_1 2100000" */
function wordsOf({ type, node, ...more }: Transition): string {
  const { votes, perVote, untilBlock } = more as { votes?: string; perVote?: string; untilBlock?: number }; // by type
  // Whoever leaves the election with enough votes has not lost them.
  if (type === 'unelected' && Number(votes) >= THRESHOLD) return `gone ${node}`;
  const value = votes ? cut(votes, 0) : perVote ? cut(`${perVote}e6`, 8) : untilBlock;
  return [type, node, ...(value === undefined ? [] : [value])].join(' ');
}

const formats = new Map<number, Intl.NumberFormat>();

/** Exact, and never rounded up. */
export function cut(decimal: string, places: number): string {
  const options = { maximumFractionDigits: places, roundingMode: 'trunc', useGrouping: false } as const;
  const format = formats.get(places) ?? new Intl.NumberFormat('en', options);
  formats.set(places, format);
  return format.format(decimal as `${number}`);
}

const ONE = 10n ** 50n;

function plus(one: string, other: string): string {
  const sum = digits(one) + digits(other);
  return `${sum / ONE}.${String(sum % ONE).padStart(50, '0')}`;
}

/** Of a coefficient, in units of 1e-50. */
export function digits(coefficient: string): bigint {
  const [whole = '0', fraction = ''] = coefficient.split('.');
  return BigInt(whole + fraction.padEnd(50, '0'));
}
