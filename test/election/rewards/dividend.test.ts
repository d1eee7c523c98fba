import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountFromDecimal } from '../../../src/core/values/amount.ts';
import type { ChainParameters } from '../../../src/election/rewards/chain-model.ts';
import {
  backlogBlocks,
  creditBetween,
  creditedTo,
  expectedDividend,
  expectedOfNew,
  reliability,
  shareOfBacklog,
  typicalGap,
  yearlyAsCredited,
  yearlyOfNew,
} from '../../../src/election/rewards/dividend.ts';

const iost = amountFromDecimal;
const YEAR = 63_072_000;
const DAY = 172_800;
/** A day of vote rewards is 300 M × 0.0296 / 365 × 0.33333333, cut to 8 places; a year is 2,959,999.97039635 for 100 M votes. */
const chain: ChainParameters = {
  supply: iost('300000000'),
  blockContribution: '1',
  allVotes: iost('100000000'),
  threshold: iost('2100000'),
  producerNumber: 17,
};
const votes = iost('10000000');

describe('what is to be expected', () => {
  test('is the voter’s part of half of what the node earns', () => {
    // A tenth of it for the node and its voters; a fourth of the voters' half.
    expect(expectedDividend(chain, votes, iost('2500000'))).toBe(iost('36999.99962995'));
  });

  test('of new votes is less, for they dilute the node’s and those of all', () => {
    // 2,959,999.97039635 × 15 / 105 / 2 × 5 / 15
    expect(expectedOfNew(chain, votes, iost('5000000'))).toBe(iost('70476.18977134'));
    expect(expectedDividend(chain, votes, iost('5000000'))).toBe(iost('73999.99925991'));
  });

  test('is nothing below the threshold, unless the new votes lift the node above it', () => {
    expect(expectedDividend(chain, iost('2099999'), iost('5'))).toBe(0n);
    expect(expectedOfNew(chain, iost('2000000'), iost('99999'))).toBe(0n);
    // 2,959,999.97039635 × 2.1 / 102.1 / 2 × 0.1 / 2.1
    expect(expectedOfNew(chain, iost('2000000'), iost('100000'))).toBe(iost('1449.55924113'));
  });

  test('never exceeds the voters’ half of the issue', () => {
    const amount = fc.bigInt({ min: 1n, max: iost('21000000000') });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: chain.allVotes }), amount, (nodeVotes, own) => {
        const expected = expectedOfNew(chain, nodeVotes, own);
        expect(expected).toBeLessThan(iost('1480000'));
        expect(expectedOfNew(chain, nodeVotes, own * 2n)).toBeGreaterThanOrEqual(expected);
      }),
    );
  });
});

describe('what was credited', () => {
  const before = { block: 1_000, coefficient: '0.001' };
  const credit = creditBetween(before, { block: 1_000 + 7 * DAY, coefficient: '0.0013' });
  if (!credit) throw new Error('nothing lies between');

  test('is the growth of the coefficient times the votes', () => {
    expect(creditedTo(credit, iost('2500000'))).toBe(iost('750'));
  });

  test('goes on for a year, diluted by the new votes', () => {
    expect(yearlyAsCredited(credit, iost('25000000'))).toBe((iost('7500') * 365n) / 7n);
    expect(yearlyOfNew(credit, chain, votes, iost('25000000'))).toBe((iost('7500') * 365n * 100n) / (7n * 125n));
  });

  test('is compared with what daily claims would have brought', () => {
    // 148,000 a year for the node's voters would be 0.0148 a vote.
    const expected = (0.0003 / (0.0148 * (7 / 365))).toFixed(4);
    expect(Number(reliability(credit, chain, votes))).toBeCloseTo(Number(expected), 3);
    const idle = creditBetween(before, { ...before, block: 2_000 });
    expect(idle && reliability(idle, chain, votes)).toBe('0');
    expect(reliability(credit, chain, 0n)).toBe('0');
  });

  test('is nothing when the coefficient seems to shrink, and unknown when no time has passed', () => {
    const shrunk = creditBetween(before, { block: 2_000, coefficient: '0' });
    expect(shrunk && creditedTo(shrunk, votes)).toBe(0n);
    expect(creditBetween(before, before)).toBeUndefined();
  });
});

test('unclaimed rewards are as many blocks old as the node needs to earn them', () => {
  expect(backlogBlocks(chain, votes, iost('296000'))).toBe(YEAR);
  expect(backlogBlocks(chain, votes, 0n)).toBe(0);
  expect(backlogBlocks(chain, iost('2099999'), iost('1'))).toBeUndefined();
  expect(shareOfBacklog(iost('1000'), votes, iost('10000000'))).toBe(iost('250'));
});

test('the typical gap is the middle one', () => {
  expect([[], [5], [5, 7], [0, 1, 3, 100], [0, 1, 4]].map(typicalGap)).toEqual([undefined, undefined, 2, 2, 2]);
});
