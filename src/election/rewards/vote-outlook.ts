// All that a voter may want to know of votes for one node: what to expect, what was credited, and what still waits.

import type { Amount } from '../../core/values/amount.ts';
import { Exact } from '../arithmetic.ts';
import { DAY_BLOCKS } from '../chain-time.ts';
import { type ChainParameters, withVotes } from './chain-model.ts';
import {
  backlogBlocks,
  type Credit,
  creditBetween,
  expectedDividend,
  expectedOfNew,
  reliability,
  shareOfBacklog,
  yearlyAsCredited,
  yearlyOfNew,
} from './dividend.ts';

/** What voters' dividends are worked out of. */
export interface DividendGround {
  readonly chain: ChainParameters;
  /** At which the coefficients were read. */
  readonly block: number;
  /** Account → dividend coefficient now. */
  readonly coefficients: ReadonlyMap<string, string>;
  /** The shortest first. */
  readonly periods: readonly {
    readonly days: number;
    readonly isWhole: boolean;
    readonly start: { readonly block: number };
    readonly coefficients: ReadonlyMap<string, string>;
  }[];
}

export interface VotedNode {
  readonly account: string;
  readonly votes: Amount;
  /** What it may claim now. */
  readonly unclaimed: Amount;
}

export interface CreditedPeriod {
  readonly days: number;
  readonly isWhole: boolean;
  /** That it really covers. */
  readonly blocks: number;
  /** IOST a year, should the node go on as it did. */
  readonly yearly: Amount;
  /** See `reliability`. */
  readonly reliability: string;
}

export interface Outlook {
  /** IOST a year when the node claims all that it earns. */
  readonly expected: Amount;
  readonly periods: readonly CreditedPeriod[];
  readonly unclaimed: Amount;
  /** For how many blocks the node has not claimed; undefined when it earns nothing. */
  readonly backlog: number | undefined;
  /** What comes of it when the node claims it. */
  readonly next: Amount;
}

/** Of votes that are still to be cast: their own dilution is in it. */
export function outlookOfNew(ground: DividendGround, node: VotedNode, votes: Amount): Outlook {
  const { chain } = ground;
  return {
    expected: expectedOfNew(chain, node.votes, votes),
    periods: periodsOf(ground, node, (credit) => yearlyOfNew(credit, chain, node.votes, votes)),
    unclaimed: node.unclaimed,
    backlog: backlogBlocks(chain, node.votes, node.unclaimed),
    next: shareOfBacklog(node.unclaimed, node.votes, votes),
  };
}

/** Of votes that are among the node's already. */
export function outlookOfOwn(ground: DividendGround, node: VotedNode, votes: Amount): Outlook {
  const { chain } = ground;
  return {
    expected: expectedDividend(chain, node.votes, votes),
    periods: periodsOf(ground, node, (credit) => yearlyAsCredited(credit, votes)),
    unclaimed: node.unclaimed,
    backlog: backlogBlocks(chain, node.votes, node.unclaimed),
    next: shareOfBacklog(node.unclaimed, node.votes - votes, votes),
  };
}

/** Votes of the node and of all nodes once the new ones are cast. */
export function votesAfter({ chain }: DividendGround, node: VotedNode, votes: Amount) {
  const own = node.votes + votes;
  return { own, all: withVotes(chain, node.votes, own).allVotes };
}

function periodsOf(
  { chain, block, coefficients, periods }: DividendGround,
  { account, votes }: VotedNode,
  yearly: (credit: Credit) => Amount,
): readonly CreditedPeriod[] {
  const now = { block, coefficient: coefficients.get(account) ?? '0' };
  return periods.flatMap(({ days, isWhole, start, coefficients: earlier }) => {
    const coefficient = earlier.get(account);
    // Who was no candidate then may have been one before: its coefficient of that time counts no new credits.
    if (coefficient === undefined) return [];
    const credit = creditBetween({ block: start.block, coefficient }, now);
    if (!credit) return [];
    const { blocks } = credit;
    return [{ days, isWhole, blocks, yearly: yearly(credit), reliability: reliability(credit, chain, votes) }];
  });
}

/** What is known of less than a week says little of a node that claims once a week. */
const ENOUGH_BLOCKS = 7 * DAY_BLOCKS;

/** The longest period of up to 30 days, when it is long enough to compare nodes by it. */
export function telling<P extends { readonly days: number; readonly blocks: number }>(
  periods: readonly P[],
): P | undefined {
  return periods.findLast(({ days, blocks }) => days <= 30 && blocks >= ENOUGH_BLOCKS);
}

/** The best first: by what was credited to a vote where enough is known, else whose rewards have waited the shortest time.
 *  All elected nodes earn the same for a vote, so that needs no estimate of each. */
export function byPromise<N extends VotedNode>(ground: DividendGround, nodes: readonly N[]): readonly N[] {
  const { block, coefficients, periods } = ground;
  const period = telling(periods.map((each) => ({ ...each, blocks: block - each.start.block })));
  const ranked = nodes.map((node) => {
    const earlier = period?.coefficients.get(node.account);
    const credited = new Exact(coefficients.get(node.account) ?? '0').minus(earlier ?? '0');
    const perVote = period && earlier !== undefined ? credited : undefined;
    return { node, perVote, waiting: node.votes === 0n ? 0n : (node.unclaimed * WAITING_SCALE) / node.votes };
  });
  return ranked
    .sort((a, b) => compareCredits(b.perVote, a.perVote) || Number(a.waiting - b.waiting))
    .map(({ node }) => node);
}

/** Unclaimed rewards for each vote, as whole numbers that tell nodes apart. */
const WAITING_SCALE = 10n ** 12n;

/** Unknown ones are below all others. */
function compareCredits(a: Exact | undefined, b: Exact | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return a.comparedTo(b) ?? 0;
}
