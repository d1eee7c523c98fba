// How a node's contribution is rated, for estimates: a share of a quarter's pool, or what the best tier got lately.
import { BigNumber } from 'bignumber.js';
import { UserError } from '../../src/core/answer/errors.ts';
import type { TopTierResult } from '../../src/core/ports/project-facts.ts';
import { plainText } from '../../src/core/reply/text.ts';

export interface Rating {
  /** Share of the quarter's pool in percent, a decimal string above 0 and at most 100. */
  readonly percent: string;
  /** The published result that it is taken from. */
  readonly result?: TopTierResult;
}

const PERCENT = /^(\d{1,3}(?:\.\d{1,8})?)\s*%?$/;
const PLACES = 8;

/** "1.2", "1.2 %" or "top". Throws UserError. */
export function readRating(text: string, results: readonly TopTierResult[] = []): Rating {
  if (text.toLowerCase() === 'top') return topTier(results);
  const [, percent] = PERCENT.exec(text) ?? [];
  const value = new BigNumber(percent ?? Number.NaN);
  if (value.gt(0) && value.lte(100)) return { percent: value.toFixed() };
  throw new UserError('estimates.bad-rating', { text: plainText(text, 40) });
}

function topTier(results: readonly TopTierResult[]): Rating {
  const result = results.at(-1);
  if (!result) throw new UserError('estimates.no-top-tier');
  const share = new BigNumber(result.each).times(100).div(result.pool);
  return { percent: share.decimalPlaces(PLACES, BigNumber.ROUND_DOWN).toFixed(), result };
}
