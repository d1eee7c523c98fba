// Nodes are at different heights, and one may lag all the time: of each the look counts that is nearest to the height that
// enough of them have reached, so that numbers which change all the time are compared as of the same moment.
import type { ShownState } from '../state.ts';

interface Shown {
  readonly source: string;
  readonly state: ShownState;
}

/** Of each node. */
const KEPT_LOOKS = 4;

export interface Heights {
  /** The looks of this time, the preferred node first, each as one of its last looks. */
  align(shown: readonly Shown[], quorum: number): readonly Shown[];
}

export function createHeights(): Heights {
  const known = new Map<string, readonly ShownState[]>();
  return {
    align: (shown, quorum) => {
      for (const { source, state } of shown)
        known.set(source, [...(known.get(source) ?? []), state].slice(-KEPT_LOOKS));
      const height =
        shown.map(({ state }) => state.block).sort((a, b) => b - a)[Math.min(quorum, shown.length) - 1] ?? 0;
      const distance = ({ block }: ShownState) => Math.abs(block - height);
      return shown.map(({ source, state }) => {
        if (quorum === 1) return { source, state };
        const nearest = (known.get(source) ?? []).reduce(
          (best, one) => (distance(one) < distance(best) ? one : best),
          state,
        );
        return { source, state: nearest.chain === state.chain ? nearest : state };
      });
    },
  };
}
