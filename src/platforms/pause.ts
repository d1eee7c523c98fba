// Waiting for a server that did not answer, or for one that asked for it.
import { setTimeout as delay } from 'node:timers/promises';

/** False when the signal ended it. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (ms <= 0) return !signal.aborted;
  return delay(ms, true, { signal }).catch(() => false);
}
