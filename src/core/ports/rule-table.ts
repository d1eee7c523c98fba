// What the store must know of the kinds of rules: it is handed the table when it is opened, and names none of them.
import type { Line } from '../../election/line.ts';
import type { Rule } from '../../election/rule.ts';

/** Names are those of `Rule.event`; a rule's metric has its name. */
export interface RuleTable {
  /** `level`, `move`: a line for each node or account, drawn through its values. `event`: whatever happens to the subject.
   *  undefined: a rule of another version of the program, which nothing fires. */
  how(event: string): 'level' | 'move' | 'event' | undefined;
  /** In the unit of the rule's metric, with its band; undefined when it is no level. `threshold`: votes that elect. */
  lineOf(rule: Rule, threshold: bigint): Line | undefined;
  /** Metric of a node's votes: every candidate that was seen has it, and moves are measured on it. */
  readonly votes: string;
  readonly moves: readonly string[];
  /** Metrics that are counted in seconds from a moment on; without one they are 0. */
  readonly spans: readonly string[];
  /** Rules about accounts; their metrics and events have the same names. */
  readonly ofAccounts: readonly string[];
}
