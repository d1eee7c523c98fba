// What the reader makes of a node, step by step against the recording.
import { expect, test } from 'vitest';
import { playTo, readerOf, startDevnet } from '../support/devnet.ts';
import { recordedSnapshot } from '../support/recorded-snapshot.ts';
import { recordedStates } from '../support/recording.ts';
import type { Steps } from '../support/steps.ts';

export function readsAsRecorded(steps: Steps): void {
  test('standings equal the recording, to the last decimal, at the initial state and after every step', async () => {
    await using devnet = await startDevnet();
    const reader = readerOf(devnet.url);
    for (const state of recordedStates(steps)) {
      playTo(devnet, state.step);
      const expected = recordedSnapshot(state);
      const { node, serverTime, witnesses, ...snapshot } = await reader.standings();
      expect(snapshot).toEqual({ ...snapshot, ...omit(expected) });
    }
    expect(devnet.step).toBe(431);
  });
}

function omit({ node, serverTime, witnesses, ...rest }: ReturnType<typeof recordedSnapshot>) {
  return rest;
}
