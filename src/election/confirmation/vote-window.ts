// Votes change all the time, so they are confirmed as a range: of what they were in the last looks, the announced number is
// the nearest to what it was. So a line counts as crossed only when the votes were beyond it in every one of these looks.
import type { Amount } from '../../core/values/amount.ts';
import { agreedRange, isSome, nearestIn, type Range } from './agreement.ts';
import type { Demands } from './pending-facts.ts';

interface Followed {
  readonly votes: Amount;
  /** JSON of the looks before the next one; undefined when the votes were the announced ones in all of them. */
  readonly window: string | undefined;
}

/** `earlier`: the window that the last look left. */
export function followVotes(
  announced: Amount,
  shown: readonly Amount[],
  earlier: string | undefined,
  { confirm, quorum, isHeld }: Demands,
): Followed {
  if (shown.length < quorum || !isSome(shown)) return { votes: announced, window: earlier };
  const still: Range<Amount> = { low: announced, high: announced };
  const before = [...Array<Range<Amount>>(confirm).fill(still), ...rangesOf(earlier)];
  const looks = [...before, agreedRange(shown, quorum, byAmount)].slice(-confirm);
  const whole = { low: least(looks.map(({ low }) => low)), high: -least(looks.map(({ high }) => -high)) };
  const votes = isHeld ? announced : nearestIn(announced, whole, byAmount);
  const next = looks.slice(1);
  const isStill = next.every(({ low, high }) => low === votes && high === votes);
  return {
    votes,
    window: isStill ? undefined : JSON.stringify(next.flatMap(({ low, high }) => [`${low}`, `${high}`])),
  };
}

/** None of a window that is not one of ours. */
function rangesOf(window = ''): readonly Range<Amount>[] {
  const pairs = window.matchAll(/"(\d+)","(\d+)"/g);
  return [...pairs].map(([, low = '0', high = '0']) => ({ low: BigInt(low), high: BigInt(high) }));
}

function byAmount(a: Amount, b: Amount): number {
  return a < b ? -1 : Number(a > b);
}

function least([first = 0n, ...others]: readonly Amount[]): Amount {
  return others.reduce((lowest, amount) => (amount < lowest ? amount : lowest), first);
}
