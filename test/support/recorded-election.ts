// The recording as the states that alerts are decided on, built without the chain reader.
import { type ElectionState, type Observation, stateOf } from '../../src/election/state.ts';
import { recordedRewards, recordedSnapshot } from './recorded-snapshot.ts';
import { recordedStates } from './recording.ts';

/** The initial state first, then one per step. */
export function* recordedElection(): Generator<ElectionState> {
  for (const observation of recordedObservations()) yield stateOf(observation);
}

export function* recordedObservations(): Generator<Observation> {
  for (const state of recordedStates()) {
    yield { snapshot: recordedSnapshot(state), rewards: recordedRewards(state) };
  }
}
