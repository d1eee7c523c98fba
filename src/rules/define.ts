// What a rule consists of. A file of this folder that calls `defineRule` is one rule, with everything that the program knows of
// it; a part left out does not compile, and where there is nothing to tell, that is written.

import type { Values } from '../core/answer/errors.ts';
import type { LoggedEvent } from '../core/ports/alert.ts';
import type { Ballot } from '../core/ports/chain.ts';
import type { Reply } from '../core/reply/reply.ts';
import { amountFromDecimal } from '../core/values/amount.ts';
import type { Happening } from '../election/events.ts';
import type { Place } from '../election/line.ts';
import type { RoundMetric, StateMetric } from '../election/metrics.ts';
import type { SinceMetric } from '../election/moments.ts';
import type { Direction } from '../election/rule.ts';
import type { AccountNow, NodeNow } from './now.ts';
import type { PreviewSource } from './preview.ts';

/** How a rule's value is written and kept. All are whole numbers in the store.
 *  votes, iost: 1e-8 IOST · places, blocks: as they are · span: seconds · change: 1e-8 IOST, or 1/100 % with `%`.
 *  A value of places is kept below zero, so that a better one is higher. */
export type RuleUnit = RuleKind['unit'];

interface Common {
  /** As it is typed and stored, in lower case; its texts stand under it. */
  readonly name: string;
  /** Higher ones stand first in a message. */
  readonly weight: number;
  /** What is meant when no direction is said, and whether one can be said. */
  readonly direction: Direction;
  readonly hasDirection: boolean;
  readonly preview: PreviewSource;
}

interface WithoutValue {
  readonly unit: 'none';
}

interface WithValue<Unit extends string> {
  readonly unit: Unit;
  /** How the value is written, for help. */
  readonly example: string;
  /** What is taken, both included. */
  readonly min: bigint;
  readonly max: bigint;
}

interface OfNode {
  readonly subject: 'node';
  readonly now: NodeNow;
}

export type AccountReads = 'dividends' | 'releases' | 'nothing';

interface OfAccount {
  readonly subject: 'account';
  readonly now: AccountNow;
  /** What a look at the account must ask the chain for, beside its votes. */
  readonly reads: AccountReads;
}

type Tone = Reply['tone'];

/** Of a message that begins with it. */
interface Tones {
  readonly up: Tone;
  readonly down: Tone;
}

/** An account as one look shows it. */
export interface AccountLook {
  readonly ballots: readonly Ballot[];
  /** What it may claim, of a rule that reads dividends; undefined until all of them were read. */
  readonly claimable: () => bigint | undefined;
  readonly isCandidate: (node: string) => boolean;
}

/** Where the values come from that the line is drawn through; they are a metric with the name of the rule. `state`: asked of
 *  every candidate of each state that is announced · `since`: of how long something lasts there · `round`: of two looks in a
 *  row, when a round of producers ends between them. */
interface NodeLevel extends OfNode {
  readonly metric:
    | ({ readonly kind: 'state' } & Omit<StateMetric, 'name'>)
    | ({ readonly kind: 'since' } & Omit<SinceMetric, 'name'>)
    | ({ readonly kind: 'round' } & Omit<RoundMetric, 'name'>);
}

interface AccountLevel extends OfAccount {
  /** Asked at each look at an account that is watched for it; undefined when it is not known now. */
  readonly metric: { readonly kind: 'account'; value(look: AccountLook): bigint | undefined };
}

/** A number of the node or account crosses a line. */
export type LevelRule = Common &
  (NodeLevel | AccountLevel) &
  (WithoutValue | WithValue<'votes' | 'iost' | 'places' | 'blocks' | 'span'>) & {
    readonly how: 'level';
    /** Where the line is drawn when somebody subscribes, in the unit of the metric. `level`: what they asked for, 0 where
     *  nothing is asked. `threshold`: votes that elect. */
    line(level: bigint, threshold: bigint): Place;
    /** For whoever asks when it fires next: the votes of a node that has the value `at`; undefined: the value is told as
     *  it is. `threshold`: undefined when it is not known now. */
    votesAt(at: bigint, threshold: bigint | undefined): bigint | undefined;
    readonly tones: Tones;
    /** The end of the text `alerts.line.<rule>.<end>`. */
    readonly sentence: Choice<Pick<LoggedEvent, 'direction' | 'after'>>;
    /** Events that say the same: logged, and told by the line alone. */
    readonly logs: Logs;
  };

/** It leaves a band around where its votes were. Takes an amount or a percentage, and a period. */
type MoveRule = Common & OfNode & WithValue<'change'> & { readonly how: 'move'; readonly tones: Tones };

/** Something happens. */
export type EventRule = Common &
  (OfNode | OfAccount) &
  WithoutValue & {
    readonly how: 'event';
    /** Each has the text `alerts.event.<type>`. */
    readonly events: Events;
  };

export type RuleKind = LevelRule | MoveRule | EventRule;

/** How something that happens is kept. */
export interface Logged<E> {
  /** Which way it is; undefined: whoever watches is told, whatever direction they want. */
  readonly direction: 'up' | 'down' | undefined;
  /** The value that the log keeps of it; called once, when it has happened. */
  after(event: E): string | undefined;
}

export interface Told<E> extends Logged<E> {
  readonly tone: Tone;
  /** Whether it is told, by the kept value; otherwise it is only logged. */
  isTold(after: string | undefined): boolean;
  /** What its sentence says beside `who`; called for each message, with what `after` gave, or ''. `label`: how a node is
   *  called. */
  values(after: string, label: (node: string) => string): Values;
}

/** Nothing is kept of it but that it happened, and it is always told. */
export const PLAIN = { direction: undefined, after: () => undefined, isTold: () => true, values: () => ({}) } as const;

type Only<T extends Happening['type']> = Happening & { readonly type: T };
type Logs = { readonly [T in Happening['type']]?: Logged<Only<T>> };
type Events = { readonly [T in Happening['type']]?: Told<Only<T>> };

/** One of several texts, by what is known. */
interface Choice<Known> {
  /** All that `of` can say, for the check of texts at the start. */
  readonly ends: readonly string[];
  of(known: Known): string;
}

/** Of a crossed line: `up` or `down`. */
export const BY_DIRECTION: LevelRule['sentence'] = { ends: ['up', 'down'], of: ({ direction = 'up' }) => direction };

/** Called once in each file of a rule, which stands in the list of `index.ts` under the same name. Keeps the name and the
 *  events of the rule in its type: so the list knows that nothing that can happen is forgotten. */
export function defineRule<const R extends RuleKind>(rule: R): R {
  return rule;
}

/** For `votesAt` of what is not counted in votes. */
export const OWN_UNIT = (): undefined => undefined;

const IOST = amountFromDecimal('1');
/** More IOST than there will be, and less than what 64 bits hold. */
export const MAX_AMOUNT = 90_000_000_000n * IOST;
/** Amounts of votes that may be asked for. */
export const IN_VOTES = { unit: 'votes', min: IOST, max: MAX_AMOUNT } as const;

/** In seconds. */
export const HOUR = 3_600n;
export const DAY = 24n * HOUR;
