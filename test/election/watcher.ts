// Looks one after the other at what nodes show of a node called alice.
import { type Decision, decide, type Look } from '../../src/election/confirmation/index.ts';
import type { PendingFact } from '../../src/election/confirmation/pending-facts.ts';
import type { ElectionState, NodeState } from '../../src/election/state.ts';
import { aNode, stateWith } from './election-samples.ts';

export const STEP = 600;

/** What is kept in between goes through text, as a restart would have it. */
export function watcher(options: Partial<Pick<Look, 'confirm' | 'quorum'>> = {}) {
  let announced: ElectionState | undefined;
  let pending: readonly PendingFact[] = [];
  return {
    look(states: readonly ElectionState[], isSettling = false): Decision {
      const shown = states.map((state, index) => ({ source: `n${index}`, state }));
      const decision = decide({ announced, pending, shown, confirm: 2, quorum: 1, isSettling, ...options });
      if (!decision) throw new Error('nothing was decided');
      announced = decision.state;
      pending = JSON.parse(JSON.stringify(decision.pending));
      return decision;
    },
    get alice(): NodeState | undefined {
      return announced?.nodes.get('alice');
    },
  };
}

export const at = (step: number, alice: Partial<NodeState> = {}) => stateWith({ alice: aNode(alice) }, step * STEP);
export const typesOf = ({ events }: Decision) => events.map(({ type }) => type);
