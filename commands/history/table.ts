// What is recorded of a node as the rows of a table for people: few enough to read, with gaps said aloud.
import type { HistoryPoint } from '../../src/core/ports/history.ts';
import type { VoteHistory } from '../../src/words/vote-history.ts';

const MAX_ROWS = 24;
/** Points further apart than this have something missing between them. */
const GAP_FACTOR = 1.5;

export interface HistoryRow {
  readonly point: HistoryPoint;
  /** The row before, from which changes count. */
  readonly before: HistoryPoint | undefined;
  /** Something between the two was not seen. */
  readonly isAfterGap: boolean;
}

/** The first and the last point, and others at even steps between them. */
export function historyRows({ points, everyMs }: VoteHistory): readonly HistoryRow[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / (MAX_ROWS - 1)));
  const last = points.length - 1;
  const shown = points.flatMap((_, index) => (index === 0 || (last - index) % step === 0 ? [index] : []));
  return shown.flatMap((index, row) => {
    const [point, from] = [points[index], shown[row - 1]];
    const before = from === undefined ? undefined : points[from];
    return point ? [{ point, before, isAfterGap: hasGap(points.slice(from ?? index, index + 1), everyMs) }] : [];
  });
}

function hasGap(points: readonly HistoryPoint[], everyMs: number): boolean {
  return points.some(({ at }, index) => at - (points[index - 1]?.at ?? at) > GAP_FACTOR * everyMs);
}
