// What votes have earned so far. The chain keeps only what is claimable now; what was claimed before shows in how much the
// dividend coefficient has grown since the votes were cast, as far back as it is known.
import type { Amount } from '../../core/values/amount.ts';
import { cut, Exact, exactOf } from '../arithmetic.ts';

export interface EarningVotes {
  readonly votes: Amount;
  readonly claimable: Amount;
  /** Coefficient at the first known moment since votes were last added; undefined when none is known. */
  readonly coefficientThen: string | undefined;
  readonly coefficientNow: string;
}

/** At least this much was credited to the votes that stand there now, claimed already or not. */
export function earnedSoFar({ votes, claimable, coefficientThen, coefficientNow }: EarningVotes): Amount {
  if (coefficientThen === undefined) return claimable;
  const credited = cut(new Exact(coefficientNow).minus(coefficientThen).times(exactOf(votes)));
  return credited > claimable ? credited : claimable;
}

/** The first day on which the votes stood there already; undefined when they are newer than all of them. */
export function firstDaySince<D extends { readonly block: number }>(days: readonly D[], block: number): D | undefined {
  return days.find((day) => day.block >= block);
}
