// What the chain issues, as `issue.iost` does it once a day: a share for blocks, the same for votes, the rest for the
// foundation, each cut to 1e-8.

import type { Amount } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';

/** Of the supply, in a year of 365 days: a constant of `issue.iost`. */
export const ISSUE_RATE = '0.0296';
/** Of what is issued, for blocks and for votes each: a constant of `issue.iost`, and no exact third. */
export const ISSUE_SHARE = '0.33333333';

const DAY_NS = 86_400_000_000_000n;
const YEAR_NS = 365n * DAY_NS;
/** The contract divides first, to 50 places. */
const RATE_PER_NS = new Exact(ISSUE_RATE).div(YEAR_NS.toString());

export interface Issue {
  /** For blocks, and as much for votes. */
  readonly each: Amount;
  readonly toFoundation: Amount;
}

/** Of a supply that had its last issue so many nanoseconds ago. */
export function issueOf(supply: Amount, elapsedNs: bigint): Issue {
  const issued = exactOf(supply).times(RATE_PER_NS).times(elapsedNs.toString());
  const share = issued.times(ISSUE_SHARE);
  return { each: cut(share), toFoundation: cut(issued.minus(share).minus(share)) };
}

/** IOST for votes in a year in which the supply stays as it is. */
export function yearlyToVotes(supply: Amount): Amount {
  return issueOf(supply, DAY_NS).each * 365n;
}
