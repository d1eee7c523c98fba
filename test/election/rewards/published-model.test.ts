import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountFromDecimal, amountToDecimal } from '../../../src/core/values/amount.ts';
import { PARTS, perPeriod, type Split } from '../../../src/election/rewards/estimate.ts';
import { type Participant, type Program, publishedEstimate } from '../../../src/election/rewards/published-model.ts';

const part = (pool: string, voters = '0.5') => ({ pool, voters });
const program: Program = {
  parts: { blocks: part('210000000', '0'), votes: part('210000000'), rating: part('420000000') },
  threshold: '2100000',
};
const iost = amountFromDecimal;
const node: Participant = {
  votes: iost('5000000'),
  allVotes: iost('100000000'),
  minVotes: iost('2100000'),
  rounds: 5_256,
  producerNumber: 17,
  rating: undefined,
};
const shown = (split: Split | undefined) =>
  split && { node: amountToDecimal(split.node), voters: amountToDecimal(split.voters) };
const estimateOf = (of: Participant, by = program) => publishedEstimate(by, of) ?? expect.fail('nothing is shared out');

test('each part is shared with the voters as the rule set says: nothing of the blocks, half of the rest', () => {
  const estimate = estimateOf({ ...node, rating: '1.2' });
  // 210 M × 5,256 / (17 × 52,560); 210 M × 5 %; 420 M × 1.2 %
  expect(shown(estimate.blocks)).toEqual({ node: '1235294.11764705', voters: '0' });
  expect(shown(estimate.votes)).toEqual({ node: '5250000', voters: '5250000' });
  expect(estimate.quarterlyVotes).toBeUndefined();
  expect(shown(estimate.rating)).toEqual({ node: '2520000', voters: '2520000' });
  expect(shown(estimate.total)).toEqual({ node: '9005294.11764705', voters: '7770000' });
});

test('a part by votes that is paid by the quarter comes beside the daily one', () => {
  const older = {
    ...program,
    parts: { ...program.parts, quarterlyVotes: part('210000000'), rating: part('210000000') },
  };
  const estimate = estimateOf({ ...node, rating: '1.2' }, older);
  expect(shown(estimate.quarterlyVotes)).toEqual({ node: '5250000', voters: '5250000' });
  expect(shown(estimate.rating)).toEqual({ node: '1260000', voters: '1260000' });
  expect(shown(estimate.total)).toEqual({ node: '12995294.11764705', voters: '11760000' });
});

test('without a rating it is not estimated, and the total is of the rest', () => {
  const { rating, total } = estimateOf(node);
  expect(rating).toBeUndefined();
  expect(shown(total)).toEqual({ node: '6485294.11764705', voters: '5250000' });
});

test('while the rounds are not known, neither are blocks and total', () => {
  const { blocks, votes, total } = estimateOf({ ...node, rounds: undefined });
  expect([blocks, total]).toEqual([undefined, undefined]);
  expect(shown(votes)).toEqual({ node: '5250000', voters: '5250000' });
});

test('a programme without blocks has a total without them; one that shares out nothing has no estimate', () => {
  const votesAlone = estimateOf({ ...node, rounds: undefined }, { ...program, parts: { votes: part('100') } });
  expect([shown(votesAlone.total), votesAlone.blocks]).toEqual([{ node: '2.5', voters: '2.5' }, undefined]);
  expect(publishedEstimate({ ...program, parts: {} }, node)).toBeUndefined();
});

describe('below the threshold', () => {
  test.each(['0', '2099999.99999999'])('%s votes earn nothing, whatever the rating', (votes) => {
    const estimate = estimateOf({ ...node, votes: iost(votes), rounds: 0, rating: '100' });
    const nothing = { node: '0', voters: '0' };
    expect(['blocks', 'votes', 'rating', 'total'].map((name) => shown(estimate[name as 'votes']))).toEqual(
      Array(4).fill(nothing),
    );
  });

  test('of the chain nobody earns either, and no votes at all earn nothing where it is none', () => {
    const strict = estimateOf({ ...node, minVotes: iost('6000000') });
    expect(shown(strict.votes)).toEqual({ node: '0', voters: '0' });
    const free = { ...program, threshold: '0' };
    expect(shown(estimateOf({ ...node, votes: 0n, allVotes: 0n, minVotes: 0n }, free).votes)).toEqual({
      node: '0',
      voters: '0',
    });
  });

  test('and at it they earn', () => {
    expect(estimateOf({ ...node, votes: iost('2100000') }).votes?.node).toBeGreaterThan(0n);
  });
});

test('all nodes together never get more than the pools', () => {
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
        const { total } = estimateOf({ ...node, votes, rounds, allVotes });
        return (total?.node ?? 0n) + (total?.voters ?? 0n);
      });
      expect(paid.reduce((sum, amount) => sum + amount, 0n)).toBeLessThanOrEqual(iost('420000000'));
    }),
  );
});

test('a quarter is a fourth of a year, a day one of 365', () => {
  expect(['year', 'quarter', 'day'].map((period) => perPeriod(3_650n, period as 'year'))).toEqual([3_650n, 912n, 10n]);
  expect(PARTS).toEqual(['blocks', 'votes', 'quarterlyVotes', 'rating']);
});
