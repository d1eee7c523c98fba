// The votes of a node over a while, up to the snapshot that is shown: by the hour where that is known, by the day further back.

import type { HistoryPoint, HistoryStore } from '../core/ports/history.ts';
import type { Candidate, Snapshot } from '../election/snapshot.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Over more than this hours are too many to tell apart. */
const HOURS_SHOWN_MS = 31 * DAY_MS;

export interface VoteHistory {
  readonly every: 'hour' | 'day';
  /** Of an hour or a day, ms. */
  readonly everyMs: number;
  /** Oldest first; the last one is the snapshot itself, at its own time. */
  readonly points: readonly HistoryPoint[];
}

export async function readVoteHistory(
  history: Pick<HistoryStore, 'points'>,
  snapshot: Snapshot,
  { account, votes }: Pick<Candidate, 'account' | 'votes'>,
  periodMs: number,
): Promise<VoteHistory> {
  const since = snapshot.time - periodMs;
  const read = async (every: VoteHistory['every']): Promise<VoteHistory> => {
    const known = await history.points(snapshot.chain, account, every, since);
    // A recording that begins again is older than what was kept of it.
    const past = known.filter(({ at, block }) => at < snapshot.time && block < snapshot.blocks.first);
    const now = { at: snapshot.time, block: snapshot.blocks.first, votes };
    return { every, everyMs: every === 'day' ? DAY_MS : HOUR_MS, points: [...past, now] };
  };
  if (periodMs <= HOURS_SHOWN_MS) return read('hour');
  const days = await read('day');
  const [first] = days.points;
  return first && snapshot.time - first.at <= HOURS_SHOWN_MS ? read('hour') : days;
}
