// The arithmetic of the chain's virtual machine: products and sums exact, 50 places in a division, every cut downwards.
import { BigNumber } from 'bignumber.js';
import { type Amount, amountToDecimal } from '../core/values/amount.ts';

export type Exact = BigNumber;
export const Exact = BigNumber.clone({ DECIMAL_PLACES: 50, ROUNDING_MODE: BigNumber.ROUND_DOWN });

export function exactOf(amount: Amount): Exact {
  return new Exact(amountToDecimal(amount));
}

/** To 1e-8, the chain's smallest unit. */
export function cut(exact: Exact): Amount {
  return BigInt(exact.shiftedBy(8).toFixed(0));
}
