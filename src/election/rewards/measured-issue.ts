// What share of the issue votes really get, measured from the growth of the pool's coefficient and of the supply, beside what
// the contract's formula says.

import { type Amount, amountFromDecimal } from '../../core/values/amount.ts';
import { Exact, exactOf } from '../arithmetic.ts';
import { ROUND_BLOCKS } from '../chain-time.ts';
import type { RewardState, Snapshot } from '../snapshot.ts';
import { ISSUE_SHARE } from './issue.ts';

/** The chain at the first look after an issue. */
export interface SeenIssue {
  /** When it was, ms since 1970. */
  readonly issuedAt: number;
  readonly block: number;
  readonly supply: Amount;
  /** `candCoef`, a decimal string. */
  readonly coefficient: string;
  /** `candAllKey` then, and when the bot looked before it: what was credited was shared among about as many votes. */
  readonly votes: Amount;
  readonly votesBefore: Amount;
}

interface Looked {
  readonly snapshot: Snapshot;
  readonly rewards: RewardState;
}

/** What a look shows of the last issue; undefined when its parts are of different rounds, for issues come at the end of one.
 *  `votesBefore`: see `SeenIssue`; undefined where none are known. */
export function issueSeen({ snapshot, rewards }: Looked, votesBefore: Amount | undefined): SeenIssue | undefined {
  const blocks = [snapshot.blocks, rewards.blocks].flatMap(({ first, last }) => [first, last]);
  const rounds = new Set(blocks.map((block) => Math.floor(block / ROUND_BLOCKS)));
  if (rounds.size > 1 || rewards.lastIssue <= 0 || rewards.supply <= 0n) return undefined;
  const votes = allVotesOf(snapshot);
  return {
    issuedAt: rewards.lastIssue,
    block: snapshot.blocks.first,
    supply: rewards.supply,
    coefficient: snapshot.candidateCoefficient,
    votes,
    votesBefore: votesBefore ?? votes,
  };
}

export function allVotesOf({ allVotesKey }: Snapshot): Amount {
  return amountFromDecimal(allVotesKey);
}

/** Issues of so long count. */
export const MEASURED_MS = 90 * 86_400_000;

/** Votes change between looks, so a share is known as well as they are. */
export interface MeasuredShare {
  /** Decimal strings, fractions of 1. */
  readonly share: string;
  readonly low: string;
  readonly high: string;
  /** Of the issues after `from` up to `to`, ms since 1970. */
  readonly from: number;
  readonly to: number;
  readonly agrees: boolean;
}

/** Beyond what the votes leave open: a tenth of a percent of it. */
const TOLERANCE = '0.001';
const PLACES = 8;

/** Of all issues, oldest first; when the last ones differ from the formula, of those alone. undefined for fewer than two. */
export function measuredShare(issues: readonly SeenIssue[]): MeasuredShare | undefined {
  const pairs = issues.slice(1).flatMap((after, index) => {
    const before = issues[index];
    return before && after.supply > before.supply ? [[before, after] as const] : [];
  });
  const agreed = pairs.findLastIndex((pair) => shareOf([pair])?.agrees);
  return shareOf(agreed === pairs.length - 1 ? pairs : pairs.slice(agreed + 1));
}

type Pair = readonly [before: SeenIssue, after: SeenIssue];

function shareOf(pairs: readonly Pair[]): MeasuredShare | undefined {
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last) return undefined;
  const sum = (of: (pair: Pair) => Exact) => pairs.reduce((total, pair) => total.plus(of(pair)), new Exact(0));
  const issued = sum(([before, after]) => exactOf(after.supply - before.supply));
  const credited = (votes: (after: SeenIssue) => Amount) =>
    sum(([before, after]) => new Exact(after.coefficient).minus(before.coefficient).times(exactOf(votes(after))));
  const [share, low, high] = [
    ({ votes }: SeenIssue) => votes,
    ({ votes, votesBefore }: SeenIssue) => (votes < votesBefore ? votes : votesBefore),
    ({ votes, votesBefore }: SeenIssue) => (votes > votesBefore ? votes : votesBefore),
  ].map((votes) => credited(votes).div(issued)) as [Exact, Exact, Exact]; // as many as were mapped
  const leeway = new Exact(ISSUE_SHARE).times(TOLERANCE);
  const agrees = low.minus(leeway).lte(ISSUE_SHARE) && high.plus(leeway).gte(ISSUE_SHARE);
  const shown = (exact: Exact) => exact.decimalPlaces(PLACES).toFixed();
  return {
    share: shown(share),
    low: shown(low),
    high: shown(high),
    from: first[0].issuedAt,
    to: last[1].issuedAt,
    agrees,
  };
}
