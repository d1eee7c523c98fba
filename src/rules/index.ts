// The one table of what can be watched: help, completion, parsing, matching and the words of an alert are made from it.

import type { RuleTable } from '../core/ports/rule-table.ts';
import { type Line, lineAt } from '../election/line.ts';
import type { Direction, Rule } from '../election/rule.ts';

/** How a rule's value is written and kept. All are whole numbers in the store.
 *  votes, iost: 1e-8 IOST · places, blocks: as they are · span: seconds · change: 1e-8 IOST, or 1/100 % with `%`. */
export type RuleUnit = 'none' | 'votes' | 'iost' | 'places' | 'blocks' | 'span' | 'change';

export interface RuleKind {
  readonly subject: 'node' | 'account';
  readonly unit: RuleUnit;
  /** `level`: a number of the node or account crosses a line. `move`: it leaves a band around where it was.
   *  `event`: something happened. */
  readonly how: 'level' | 'move' | 'event';
  /** What is meant when nothing is said, and whether it can be said. */
  readonly direction: Direction;
  readonly hasDirection: boolean;
  /** How a value is written, for help; values between `min` and `max` are taken. */
  readonly example?: string;
  readonly min?: bigint;
  readonly max?: bigint;
  /** Also takes a period, such as 24h. */
  readonly hasPeriod?: true;
  /** Higher ones stand first in a message. */
  readonly weight: number;
}

const UNIT = 100_000_000n;
/** More IOST than there will be, and less than what 64 bits hold. */
const MAX_AMOUNT = 90_000_000_000n * UNIT;
const HOUR = 3_600n;
const DAY = 24n * HOUR;

export const RULES = {
  /** Passes the threshold, up or down. */
  elected: { subject: 'node', unit: 'none', how: 'level', direction: 'both', hasDirection: true, weight: 100 },
  votes: {
    ...{ subject: 'node', unit: 'votes', how: 'level', direction: 'both', hasDirection: true, weight: 70 },
    ...{ example: '3m', min: UNIT, max: MAX_AMOUNT },
  },
  /** Votes above the threshold. */
  margin: {
    ...{ subject: 'node', unit: 'votes', how: 'level', direction: 'both', hasDirection: true, weight: 80 },
    ...{ example: '100k', min: UNIT, max: MAX_AMOUNT },
  },
  /** Enters (up) or leaves (down) the first so many. */
  rank: {
    ...{ subject: 'node', unit: 'places', how: 'level', direction: 'both', hasDirection: true, weight: 60 },
    ...{ example: '20', min: 1n, max: 10_000n },
  },
  overtaken: { subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: false, weight: 50 },
  /** By so much within the period, measured again from the last alert. */
  move: {
    ...{ subject: 'node', unit: 'change', how: 'move', direction: 'both', hasDirection: true, weight: 55 },
    ...{ example: '5%', min: 1n, max: MAX_AMOUNT, hasPeriod: true },
  },
  online: { subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: true, weight: 75 },
  /** Makes fewer (down) than so many in a round while it is listed, or enough again (up). */
  blocks: {
    ...{ subject: 'node', unit: 'blocks', how: 'level', direction: 'down', hasDirection: true, weight: 85 },
    ...{ example: '10', min: 1n, max: 1_200n },
  },
  /** Two rounds without a block; the next one bars. */
  strikes: { subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: false, weight: 95 },
  /** Barred (down) or free again (up). */
  barred: { subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: true, weight: 98 },
  /** Not listed as a producer for that long (up), or listed again (down). */
  unlisted: {
    ...{ subject: 'node', unit: 'span', how: 'level', direction: 'up', hasDirection: true, weight: 65 },
    ...{ example: '6h', min: 600n, max: 365n * DAY },
  },
  /** Registered, approved, leaving, left, unregistered. */
  status: { subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: false, weight: 90 },
  profile: { subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: false, weight: 40 },
  dividend: { subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: false, weight: 45 },
  /** Its bonus is unclaimed for that long, so voters get nothing. */
  stuck: {
    ...{ subject: 'node', unit: 'span', how: 'level', direction: 'up', hasDirection: true, weight: 58 },
    ...{ example: '7d', min: HOUR, max: 365n * DAY },
  },
  claimable: {
    ...{ subject: 'account', unit: 'iost', how: 'level', direction: 'up', hasDirection: false, weight: 48 },
    ...{ example: '100', min: 1n, max: MAX_AMOUNT },
  },
  /** Unvoted tokens are free. */
  released: { subject: 'account', unit: 'none', how: 'event', direction: 'both', hasDirection: false, weight: 78 },
  /** A node of its votes left the election: they earn nothing. The line is at the first such vote. */
  orphaned: { subject: 'account', unit: 'none', how: 'level', direction: 'up', hasDirection: false, weight: 88 },
} as const satisfies Readonly<Record<string, RuleKind>>;

export type RuleName = keyof typeof RULES;

export const RULE_NAMES = Object.keys(RULES) as readonly RuleName[]; // the table's own keys

const kinds: ReadonlyMap<string, RuleKind> = new Map(Object.entries(RULES));

/** Of a rule of another version: nothing is known of it, and nothing fires it. */
const UNKNOWN: RuleKind = {
  ...{ subject: 'node', unit: 'none', how: 'event', direction: 'both', hasDirection: false, weight: 0 },
};

/** Whether it is one of this version. */
export function isKnown(event: string): boolean {
  return kinds.has(event);
}

export function ruleKind(name: string): RuleKind {
  return kinds.get(name) ?? UNKNOWN;
}

/** Millionths of the amount that a line stands for. */
const BAND_PPM = 5_000;

/** `threshold`: votes that elect. undefined for a rule without a line. */
export function lineOf(rule: Rule, threshold: bigint, bandPpm = BigInt(BAND_PPM)): Line | undefined {
  if (ruleKind(rule.event).how !== 'level') return undefined;
  const { event, level = 0n } = rule;
  switch (event) {
    case 'elected':
      return lineAt({ level: threshold, of: threshold }, bandPpm);
    case 'votes':
    case 'claimable':
      return lineAt({ level, of: level }, bandPpm);
    // The metric is what lies above the threshold, and moves by as much as the votes do.
    case 'margin':
      return lineAt({ level, of: threshold + level }, bandPpm);
    case 'rank':
      return lineAt({ level: -level, of: 0n }, bandPpm);
    case 'orphaned':
      return lineAt({ level: 1n, of: 0n }, bandPpm);
    default:
      return lineAt({ level, of: 0n }, bandPpm);
  }
}

const namesOf = (isMeant: (kind: RuleKind) => boolean) => RULE_NAMES.filter((name) => isMeant(RULES[name]));

/** For the store. `bandPpm`: how far a value leaves a line before the opposite alert is sent, in millionths of the line. */
export function ruleTable(bandPpm = BAND_PPM): RuleTable {
  return {
    how: (event) => kinds.get(event)?.how,
    lineOf: (rule, threshold) => lineOf(rule, threshold, BigInt(bandPpm)),
    votes: 'votes',
    moves: namesOf(({ how }) => how === 'move'),
    spans: namesOf(({ unit }) => unit === 'span'),
    ofAccounts: namesOf(({ subject }) => subject === 'account'),
  };
}
