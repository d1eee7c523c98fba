// Votes and ranks change all the time, so they are confirmed as a range: of what they were in the last looks, the announced
// number is the nearest to what it was. So a line counts as crossed only when the number was beyond it in every one of these
// looks. A look in which the nodes did not agree on the number says nothing of it.
import { isSome, nearestOf } from './agreement.ts';
import type { Demands, PendingFact } from './pending-facts.ts';

interface Followed {
  readonly value: bigint;
  /** In each of the last looks, the oldest first; undefined unless nodes agreed on it in all of these. */
  readonly looks: readonly bigint[] | undefined;
  /** What is kept for the next look; undefined when it was the announced one in all of them. */
  readonly kept: Pick<PendingFact, 'value' | 'count'> | undefined;
}

/** `seen`: what nodes agree on in this look. `earlier`: what the last look left; its count is the looks in a row in which
 *  they agreed, as far as that matters. */
export function followNumber(
  announced: bigint,
  seen: bigint | undefined,
  earlier: Pick<PendingFact, 'value' | 'count'> | undefined,
  { confirm, isHeld }: Pick<Demands, 'confirm' | 'isHeld'>,
): Followed {
  const before = [...Array<bigint>(confirm).fill(announced), ...numbersOf(earlier?.value)];
  if (seen === undefined) {
    const kept = { value: textOf(before.slice(before.length - confirm + 1)), count: 0 };
    return { value: announced, looks: undefined, kept };
  }
  const looks = [...before, seen].slice(-confirm);
  const value = isHeld || !isSome(looks) ? announced : nearestOf(announced, looks, byNumber);
  const count = Math.min(confirm, (earlier?.count ?? confirm) + 1);
  const next = looks.slice(1);
  const isStill = count >= confirm && next.every((number) => number === value);
  return {
    value,
    looks: count >= confirm ? looks : undefined,
    kept: isStill ? undefined : { value: textOf(next), count },
  };
}

function textOf(numbers: readonly bigint[]): string {
  return JSON.stringify(numbers.map(String));
}

/** None of a text that is not one of ours. */
function numbersOf(text = ''): readonly bigint[] {
  return [...text.matchAll(/"(\d+)"/g)].map(([, number = '0']) => BigInt(number));
}

function byNumber(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
