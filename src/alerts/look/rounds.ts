// What producers made in the round that has ended, out of the looks inside of it.
import { type RoundWatch, watchRound } from '../../election/confirmation/rounds.ts';
import type { NodeMetric } from '../../election/metrics.ts';
import type { Observation } from '../../election/state.ts';
import { METRICS } from '../../rules/index.ts';

interface Judged {
  readonly ended: readonly NodeMetric[];
  /** Call it once what has ended is saved: the next look goes on from there. */
  readonly keep: () => void;
}

export interface Rounds {
  /** `block`: the height that is announced; `configured`: how many nodes there are. */
  look(seen: readonly { readonly observation: Observation }[], block: number, configured: number): Judged;
}

export function createRounds({ confirm, quorum }: { readonly confirm: number; readonly quorum: number }): Rounds {
  let watches: ReadonlyMap<string, RoundWatch> = new Map();
  return {
    look: (seen, block, configured) => {
      const needed = Math.min(quorum, configured, seen.length);
      const watched = METRICS.round.map(({ name, pace }) => {
        const paces = seen.map(({ observation }) => pace(observation.snapshot));
        return { name, ...watchRound(watches.get(name), { paces, block, confirm, quorum: needed }) };
      });
      return {
        ended: watched.flatMap(({ name, ended }) =>
          [...ended].map(([subject, value]) => ({ metric: name, subject, value })),
        ),
        keep: () => {
          watches = new Map(watched.map(({ name, watch }) => [name, watch]));
        },
      };
    },
  };
}
