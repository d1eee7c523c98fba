// What was read or written a moment ago. Commands come in bursts, and each begins with its person's settings.
import { createBoundedMap } from '../../core/values/bounded-map.ts';

/** How long what another process changes may go on as it was. */
const RECENT_MS = 5_000;
const MAX_ENTRIES = 10_000;

export interface Recent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  forget(key: string): void;
}

export function createRecent<V>(now: () => number = () => performance.now()): Recent<V> {
  const entries = createBoundedMap<{ readonly value: V; readonly at: number }>(MAX_ENTRIES);
  return {
    get: (key) => {
      const entry = entries.get(key);
      return entry && now() - entry.at < RECENT_MS ? entry.value : undefined;
    },
    set: (key, value) => {
      entries.set(key, { value, at: now() });
    },
    forget: (key) => {
      entries.delete(key);
    },
  };
}
