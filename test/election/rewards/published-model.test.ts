import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountFromDecimal, amountToDecimal } from '../../../src/core/values/amount.ts';
import { perPeriod, type Split } from '../../../src/election/rewards/estimate.ts';
import { type Participant, publishedEstimate } from '../../../src/election/rewards/published-model.ts';

const program = {
  yearlyPool: { total: '840000000' },
  shares: { blocks: '0.25', votes: '0.25', contribution: '0.5' },
  votersShare: '0.5',
  threshold: '2100000',
};
const iost = amountFromDecimal;
const node: Participant = {
  votes: iost('5000000'),
  allVotes: iost('100000000'),
  rounds: 5_256,
  producerNumber: 17,
  rating: undefined,
};
const shown = (split: Split | undefined) =>
  split && { node: amountToDecimal(split.node), voters: amountToDecimal(split.voters) };

test('blocks, votes and rating each bring their share of the pool, half of it for the voters', () => {
  const estimate = publishedEstimate(program, { ...node, rating: '1.2' });
  // 210 M × 5,256 / (17 × 52,560); 210 M × 5 %; 420 M × 1.2 %
  expect(shown(estimate.blocks)).toEqual({ node: '617647.05882352', voters: '617647.05882353' });
  expect(shown(estimate.votes)).toEqual({ node: '5250000', voters: '5250000' });
  expect(shown(estimate.contribution)).toEqual({ node: '2520000', voters: '2520000' });
  expect(shown(estimate.total)).toEqual({ node: '8387647.05882352', voters: '8387647.05882353' });
});

test('without a rating the contribution is not estimated, and the total is of the rest', () => {
  const { contribution, total } = publishedEstimate(program, node);
  expect(contribution).toBeUndefined();
  expect(shown(total)).toEqual({ node: '5867647.05882352', voters: '5867647.05882353' });
});

test('while the rounds are not known, neither are blocks and total', () => {
  const { blocks, votes, total } = publishedEstimate(program, { ...node, rounds: undefined });
  expect([blocks, total]).toEqual([undefined, undefined]);
  expect(shown(votes)).toEqual({ node: '5250000', voters: '5250000' });
});

describe('below the threshold', () => {
  test.each(['0', '2099999.99999999'])('%s votes earn nothing, whatever the rating', (votes) => {
    const estimate = publishedEstimate(program, { ...node, votes: iost(votes), rounds: 0, rating: '100' });
    const nothing = { node: '0', voters: '0' };
    expect(Object.values(estimate).map(shown)).toEqual([nothing, nothing, nothing, nothing]);
  });

  test('and at it they earn', () => {
    expect(publishedEstimate(program, { ...node, votes: iost('2100000') }).votes.node).toBeGreaterThan(0n);
  });
});

test('all nodes together never get more than the pool', () => {
  const nodes = fc.array(
    fc.record({
      votes: fc.bigInt({ min: iost('2100000'), max: iost('9000000000') }),
      rounds: fc.integer({ min: 0, max: 52_560 }),
    }),
    { minLength: 17, maxLength: 40 },
  );
  fc.assert(
    fc.property(nodes, (all) => {
      const allVotes = all.reduce((sum, { votes }) => sum + votes, 0n);
      const places = all.reduce((sum, { rounds }) => sum + rounds, 0);
      fc.pre(places <= 17 * 52_560);
      const paid = all.map(({ votes, rounds }) => {
        const { total } = publishedEstimate(program, { ...node, votes, rounds, allVotes });
        return (total?.node ?? 0n) + (total?.voters ?? 0n);
      });
      expect(paid.reduce((sum, part) => sum + part, 0n)).toBeLessThanOrEqual(iost('420000000'));
    }),
  );
});

test('a quarter is a fourth of a year, a day one of 365', () => {
  expect(['year', 'quarter', 'day'].map((period) => perPeriod(3_650n, period as 'year'))).toEqual([3_650n, 912n, 10n]);
});
