// How a server counts: by its own clock, which may run faster than ours so that a minute is over sooner.

export interface ServerClock {
  /** ms. */
  now(): number;
  /** What a client is told to wait, in its own seconds, for so many ms of the server. */
  toClientSeconds(ms: number): number;
  /** Moves it. */
  skip(ms: number): void;
}

export function createServerClock(scale = 1): ServerClock {
  let skipped = 0;
  return {
    now: () => performance.now() * scale + skipped,
    // By the real clock only whole seconds are told.
    toClientSeconds: (ms) => (scale === 1 ? Math.ceil(ms / 1_000) : Math.ceil(ms) / 1_000 / scale),
    skip: (ms) => {
      skipped += ms;
    },
  };
}

/** Counts one more unless that is too much: then how long (ms) it is too much. */
export type Counter = (now: number) => number | undefined;

/** `capacity` at once, refilled one by one within `perMs` altogether. */
export function createTokens(capacity: number, perMs: number, count = capacity): Counter {
  let tokens = capacity;
  let at = Number.NEGATIVE_INFINITY;
  const everyMs = perMs / count;
  return (now) => {
    tokens = Math.min(capacity, tokens + (now - at) / everyMs);
    at = now;
    if (tokens < 1) return (1 - tokens) * everyMs;
    tokens -= 1;
    return undefined;
  };
}

/** At most `max` in any stretch of `windowMs`. */
export function createSlidingLog(max: number, windowMs: number): Counter {
  let times: readonly number[] = [];
  return (now) => {
    times = times.filter((time) => time > now - windowMs);
    const [oldest] = times;
    if (times.length >= max && oldest !== undefined) return oldest + windowMs - now;
    times = [...times, now];
    return undefined;
  };
}
