import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountFromDecimal,
  amountToDecimal,
  formatAmount,
  formatShort,
  formatWhole,
  parseAmount,
  shareOf,
} from '../../../src/core/values/amount.ts';

const amounts = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
const typed = fc.bigInt({ min: 0n, max: 10n ** 23n - 1n });

test('decimal strings and amounts are each other exactly', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(amountFromDecimal(amountToDecimal(amount))).toBe(amount);
    }),
  );
});

test.each([
  ['2100000', 210_000_000_000_000n],
  ['2100000.00000001', 210_000_000_000_001n],
  ['0.123456789', 12_345_678n],
  ['-0.5', -50_000_000n],
])('contracts store %s', (text, amount) => expect(amountFromDecimal(text)).toBe(amount));

test.each(['', '1e9', ' 1', '1,000', '.5', '5.', 'NaN', '--1', '1'.repeat(1_000_000)])(
  '%.20s is no decimal',
  (text) => {
    expect(() => amountFromDecimal(text)).toThrow(RangeError);
  },
);

test.each([
  [210_000_000_000_001n, '2,100,000.00000001', '2,100,000'],
  [209_999_999_999_999n, '2,099,999.99999999', '2,099,999'],
  [-10_000_050_000_000n, '-100,000.5', '-100,000'],
  [0n, '0', '0'],
])('%d is shown as %s and %s', (amount, exact, whole) => {
  expect(formatAmount(amount)).toBe(exact);
  expect(formatWhole(amount)).toBe(whole);
});

describe('parseAmount', () => {
  test.each([
    ['2.1m', '2100000'],
    ['2,100,000', '2100000'],
    ['2100000.5', '2100000.5'],
    ['500 k', '500000'],
    ['1.5B', '1500000000'],
    ['1.23456789k', '1234.56789'],
    [' 7 ', '7'],
    ['300万', '3000000'],
    ['1.5 亿', '150000000'],
  ])('reads %j', (text, decimal) => expect(parseAmount(text)).toBe(amountFromDecimal(decimal)));

  test.each(['', '-1', '1,00', '1,0000', '1.123456789', '1mm', 'm', '0x10', '1e5', 'Infinity', '１', '1 000', '1.2.3'])(
    'refuses %j',
    (text) => expect(parseAmount(text)).toBeUndefined(),
  );

  test('reads what is shown on a screen', () => {
    fc.assert(
      fc.property(typed, (amount) => {
        expect(parseAmount(amountToDecimal(amount))).toBe(amount);
        expect(parseAmount(formatAmount(amount))).toBe(amount);
      }),
    );
  });

  test('hostile text gives undefined', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (!/^[\s\d,.kmb]*$/i.test(text)) expect(parseAmount(text)).toBeUndefined();
      }),
    );
    for (const unit of ['1', ' ', ',111', '1,', '.'])
      expect(parseAmount(`1${unit.repeat(2_000_000)}x`)).toBeUndefined();
  });
});

describe('shareOf', () => {
  test.each([
    [1n, 3n, 4, '0.3333'],
    [2n, 3n, 2, '0.66'],
    [1n, 1n, 12, '1'],
    [100n, 1n, 12, '100'],
    [0n, 5n, 12, '0'],
    [5n, 0n, 12, '0'],
    [-1n, 3n, 3, '-0.333'],
    [7n, 2n, 0, '3'],
  ])('%d of %d to %i places is %s', (part, whole, places, share) => expect(shareOf(part, whole, places)).toBe(share));

  test('lies between 0 and 1, is never above the true share, and less than one place below it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.bigInt({ min: 0n, max: 10n ** 20n }), (whole, seed) => {
        const part = seed % (whole + 1n);
        const share = amountFromDecimal(shareOf(part, whole, 8));
        expect(share >= 0n && share <= 10n ** 8n).toBe(true);
        expect(share * whole <= part * 10n ** 8n && (share + 1n) * whole > part * 10n ** 8n).toBe(true);
      }),
    );
  });
});

test.each([
  ['1234567.891', '1,234,567'],
  ['1000', '1,000'],
  ['999.99999999', '999.99'],
  ['1.5', '1.5'],
  ['0.00012345', '0.00012345'],
  ['0', '0'],
  ['-12.345', '-12.34'],
])('%s is short as %s', (text, short) => expect(formatShort(amountFromDecimal(text))).toBe(short));
