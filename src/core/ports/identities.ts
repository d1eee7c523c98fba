// The people behind the accounts: links between platforms, and being forgotten. A side is one account on one platform.
import type { PersonKey } from './ids.ts';

/** An account as others are shown it. */
export interface LinkSide extends PersonKey {
  /** As `Asked.actorName`; kept only while a question waits that shows it. */
  readonly name?: string;
}

/** What waits for somebody's yes. */
export interface LinkQuestion {
  /** `link`: their list and that of `other` become one. `first`: alerts go to `other` first, and no more to them. */
  readonly kind: 'link' | 'first';
  /** What this person says yes or no with; shown to nobody else. */
  readonly code: string;
  readonly until: number;
  readonly other: LinkSide;
  /** Accounts that are linked with `other` already. */
  readonly others: number;
  /** Where alerts would go first. */
  readonly first: string;
}

/** What a side is told in its private chat, whichever comes first; `platform` is that of the side that did it. */
export type LinkNews =
  | { readonly kind: 'asked'; readonly question: LinkQuestion }
  | {
      readonly kind: 'linked' | 'refused' | 'ended' | 'erased' | 'first' | 'shared' | 'unshared';
      readonly platform: string;
    };

/** `unknown`: no such code, not any more, none for this person, or too many wrong ones before. `own`: this person made it.
 *  `already`: the two are one already. `waiting`: this one has said yes, and others have not yet. */
export type NoQuestion = 'unknown' | 'own' | 'already' | 'waiting';

/** Nothing is joined or moved before all whom it concerns said yes, and whoever it concerns is told of it. What it throws and
 *  its units: see `Store`. */
export interface IdentityStore {
  /** All platforms of this person, the one that alerts go to first. */
  linked(person: PersonKey): Promise<readonly PersonKey[]>;
  /** A code for `link` on the other platform, good until `until` and for one. What this person asked for before ends. */
  createCode(side: LinkSide, until: number, now: number): Promise<string>;
  /** What a yes to this code would do. Changes nothing; wrong ones are counted. */
  lookUp(person: PersonKey, code: string, now: number): Promise<LinkQuestion | NoQuestion>;
  /** What waits for this person's yes. */
  waiting(person: PersonKey, now: number): Promise<LinkQuestion | undefined>;
  /** A yes to the question whose code this is; with the code alone, as its maker has it, the question. The first yes takes the
   *  code: from then on until `until` it is for the two of them and those linked with them, who are all asked. With the last one
   *  lists are joined (`linked`): equal rules become one, and what the code's maker prefers goes before; or alerts go to the other
   *  first (`first`). */
  agree(side: LinkSide, code: string, until: number, now: number): Promise<LinkQuestion | NoQuestion | Agreed>;
  /** Ends what waits, for one whom it concerns; false for anybody else. */
  refuse(person: PersonKey, code: string, now: number): Promise<boolean>;
  /** Asks the side that alerts go to now to let this one be before it. Who that is; undefined: they come here already. */
  askFirst(side: LinkSide, until: number, now: number): Promise<PersonKey | undefined>;
  /** Whether those linked with this person may see its ids and accounts. False when that changes nothing. */
  share(person: PersonKey, isShared: boolean, now: number): Promise<boolean>;
  /** This side leaves with what it made, and the others keep what they made; what both made, and how one wants to hear, stays
   *  with both. False when nothing was linked. */
  unlink(person: PersonKey, now: number): Promise<boolean>;
  /** Erases everything of this side, after it has left. A chat's subscriptions stay, without their creator. */
  forget(person: PersonKey, now: number): Promise<void>;
  /** Everything kept of this side, and the shared list, by table; of others only of those who share. Lines drawn for their rules
   *  say nothing else and are left out. */
  dataOf(
    person: PersonKey,
  ): Promise<Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>>;
  /** Ends what waits for too long: names are kept no longer. */
  dropOverdue(now: number): Promise<void>;
}

/** `asked`: others have to say yes too. */
export type Agreed = 'asked' | 'linked' | 'first';
