// What can happen between two states of the election, each change once.
import type { Amount } from '../core/values/amount.ts';

export type ElectionEvent =
  | {
      readonly type:
        | 'registered'
        | 'approved'
        /** Asked to leave (status 2). */
        | 'leaving'
        /** Status 3. */
        | 'left'
        /** The row is gone. */
        | 'unregistered'
        | 'online'
        | 'offline'
        /** Public key, place, website or network id. */
        | 'profile_changed'
        /** The pending list. */
        | 'producer_list_entered'
        | 'producer_list_left'
        | 'unbarred';
      readonly node: string;
    }
  /** `votes`: at the newer state. */
  | { readonly type: 'elected' | 'unelected'; readonly node: string; readonly votes: Amount }
  | { readonly type: 'strike'; readonly node: string; readonly count: number }
  | { readonly type: 'barred'; readonly node: string; readonly untilBlock: number }
  /** `perVote`: exact growth of the dividend coefficient, IOST per vote, a decimal string. */
  | { readonly type: 'dividend_credited'; readonly node: string; readonly perVote: string }
  /** `by` had fewer votes, or equal votes and a later name, and now ranks above `node`; `rank` is the node's new one. */
  | { readonly type: 'overtaken'; readonly node: string; readonly by: string; readonly rank: number };

/** What can happen to an account that somebody watches. `released`: tokens that it had unvoted are free. */
interface AccountEvent {
  readonly type: 'released';
  readonly account: string;
}

export type Happening = ElectionEvent | AccountEvent;
