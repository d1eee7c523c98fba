// Shares as percentages, without going through a float.
import { amountFromDecimal, amountToDecimal } from './amount.ts';

/** A decimal fraction of 1 as a percentage, cut downwards to `places` (0 to 6) or exact: "0.0659" is "6.59 %". */
export function formatPercent(fraction: string, places?: number): string {
  const exact = amountToDecimal(amountFromDecimal(fraction) * 100n);
  if (places === undefined) return `${exact} %`;
  const [whole = '0', decimals = ''] = exact.split('.');
  const shown = places === 0 ? '' : `.${decimals.slice(0, places).padEnd(places, '0')}`;
  return `${whole}${shown} %`;
}
