// From when on the history tells what voters were credited: the last 7, 30 and 90 days, or as much of them as is known.

import type { HistoryDay, HistoryStore } from '../../src/core/ports/history.ts';
import type { ChainIdentity } from '../../src/election/snapshot.ts';

const DAYS = [7, 30, 90] as const;

export interface CreditPeriod {
  /** As asked: 7, 30 or 90. */
  readonly days: number;
  /** False when the history is shorter than that. */
  readonly isWhole: boolean;
  readonly start: HistoryDay;
  /** Account → dividend coefficient at the start. */
  readonly coefficients: ReadonlyMap<string, string>;
}

/** The shortest first; none that says the same as the one before it, and none without any time in it. */
export async function creditPeriods(
  history: HistoryStore,
  chain: ChainIdentity,
  now: { readonly block: number; readonly dayBlocks: number },
): Promise<readonly CreditPeriod[]> {
  const days = (await history.days(chain)).filter(({ block }) => block < now.block);
  const starts = DAYS.map((count) => ({ days: count, ...startOf(days, now.block - count * now.dayBlocks) }));
  const different = starts.filter(({ start }, index) => start && start !== starts[index - 1]?.start);
  return Promise.all(
    different.flatMap(({ start, ...rest }) =>
      start ? [history.coefficients(chain, start).then((coefficients) => ({ ...rest, start, coefficients }))] : [],
    ),
  );
}

/** The last day that covers everything since `block`, else the first that is known. */
function startOf(days: readonly HistoryDay[], block: number) {
  const covering = days.findLast((day) => day.block <= block);
  return { start: covering ?? days[0], isWhole: covering !== undefined };
}
