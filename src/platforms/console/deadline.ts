// A person at a keyboard is not kept waiting.
import { setTimeout as delay } from 'node:timers/promises';

/** What `work` comes to, or undefined when it takes longer than `limitMs` or fails. */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  const late = delay(limitMs, undefined, { signal: timer.signal });
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    late.catch(() => undefined);
    timer.abort();
  }
}
