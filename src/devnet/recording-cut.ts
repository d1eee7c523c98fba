// The demo is a cut of a longer recording: small enough to ship, and all that serving it needs.
import type { Recording } from './recording.ts';

/** The initial state and the first `steps` steps, without the list of what was called. */
export function cutRecording(recording: Recording, steps: number): Recording {
  return {
    meta: { ...recording.meta, cut: `the first ${steps} of ${recording.steps.length} steps, without ops` },
    initial: recording.initial,
    steps: recording.steps.slice(0, steps).map(({ ops: _ops, ...step }) => step),
  };
}
