// What a person can mend. An outage (core/ports/outage.ts) is the other way in which a command can fail; whatever else is
// thrown is a defect and answered by a fixed sentence with an id.

import type { Action } from '../reply/reply.ts';

/** i18n values: text that is put into a sentence as it is. */
export type Values = Readonly<Record<string, string | number>>;

/** What the person can mend: a key in the locale files, its values, and what to offer instead. */
export class UserError extends Error {
  readonly key: string;
  readonly values: Values;
  readonly offer: Offer | undefined;
  readonly wayOn: WayOn;

  constructor(key: string, values: Values = {}, offer?: Offer, wayOn: WayOn = {}) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.values = values;
    this.offer = offer;
    this.wayOn = wayOn;
  }
}

/** Values that the named option could have had instead; each becomes a button. */
export interface Offer {
  readonly option: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** Another way on. */
export interface WayOn {
  readonly actions?: readonly Action[];
  /** A page to go to, behind the sentence. */
  readonly url?: string | undefined;
}
