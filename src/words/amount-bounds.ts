// An amount that someone could have: more than nothing, and no more than there is.

import { UserError } from '../core/answer/errors.ts';
import { type Amount, formatAmount, formatWhole } from '../core/values/amount.ts';

/** Throws UserError. `supply` is undefined while the chain does not tell. */
export function checkAmount(option: string, amount: Amount, supply: Amount | undefined): void {
  if (amount <= 0n) throw new UserError('estimates.not-positive', { option });
  if (supply !== undefined && supply > 0n && amount > supply) {
    throw new UserError('estimates.over-supply', { amount: formatAmount(amount), supply: formatWhole(supply) });
  }
}
