// Waiting for a server that did not answer.
import { setTimeout as delay } from 'node:timers/promises';
import type { Waits } from '../core/values/backoff.ts';

export const WAITS: Waits = { firstMs: 1_000, longestMs: 60_000 };

/** False when the signal ended it. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (ms <= 0) return !signal.aborted;
  return delay(ms, true, { signal }).catch(() => false);
}
