// One look at the chain, decided, and the store that saves it. The store decides nothing but what fires: everything that
// one method does is one transaction.
import type { PendingFact } from '../../election/confirmation/pending-facts.ts';
import type { ChainIdentity, Snapshot } from '../../election/snapshot.ts';
import type { LoggedEvent } from './alert.ts';
import type { Claim, HistoryFrame } from './history.ts';

/** A value of a node or account that lines are drawn through. */
export interface MetricValue {
  /** Name of the rule that it is for. */
  readonly metric: string;
  readonly subject: string;
  readonly value: bigint;
}

/** An event for the log; its id is given by the store. */
export interface NewEvent {
  readonly type: string;
  readonly subject: string;
  readonly direction?: 'up' | 'down';
  readonly before?: string;
  readonly after?: string;
  /** Rules that it fires, of whoever watches the subject. None: it is only logged. */
  readonly fires: readonly string[];
}

/** One look at the chain, decided: everything of it is saved in one transaction. */
export interface Tick {
  readonly chain: ChainIdentity;
  readonly now: number;
  /** The newest snapshot, for the store of snapshots. */
  readonly observed?: { readonly snapshot: Snapshot; readonly fetchedAt: number };
  /** What is announced of votes and coefficients, for the history. */
  readonly history?: HistoryFrame;
  /** The announced state as text, and what is pending: both replaced. undefined: both stay. */
  readonly announced?: {
    readonly block: number;
    /** Votes that elect. */
    readonly threshold: bigint;
    readonly body: string;
    readonly pending: readonly PendingFact[];
  };
  readonly events: readonly NewEvent[];
  readonly claims: readonly (Claim & { readonly node: string })[];
  /** Releases that this tick tells of: not due any more. */
  readonly releases?: readonly { readonly account: string; readonly at: number }[];
  /** Values that changed since the last tick. */
  readonly metrics: readonly MetricValue[];
  /** Metrics whose value is time: moment (ms) since which, per subject; the value is the seconds up to `times.to`. */
  readonly since: readonly { readonly metric: string; readonly subject: string; readonly at: number | undefined }[];
  readonly blocks: LoggedEvent['blocks'];
  readonly times: LoggedEvent['times'];
  readonly sources: readonly string[];
  readonly isOffline: boolean;
  readonly isOneSource: boolean;
  /** Nothing fires: lines only learn on which side their values are. */
  readonly isFirst: boolean;
}

/** What it throws and its units: see `Store`. */
export interface TickStore {
  /** The announced state of the chain and what is pending; undefined when there is none. */
  load(chain: ChainIdentity): Promise<{ readonly body: string; readonly pending: readonly PendingFact[] } | undefined>;
  /** How many alerts went into the outbox. */
  save(tick: Tick): Promise<{ readonly alerts: number }>;
}
