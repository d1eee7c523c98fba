// One row of a list, how its owner wants to hear, and what its line is drawn by.
import type { Rule, Subject } from '../../election/rule.ts';
import type { ChainIdentity } from '../../election/snapshot.ts';

/** What lines are drawn by: the chain as it was read last. */
export interface ElectionTerms {
  readonly chain: ChainIdentity;
  /** Votes that elect. */
  readonly threshold: bigint;
  /** Of the block that was read, ms since 1970. */
  readonly time: number;
}

export interface Subscription {
  readonly id: number;
  readonly subject: Subject;
  readonly rule: Rule;
  /** ms since 1970, as all times here. */
  readonly createdAt: number;
  readonly mutedUntil?: number;
}

/** Of a person on all linked platforms, or of a chat. Minutes are of the local day in `zone`. */
export interface Preferences {
  /** IANA name. */
  readonly zone: string;
  readonly quiet?: { readonly from: number; readonly to: number };
  /** `weekday`: 1 is Monday. */
  readonly digest?: { readonly every: 'day' | 'week'; readonly at: number; readonly weekday: number };
  readonly mutedUntil?: number;
  /** A role or group that alerts of this chat may ping; the platform's own id. */
  readonly pingRole?: string;
}
