// Two ways to be no faster than a platform allows, by any clock that never goes back (in ms).

export interface Rate {
  /** How long the next one has to wait; 0: it may go now. */
  wait(now: number): number;
  /** One goes now, waited for or not. */
  note(now: number): void;
  /** Nothing is left of what was noted. */
  isIdle(now: number): boolean;
}

/** At most `count` in any stretch of `windowMs`. */
export function createWindow(count: number, windowMs: number): Rate {
  const times: number[] = [];
  let oldest = 0;
  return {
    wait: (now) => Math.max(0, times.length < count ? 0 : (times[oldest] ?? now) + windowMs - now),
    note: (now) => {
      times[oldest] = now;
      oldest = (oldest + 1) % count;
    },
    isIdle: (now) => times.every((time) => time + windowMs <= now),
  };
}

/** One every `everyMs`; after a quiet time `atOnce` together. */
export function createBucket(atOnce: number, everyMs: number): Rate {
  /** The generic cell rate algorithm: one number says how far ahead is used up. */
  let usedUntil = Number.NEGATIVE_INFINITY;
  return {
    wait: (now) => Math.max(0, usedUntil - (atOnce - 1) * everyMs - now),
    note: (now) => {
      usedUntil = Math.max(usedUntil, now) + everyMs;
    },
    isIdle: (now) => usedUntil <= now,
  };
}
