// Many rounds of the rotation with constant votes and every listed producer producing: the year that rewards are estimated
// from, and the lists ahead.

import { fitsDoubles, quickRun } from './fast-rule.ts';
import { nextRound } from './rule.ts';
import type { RotationRun, RotationState } from './state.ts';

/** For up to `rounds` rounds. */
export function startRun(state: RotationState, rounds: number): RotationRun {
  return fitsDoubles(state, rounds) ? quickRun(state) : plainRun(state);
}

/** After each of `marks` (numbers of rounds, ascending): account → rounds in the list. */
export function countRounds(state: RotationState, marks: readonly number[]): readonly ReadonlyMap<string, number>[] {
  const run = startRun(state, marks.at(-1) ?? 0);
  let done = 0;
  return marks.map((mark) => {
    for (; done < mark; done += 1) run.next();
    return run.listed();
  });
}

/** With the rule as it is written down, whatever the size of the scores. */
export function plainRun(start: RotationState): RotationRun {
  let state = start;
  const counts = new Map(start.nodes.map(({ account }) => [account, 0]));
  return {
    next: () => {
      state = nextRound(state, () => true);
      for (const account of state.pending) counts.set(account, (counts.get(account) ?? 0) + 1);
    },
    list: () => state.pending,
    listed: () => new Map(counts),
  };
}
