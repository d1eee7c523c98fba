// Keeps whoever guesses codes from guessing many.

import type { PersonKey } from '../../core/ports/ids.ts';
import { createBoundedMap } from '../../core/values/bounded-map.ts';
import { personText } from '../keys.ts';

const WINDOW_MS = 600_000;
const MAX_TRIES = 5;
const MAX_PEOPLE = 10_000;

export interface WrongTries {
  /** Counts the try as a wrong one until it is taken back. False when there were too many. */
  begin(person: PersonKey, now: number): boolean;
  takeBack(person: PersonKey): void;
}

/** A clock that jumps makes nobody wait longer than the window. */
export function createWrongTries(): WrongTries {
  const tries = createBoundedMap<readonly number[]>(MAX_PEOPLE);
  const triesOf = (person: PersonKey) => tries.get(personText(person)) ?? [];
  return {
    begin: (person, now) => {
      const recent = triesOf(person).filter((at) => Math.abs(now - at) < WINDOW_MS);
      if (recent.length >= MAX_TRIES) return false;
      tries.set(personText(person), [...recent, now]);
      return true;
    },
    takeBack: (person) => {
      tries.set(personText(person), triesOf(person).slice(0, -1));
    },
  };
}
