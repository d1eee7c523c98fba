// The list that a forecast names as next, from the middle of each round, beside the list that the chain then chose.
import { expect, test } from 'vitest';
import { forecastOf, silentOf } from '../../../src/election/rotation/forecast.ts';
import { type RotationState, rotationStateOf } from '../../../src/election/rotation/state.ts';
import { recordedSnapshot } from '../../support/recorded-snapshot.ts';
import { recordedStates } from '../../support/recording.ts';
import type { Steps } from '../../support/steps.ts';

const nobody: ReadonlySet<string> = new Set();

/** Of each wanted step that ends on a vote block. */
export function namesNextLists(isWanted: Steps): void {
  test('the list named as next is the one that is chosen, at every vote block, silent nodes and all', () => {
    let rounds = 0;
    let blind = 0;
    let before: { readonly state: RotationState; readonly silent: ReadonlySet<string> } | undefined;
    const isAsked: Steps = (step) => isWanted(step) || (step % 2 === 0 && isWanted(step + 1));
    for (const recorded of recordedStates(isAsked)) {
      const snapshot = recordedSnapshot(recorded);
      const state = rotationStateOf(snapshot);
      if (before && recorded.step % 2 === 1) {
        const { block, nextList } = forecastOf(before.state, before.silent);
        expect([block, nextList], `step ${recorded.step}`).toEqual([recorded.block, state.pending]);
        if (forecastOf(before.state, nobody).nextList.join() !== state.pending.join()) blind += 1;
        rounds += 1;
      }
      before = recorded.step % 2 === 0 ? { state, silent: silentOf(snapshot, state) } : undefined;
    }
    expect(rounds).toBeGreaterThan(5);
    // Without a look at who is silent some of them would be wrong.
    expect(blind).toBeGreaterThan(0);
  });
}
