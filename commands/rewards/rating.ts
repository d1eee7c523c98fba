// How a node's contribution is rated, for estimates: a share of the pool, or what the best tier got last under the same rules.
import { BigNumber } from 'bignumber.js';
import { UserError } from '../../src/core/answer/errors.ts';
import type { RatingResult, RuleSet } from '../../src/core/ports/project-facts.ts';
import { plainText } from '../../src/core/reply/text.ts';

type TopResult = RatingResult & Required<Pick<RatingResult, 'topTier'>>;

/** `percent`: of the pool for ratings, a decimal string above 0 and at most 100. */
export type Rating =
  | { readonly kind: 'asked'; readonly percent: string }
  | { readonly kind: 'top'; readonly percent: string; readonly result: TopResult }
  /** No result of the best tier is known for the rule set. */
  | { readonly kind: 'unknown'; readonly percent: undefined };

const PERCENT = /^(\d{1,3}(?:\.\d{1,8})?)\s*%?$/;
const PLACES = 8;

/** "1.2", "1.2 %" or "top". A result says what a share of its own set's pool was, so no other set's is taken. Throws
 *  UserError. */
export function readRating(text: string, set: RuleSet): Rating {
  if (text.toLowerCase() === 'top') return topTier(set);
  const [, percent] = PERCENT.exec(text) ?? [];
  const value = new BigNumber(percent ?? Number.NaN);
  if (value.gt(0) && value.lte(100)) return { kind: 'asked', percent: value.toFixed() };
  throw new UserError('estimates.bad-rating', { text: plainText(text, 40) });
}

function topTier(set: RuleSet): Rating {
  const result = lastTop(set);
  if (!result) return { kind: 'unknown', percent: undefined };
  const share = new BigNumber(result.topTier.each).times(100).div(result.pool);
  return { kind: 'top', percent: share.decimalPlaces(PLACES, BigNumber.ROUND_DOWN).toFixed(), result };
}

/** What the best tier got last under these rules. */
export function lastTop({ results }: RuleSet): TopResult | undefined {
  return results.findLast((result): result is TopResult => result.topTier !== undefined);
}
