// The people behind the accounts: links between platforms, and being forgotten.
import type { PersonKey } from './ids.ts';

/** What it throws and its units: see `Store`. */
export interface IdentityStore {
  /** All platforms of this person, the one that alerts go to first. */
  linked(person: PersonKey): Promise<readonly PersonKey[]>;
  /** A code for `link` on the other platform, good until `until`. An older one of this person ends. */
  createCode(person: PersonKey, until: number, now: number): Promise<string>;
  /** Joins both lists: equal rules become one, and what the code's owner prefers goes before. Everything stays, up to twice
   *  `limit`. `unknown`: no such code, not any more, or too many wrong ones before. `own`: the code is of the same person on
   *  the same platform. Only `linked` changes something. */
  redeem(
    person: PersonKey,
    code: string,
    limit: number,
    now: number,
  ): Promise<'linked' | 'unknown' | 'own' | 'already'>;
  /** Alerts go to this platform first from now on. */
  setFirst(person: PersonKey): Promise<void>;
  /** This platform leaves; the list stays with the others. False when nothing was linked. */
  unlink(person: PersonKey): Promise<boolean>;
  /** Erases everything of the person on all linked platforms. A chat's subscriptions stay, without their creator. */
  forget(person: PersonKey): Promise<void>;
  /** Everything kept of the person, by table; lines drawn for their rules say nothing else and are left out. */
  dataOf(
    person: PersonKey,
  ): Promise<Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>>;
}
