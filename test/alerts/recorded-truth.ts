// What people should be told of the recording, worked out from test/fixtures/transitions.json and nothing else.

import type { Direction } from '../../src/election/rule.ts';
import type { RuleName } from '../../src/rules/index.ts';
import transitions from '../fixtures/transitions.json' with { type: 'json' };
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
  ...{ registered: ['status'], approved: ['status'], leaving: ['status'], left: ['status'], unregistered: ['status'] },
  ...{ profile_changed: ['profile'], dividend_credited: ['dividend'], strike: ['strikes'] },
  ...{ barred: ['barred', 'down'], unbarred: ['barred', 'up'] },
};
const THRESHOLD = 2_100_000;

/** Nodes of which people can be told something, as often as that is so. */
export const eventfulNodes: readonly string[] = transitions.flatMap(({ events }) =>
  events.filter(isTold).map(({ node }) => node),
);

/** Of one place: a line per event, whatever of the list it fires. */
export function expectedLines(list: readonly Watch[]): readonly string[] {
  return transitions.flatMap(({ step, events }) =>
    events
      .filter((event) => isTold(event) && list.some((watch) => isWatched(event, watch)))
      .map((event) => `${step} ${wordsOf(event)}`),
  );
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

/** Exact, and never rounded up. */
export function cut(decimal: string, places: number): string {
  const format = { maximumFractionDigits: places, roundingMode: 'trunc', useGrouping: false } as const;
  return new Intl.NumberFormat('en', format).format(decimal as `${number}`);
}
