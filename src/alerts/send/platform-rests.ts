// A platform that fails again and again is left alone for a while, so that the others get the sends that it would hold up.

import type { Clock } from '../../core/ports/clock.ts';
import type { ParcelOutcome } from '../../core/ports/outbox.ts';
import { backoffMs } from '../../core/values/backoff.ts';

const FAILURES = 5;
const WAITS = { firstMs: 2_000, longestMs: 60_000 };

export interface Rests {
  /** What a send to the platform came to. */
  note(platform: string, outcome: ParcelOutcome): void;
  resting(): readonly string[];
}

export function createRests(clock: Clock): Rests {
  const platforms = new Map<string, { failures: number; until: number }>();
  return {
    note: (platform, { kind }) => {
      if (kind !== 'retry') {
        platforms.delete(platform);
        return;
      }
      const known = platforms.get(platform) ?? { failures: 0, until: 0 };
      // What was on its way when the rest began says nothing new.
      if (known.until > clock.now()) return;
      const failures = known.failures + 1;
      const until = failures < FAILURES ? 0 : clock.now() + backoffMs(failures - FAILURES, WAITS);
      platforms.set(platform, { failures, until });
    },
    resting: () => [...platforms].filter(([, { until }]) => until > clock.now()).map(([platform]) => platform),
  };
}
