import { expect, test } from 'vitest';
import { formatPercent } from '../../../src/core/values/percent.ts';

test.each([
  ['0.0659', undefined, '6.59 %'],
  ['0.25', undefined, '25 %'],
  ['0.060064123', 2, '6.00 %'],
  ['0.99999999', 2, '99.99 %'],
  ['1', 2, '100.00 %'],
  ['0', 2, '0.00 %'],
  ['0.000051', 4, '0.0051 %'],
  ['0.0659', 0, '6 %'],
])('%s to %s places is %s', (fraction, places, percent) => {
  expect(formatPercent(fraction, places)).toBe(percent);
});
