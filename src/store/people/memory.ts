// What is known of people without asking the database: commands come in bursts, and each begins with its person's settings.
import type { PersonKey } from '../../core/ports/ids.ts';
import type { PersonSettings } from '../../core/ports/people.ts';
import { createBoundedMap } from '../../core/values/bounded-map.ts';
import { personText } from '../keys.ts';

/** How long what another process changes may go on as it was. */
const RECENT_MS = 5_000;
const MAX_ENTRIES = 10_000;

interface Recent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  forget(key: string): void;
}

export interface PeopleMemory {
  /** Whom the bot has met. */
  readonly met: Set<string>;
  /** What was read or written a moment ago. */
  readonly recent: Recent<PersonSettings>;
  forget(person: PersonKey): void;
}

export function createPeopleMemory(): PeopleMemory {
  const met = new Set<string>();
  const recent = createRecent<PersonSettings>();
  return {
    met,
    recent,
    forget: (person) => {
      met.delete(personText(person));
      recent.forget(personText(person));
    },
  };
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
