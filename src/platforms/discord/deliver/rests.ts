// Who is left alone for a while, and what is said meanwhile: Discord bans bots that keep trying.
import type { Clock } from '../../../core/ports/clock.ts';
import type { Delivery } from '../../../core/ports/platform.ts';
import { createBoundedMap } from '../../../core/values/bounded-map.ts';

const GONE_FOR_MS = 10 * 60_000;
const MAX_REMEMBERED = 10_000;

export interface Rests {
  /** What became of the last message to this place, when it is too early for another. */
  why(place: string): Delivery | undefined;
  note(place: string, delivery: Delivery): void;
  /** Something was heard from there. A wait that was asked for stays. */
  forget(place: string): void;
}

export function createRests(clock: Clock): Rests {
  const places = createBoundedMap<{ readonly until: number; readonly isGone: boolean }>(MAX_REMEMBERED);
  return {
    why: (place) => {
      const { until = 0, isGone } = places.get(place) ?? {};
      const waitMs = until - clock.now();
      if (waitMs <= 0) return undefined;
      return isGone ? { kind: 'gone' } : { kind: 'rate-limited', retryAfterMs: waitMs };
    },
    note: (place, delivery) => {
      const isGone = delivery.kind === 'gone';
      const forMs = isGone ? GONE_FOR_MS : delivery.kind === 'rate-limited' ? delivery.retryAfterMs : 0;
      if (forMs > 0) places.set(place, { until: clock.now() + forMs, isGone });
    },
    forget: (place) => {
      if (places.get(place)?.isGone) places.delete(place);
    },
  };
}
