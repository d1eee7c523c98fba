// Waiting longer after each failure, and never in step with others who wait for the same thing. Only time makes it forget:
// a connection that works for a moment between two failures is no better than none.
import { backoffMs, type Waits } from '../core/values/backoff.ts';

/** Milliseconds to wait before the next attempt: about `firstMs` after the first failure, then twice as long each time. */
export type Backoff = () => number;

export interface BackoffPorts {
  readonly random?: () => number;
  /** In ms, of any clock that never goes back. */
  readonly now?: () => number;
}

/** Failures further apart than twice `longestMs` have nothing to do with each other. */
export function createBackoff(waits: Waits, ports: BackoffPorts = {}): Backoff {
  const { random = Math.random, now = () => performance.now() } = ports;
  let failures = 0;
  let lastAt = now();
  return () => {
    if (now() - lastAt > 2 * waits.longestMs) failures = 0;
    lastAt = now();
    failures += 1;
    return backoffMs(failures - 1, waits, random);
  };
}
