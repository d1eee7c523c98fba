// How often a rule would have been told, counted from what was kept.

import type { HistoryPoint } from '../core/ports/history.ts';
import { cross, type Line, lineStart } from '../election/line.ts';
import type { Rule } from '../election/rule.ts';

export type PreviewSource =
  /** Nothing is kept of what it looks at. */
  | { readonly from: 'nothing' }
  /** The events of the rule, as they were logged. */
  | { readonly from: 'log' }
  /** The votes of a node at the beginning of each hour. */
  | { readonly from: 'votes'; count(points: readonly HistoryPoint[], rule: Rule, drawn: Drawn): number }
  /** When a node claimed, in ms, and now at the end. */
  | { readonly from: 'claims'; count(moments: readonly number[], rule: Rule): number };

interface Drawn {
  /** Of the rule; undefined when it has none. */
  readonly line: Line | undefined;
  /** Votes that elect. */
  readonly threshold: bigint;
}

export const NO_PREVIEW: PreviewSource = { from: 'nothing' };
export const FROM_LOG: PreviewSource = { from: 'log' };

/** How often what is made of the votes crosses the line, as the store tells it. */
export function crossings(made: (votes: bigint, threshold: bigint) => bigint): PreviewSource {
  const count = (points: readonly HistoryPoint[], { direction }: Rule, { line, threshold }: Drawn): number => {
    if (!line) return 0;
    let state = lineStart(direction);
    let told = 0;
    for (const { votes } of points) {
      const crossed = cross(line, state, made(votes, threshold));
      state = crossed.state;
      if (crossed.fires && (direction === 'both' || direction === crossed.fires)) told += 1;
    }
    return told;
  };
  return { from: 'votes', count };
}

/** Each is measured from the one before, or from where the votes were a period ago. */
export function countMoves(points: readonly HistoryPoint[], rule: Rule): number {
  const { level = 1n, isPercent, periodSeconds = 0, direction } = rule;
  let count = 0;
  let from = 0;
  for (const [index, { at, votes }] of points.entries()) {
    while ((points[from]?.at ?? at) < at - periodSeconds * 1_000) from += 1;
    const base = points[from]?.votes ?? votes;
    const change = votes > base ? votes - base : base - votes;
    if (change === 0n || change < (isPercent ? (base * level) / 10_000n : level)) continue;
    if (direction === 'both' || direction === (votes > base ? 'up' : 'down')) count += 1;
    from = index;
  }
  return count;
}

/** Times without a claim that were long enough. */
export function countGaps(moments: readonly number[], { level = 0n, direction }: Rule): number {
  const isLong = (index: number) => (moments[index] ?? 0) - (moments[index - 1] ?? 0) >= Number(level) * 1_000;
  const long = moments
    .keys()
    .filter((index) => index > 0 && isLong(index))
    .toArray();
  const ended = long.filter((index) => index < moments.length - 1).length;
  if (direction === 'both') return long.length + ended;
  return direction === 'up' ? long.length : ended;
}
