// Waiting for a server that did not answer.
import type { Waits } from '../../core/backoff.ts';

export const WAITS: Waits = { firstMs: 1_000, longestMs: 60_000 };

/** False when the signal ended it. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted || ms <= 0) return !signal.aborted;
  return new Promise((resolve) => {
    const end = (isOver: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(isOver);
    };
    const abort = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal.addEventListener('abort', abort);
  });
}
