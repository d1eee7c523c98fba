// What the worker is asked and what it answers: plain values that can be sent from thread to thread.
import { countRounds } from '../election/rotation-run.ts';
import type { RotationState } from '../election/rotation-state.ts';

/** Counts the rounds of each node after `rounds` rounds. */
export interface Job {
  readonly state: RotationState;
  readonly rounds: number;
}

/** Account → rounds in the list. */
export type JobResult = ReadonlyMap<string, number>;

export function runJob({ state, rounds }: Job): JobResult {
  const [listed] = countRounds(state, [rounds]);
  return listed ?? new Map();
}
