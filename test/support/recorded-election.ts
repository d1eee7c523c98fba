// The recording as the states that alerts are decided on, built without the chain reader.
import { type ElectionState, type Observation, stateOf } from '../../src/election/state.ts';
import { recordedRewards, recordedSnapshot } from './recorded-snapshot.ts';
import { recordedStates } from './recording.ts';

const IOST = 100_000_000n;

let states: readonly ElectionState[] | undefined;

/** The initial state first, then one per step; worked out once a worker. */
export function recordedElection(): readonly ElectionState[] {
  states ??= [...recordedObservations()].map(stateOf);
  return states;
}

export function* recordedObservations(): Generator<Observation> {
  for (const state of recordedStates()) {
    yield { snapshot: recordedSnapshot(state), rewards: recordedRewards(state) };
  }
}

/** Levels that votes may cross: three between the least and the most that a node had, of each that moved. */
export function milestonesOf(states: readonly ElectionState[]): (node: string | undefined) => readonly bigint[] {
  return (node = 'newnode_1') => {
    const votes = states.flatMap(({ nodes }) => nodes.get(node)?.votes ?? []).sort((a, b) => (a < b ? -1 : 1));
    const [low = 0n, high = 0n] = [votes[0], votes.at(-1)];
    const levels = [1n, 2n, 3n].map((quarter) => ((low + ((high - low) * quarter) / 4n) / IOST) * IOST);
    return high - low > 1_000n * IOST ? levels : [];
  };
}
