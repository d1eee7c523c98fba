// What token.iost stores about the two tokens of the election. A recording holds their supply only; the rest never changes.

const DECIMALS = 8;

const CONSTANT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  iost: {
    fullName: 'iost',
    issuer: 'issue.iost',
    totalSupply: '9000000000000000000',
    decimal: String(DECIMALS),
    canTransfer: 'true',
    onlyIssuerCanTransfer: 'false',
  },
  contribute: {
    fullName: 'contribute',
    issuer: 'bonus.iost',
    totalSupply: '9000000000000000000',
    decimal: String(DECIMALS),
    canTransfer: 'false',
    onlyIssuerCanTransfer: 'false',
  },
};

/** Maps of token.iost: `TI<symbol>` → fields, amounts as integers of 1e-8. */
export function tokenMaps(
  tokens: Readonly<Record<string, { readonly supply: string }>>,
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tokens).map(([symbol, { supply }]) => [
      `TI${symbol}`,
      { ...CONSTANT[symbol], supply: unitsOf(supply).toString() },
    ]),
  );
}

/** A decimal string of at most 8 places in units of 1e-8. */
export function unitsOf(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}

/** The shortest decimal string of an amount that is not negative. */
export function decimalOf(units: bigint): string {
  const digits = units.toString().padStart(DECIMALS + 1, '0');
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`.replace(/\.?0+$/, '');
}
