// What can be watched: the list of all rules, and what the rest of the program asks of it.

import type { RuleTable } from '../core/ports/rule-table.ts';
import type { Happening } from '../election/events.ts';
import { type Line, lineAt } from '../election/line.ts';
import type { Rule } from '../election/rule.ts';
import { barred } from './barred.ts';
import { blocks } from './blocks.ts';
import { claimable } from './claimable.ts';
import type { EventRule, Logged, RuleKind, Told } from './define.ts';
import { dividend } from './dividend.ts';
import { elected } from './elected.ts';
import { margin } from './margin.ts';
import { metricsOf } from './metrics.ts';
import { move } from './move.ts';
import { NOTHING_NOW } from './now.ts';
import { online } from './online.ts';
import { orphaned } from './orphaned.ts';
import { overtaken } from './overtaken.ts';
import { NO_PREVIEW } from './preview.ts';
import { profile } from './profile.ts';
import { rank } from './rank.ts';
import { released } from './released.ts';
import { status } from './status.ts';
import { strikes } from './strikes.ts';
import { stuck } from './stuck.ts';
import { textKeysOf } from './text-keys.ts';
import { unlisted } from './unlisted.ts';
import { votes } from './votes.ts';

/** In the order in which they are listed. */
const LIST = [
  elected,
  votes,
  margin,
  rank,
  overtaken,
  move,
  online,
  blocks,
  strikes,
  barred,
  unlisted,
  status,
  profile,
  dividend,
  stuck,
  claimable,
  released,
  orphaned,
] as const satisfies readonly RuleKind[];

type Listed = (typeof LIST)[number];

export type RuleName = Listed['name'];

export const RULES: readonly RuleKind[] = LIST;
export const RULE_NAMES: readonly RuleName[] = LIST.map(({ name }) => name);
/** Those that are about an account. */
export const ACCOUNT_RULES: readonly RuleName[] = LIST.flatMap(({ subject, name }) =>
  subject === 'account' ? name : [],
);

type TypesOf<R> = R extends { readonly events: infer E } | { readonly logs: infer E } ? keyof E : never;
type Watched = TypesOf<Listed>;
type Unwatched = Exclude<Happening['type'], Watched> | Exclude<Watched, Happening['type']>;

/** What happens to a dozen nodes at every vote block, and is no news. Whatever can happen is told by a rule or stands here:
 *  what does neither, what does both, and a rule of something that never happens do not compile. */
export const SILENT: Readonly<Record<Unwatched, 'silent'>> = {
  producer_list_entered: 'silent',
  producer_list_left: 'silent',
};

const byName: ReadonlyMap<string, RuleKind> = new Map(RULES.map((rule) => [rule.name, rule]));

/** Whether it is one of this version. */
export function isKnown(event: string): boolean {
  return byName.has(event);
}

/** Of a rule of another version: nothing is known of it, and nothing fires it. */
const UNKNOWN: EventRule = {
  ...{ name: '', how: 'event', subject: 'node', unit: 'none', direction: 'both', hasDirection: false, weight: 0 },
  ...{ events: {}, now: NOTHING_NOW, preview: NO_PREVIEW },
};

export function ruleKind(name: string): RuleKind {
  return byName.get(name) ?? UNKNOWN;
}

/** The first that takes such a value. */
export function ruleOfUnit(unit: Listed['unit']): RuleName {
  const first = LIST.find((rule) => rule.unit === unit);
  if (!first) throw new RangeError(`no rule takes ${unit}`);
  return first.name;
}

interface Known {
  readonly rule: RuleKind;
  readonly kept: Logged<Happening>;
  /** undefined: it is only logged, for the rule's line tells the same. */
  readonly told: Told<Happening> | undefined;
}

const happenings: ReadonlyMap<string, Known> = new Map(
  RULES.flatMap((rule): readonly (readonly [string, Known])[] => {
    if (rule.how === 'event') {
      return Object.entries(rule.events).map(([type, told]) => [type, { rule, kept: told, told }]);
    }
    const logs = rule.how === 'level' ? Object.entries(rule.logs) : [];
    return logs.map(([type, kept]) => [type, { rule, kept, told: undefined }]);
  }),
);

/** By the type of what happens; undefined for what is silent, and for what only a crossed line is called. */
export function happeningOf(type: string): Known | undefined {
  return happenings.get(type);
}

/** The rule that a logged event is told by: its type is that of a happening, or the name of the rule whose line was crossed. */
export function ruleOf(type: string): RuleKind | undefined {
  return happenings.get(type)?.rule ?? byName.get(type);
}

/** Types of what happens that a rule tells of. */
export function typesOf({ name }: RuleKind): readonly string[] {
  return [...happenings].filter(([, { rule }]) => rule.name === name).map(([type]) => type);
}

/** What must be measured of nodes and accounts. */
export const METRICS = metricsOf(RULES);

/** Millionths of the amount that a line stands for. */
const BAND_PPM = 5_000;

/** `threshold`: votes that elect. undefined for a rule without a line. */
export function lineOf({ event, level = 0n }: Rule, threshold: bigint, bandPpm = BigInt(BAND_PPM)): Line | undefined {
  const rule = ruleKind(event);
  return rule.how === 'level' ? lineAt(rule.line(level, threshold), bandPpm) : undefined;
}

/** For the store. `bandPpm`: how far a value leaves a line before the opposite alert is sent, in millionths of the line. */
export function ruleTable(bandPpm = BAND_PPM): RuleTable {
  return {
    how: (event) => byName.get(event)?.how,
    lineOf: (rule, threshold) => lineOf(rule, threshold, BigInt(bandPpm)),
    votes: votes.name,
    moves: RULES.filter(({ how }) => how === 'move').map(({ name }) => name),
    spans: METRICS.since.map(({ name }) => name),
    ofAccounts: ACCOUNT_RULES,
  };
}

/** Whole keys of every text that a rule stands for, those with plural forms by what these share. */
export function ruleTextKeys(): readonly string[] {
  return RULES.flatMap(textKeysOf);
}
