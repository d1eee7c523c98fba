// The chain's own rules, against what the recording shows the contracts to have done.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Amount, amountFromDecimal } from '../../../src/core/values/amount.ts';
import { Exact, exactOf } from '../../../src/election/arithmetic.ts';
import {
  type ChainParameters,
  chainEstimate,
  chainParameters,
  missingParameters,
  withVotes,
} from '../../../src/election/rewards/chain-model.ts';
import { firstSnapshot, recordedRewards } from '../../support/recorded-snapshot.ts';
import { recordedStates } from '../../support/recording.ts';

const iost = amountFromDecimal;
const chain: ChainParameters = {
  supply: iost('21005109455.42932712'),
  blockContribution: '3.28513441',
  allVotes: iost('2401084803.98378394'),
  threshold: iost('2100000'),
  producerNumber: 17,
};

test('blockContrib shares a third of the issue among the blocks of a year', () => {
  const perBlock = new Exact('1.564349722223e-10').times(63_072_000);
  expect(perBlock.minus(new Exact('0.0296').div(3)).abs().toNumber()).toBeLessThan(1e-9);
});

interface Rotation {
  readonly roundsInListAfter: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

test('block rewards are rounds × 1,200/17 × blockContrib, for every node of the simulated year', () => {
  const rotation = JSON.parse(
    readFileSync(new URL('../../fixtures/rotation.json', import.meta.url), 'utf8'),
  ) as Rotation;
  const year = Object.entries(rotation.roundsInListAfter['52560'] ?? {});
  expect(year.length).toBeGreaterThan(50);
  for (const [account, rounds] of year) {
    const { blocks } = chainEstimate(chain, { votes: chain.threshold, rounds });
    const wanted = (rounds * 1_200 * 3.28513441) / 17;
    expect(exactOf(blocks?.node ?? 0n).toNumber() / wanted || 1, account).toBeCloseTo(1, 9);
    expect(blocks?.voters).toBe(0n);
  }
});

test('votes earn their share of what is issued for them, half of it for the voters; nothing else is on the chain', () => {
  const { votes, quarterlyVotes, rating, total } = chainEstimate(chain, {
    votes: iost('158385990.24645245'),
    rounds: 0,
  });
  // 365 days of 21,005,109,455.42932712 × 0.0296 / 365 × 0.33333333, each cut to 8 places
  expect(votes).toEqual({ node: iost('6835568.98027291'), voters: iost('6835568.98027292') });
  expect([quarterlyVotes, rating]).toEqual([undefined, undefined]);
  expect(total).toEqual(votes);
});

test('below the threshold votes earn nothing', () => {
  const { total } = chainEstimate(chain, { votes: chain.threshold - 1n, rounds: 0 });
  expect(total).toEqual({ node: 0n, voters: 0n });
});

test('a stored sum of votes that is behind brings no error', () => {
  const behind = withVotes({ ...chain, allVotes: iost('3000000') }, iost('5000000'), iost('2100000'));
  expect(chainEstimate({ ...behind, allVotes: -1n }, { votes: iost('2100000'), rounds: 0 }).votes?.node).toBe(0n);
});

describe('the votes of all', () => {
  const change = (before: string, after: string): Amount =>
    withVotes(chain, iost(before), iost(after)).allVotes - chain.allVotes;

  test.each([
    ['0', '5000000', '5000000'],
    ['0', '2099999', '0'],
    ['2099999', '2100000', '2100000'],
    ['3000000', '4000000', '1000000'],
    ['3000000', '2000000', '-3000000'],
  ])('of a node from %s to %s grow by %s', (before, after, grown) => {
    expect(change(before, after)).toBe(iost(grown));
  });
});

describe('parameters', () => {
  const [state] = recordedStates().take(1).toArray();
  if (!state) throw new Error('the recording is empty');
  const rewards = { ...recordedRewards(state), supply: chain.supply, blockContribution: '3.28513441' };

  test('come from snapshot and reward state', () => {
    expect(chainParameters(firstSnapshot(), rewards)).toEqual(chain);
    expect(missingParameters(chain)).toEqual([]);
  });

  test.each([
    ['supply', { supply: 0n }],
    ['blockContrib', { blockContribution: '0' }],
    ['candAllKey', { allVotes: 0n }],
  ])('%s that the chain does not show is named', (name, without) => {
    expect(missingParameters({ ...chain, ...without })).toEqual([name]);
  });
});
