// Amounts of IOST as exact integers of 1e-8 IOST, the chain's smallest unit.

export type Amount = bigint;

const DECIMALS = 8;
const UNIT = 10n ** BigInt(DECIMALS);

/** Reads a plain decimal string as contracts store it ("2100000.00000001"); digits past the eighth are cut downwards.
 *  Throws a RangeError on anything else. */
export function amountFromDecimal(text: string): Amount {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,60}))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal amount: ${text.slice(0, 40)}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole) * UNIT + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'));
  return sign ? -value : value;
}

/** The shortest exact decimal string: "2100000", "2100000.00000001", "-0.5". */
export function amountToDecimal(amount: Amount): string {
  return toDecimal(amount, DECIMALS);
}

/** For a screen: thousands separated, every decimal kept: "2,100,000.00000001". */
export function formatAmount(amount: Amount): string {
  const [whole = '', fraction] = amountToDecimal(amount).split('.');
  return groupThousands(whole) + (fraction ? `.${fraction}` : '');
}

/** For a table: whole IOST, cut towards zero so that nobody is shown past a line they have not reached. */
export function formatWhole(amount: Amount): string {
  return groupThousands((amount / UNIT).toString());
}

/** How an amount has changed: "+1,000", "−1,000", "0". */
export function formatSigned(change: Amount, format: (amount: Amount) => string = formatWhole): string {
  if (change === 0n) return '0';
  return change > 0n ? `+${format(change)}` : `−${format(-change)}`;
}

/** For a table of small amounts: whole from 1,000 IOST on, two decimals from 1 on, all of them below; cut towards zero. */
export function formatShort(amount: Amount): string {
  const magnitude = amount < 0n ? -amount : amount;
  const step = magnitude >= 1_000n * UNIT ? UNIT : magnitude >= UNIT ? UNIT / 100n : 1n;
  return formatAmount((amount / step) * step);
}

/** `part / whole` as a decimal string with up to `places` digits after the point, cut towards zero; "0" of nothing. */
export function shareOf(part: Amount, whole: Amount, places = 12): string {
  return whole === 0n ? '0' : toDecimal((part * 10n ** BigInt(places)) / whole, places);
}

const FACTORS: Readonly<Record<string, bigint>> = {
  k: 1_000n,
  m: 1_000_000n,
  b: 1_000_000_000n,
  万: 10_000n,
  亿: 100_000_000n,
};

/** What a person types: "2100000.5", "2,100,000", "2.1m", "500 k", "1.5b", "300万"; undefined when it is no such number. */
export function parseAmount(text: string): Amount | undefined {
  const match = /^(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,8}))?\s*([kmb万亿])?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, whole = '', fraction = '0', suffix = ''] = match;
  const factor = FACTORS[suffix.toLowerCase()] ?? 1n;
  return amountFromDecimal(`${whole.replaceAll(',', '')}.${fraction}`) * factor;
}

/** `value / 10^places` without trailing zeros. */
function toDecimal(value: bigint, places: number): string {
  const magnitude = value < 0n ? -value : value;
  const scale = 10n ** BigInt(places);
  const fraction = (magnitude % scale).toString().padStart(places, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${magnitude / scale}${fraction && `.${fraction}`}`;
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
