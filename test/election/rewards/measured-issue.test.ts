import { describe, expect, test } from 'vitest';
import { amountFromDecimal } from '../../../src/core/values/amount.ts';
import { Exact, exactOf } from '../../../src/election/arithmetic.ts';
import { issueOf } from '../../../src/election/rewards/issue.ts';
import { issueSeen, measuredShare, type SeenIssue } from '../../../src/election/rewards/measured-issue.ts';
import { recordedObservations } from '../../support/recorded-election.ts';

const iost = amountFromDecimal;
const DAY_MS = 86_400_000;
const DAY_NS = 86_400_000_000_000n;
const VOTES = iost('2400000000');

/** Days of issues that credit votes with `factors` of what the formula says, at so many votes. */
function issues(factors: readonly string[], votes = VOTES, votesBefore = votes): readonly SeenIssue[] {
  let supply = iost('21000000000');
  let coefficient = new Exact('0.0123');
  const first = { issuedAt: 0, block: 0, supply, coefficient: coefficient.toFixed(), votes: VOTES, votesBefore: VOTES };
  return [
    first,
    ...factors.map((factor, index) => {
      const { each, toFoundation } = issueOf(supply, DAY_NS);
      supply += 2n * each + toFoundation;
      coefficient = coefficient.plus(exactOf(each).times(factor).div(exactOf(VOTES)));
      const day = index + 1;
      return {
        issuedAt: day * DAY_MS,
        block: day * 172_800,
        supply,
        coefficient: coefficient.toFixed(),
        votes,
        votesBefore,
      };
    }),
  ];
}

test('votes get what the formula says, measured to 8 places', () => {
  expect(measuredShare(issues(['1', '1', '1']))).toEqual({
    share: '0.33333333',
    low: '0.33333333',
    high: '0.33333333',
    from: 0,
    to: 3 * DAY_MS,
    agrees: true,
  });
});

test('one issue alone says nothing, nor does a supply that shrinks', () => {
  expect(measuredShare(issues([]))).toBeUndefined();
  const [first, second] = issues(['1']);
  if (!first || !second) throw new Error('no issues');
  expect(measuredShare([second, first])).toBeUndefined();
});

describe('a difference', () => {
  test.each([
    ['a contract that gives a quarter', '0.75', false],
    ['a top-up of half a percent', '1.005', false],
    ['one of a hundredth of a percent', '1.0001', true],
  ])('%s', (_, factor, agrees) => {
    expect(measuredShare(issues([factor, factor]))).toMatchObject({ agrees });
  });

  test('begins after the last issue that was as it should be', () => {
    expect(measuredShare(issues(['1', '1', '0.75', '0.75']))).toMatchObject({
      agrees: false,
      share: '0.24999999',
      from: 2 * DAY_MS,
      to: 4 * DAY_MS,
    });
  });

  test('is over with the next issue that is as it should be, unless it counts for all of them', () => {
    expect(measuredShare(issues(['1', '1.01', '1']))).toMatchObject({ from: 0, to: 3 * DAY_MS });
  });

  test('is none as far as the votes that moved meanwhile leave it open', () => {
    const before = iost('2300000000');
    expect(measuredShare(issues(['1'], iost('2500000000'), before))).toMatchObject({ agrees: true });
    expect(measuredShare(issues(['1'], iost('2500000000'), iost('2450000000')))).toMatchObject({ agrees: false });
  });
});

describe('what a look shows', () => {
  const [first, second] = [...recordedObservations().take(2)];
  if (!first || !second) throw new Error('the recording is empty');

  test('is the last issue, and the votes at this look and the one before', () => {
    const seen = issueSeen(second, 7n);
    expect(seen).toMatchObject({ supply: 2100510945542932712n, votesBefore: 7n, issuedAt: 1_574_467_200_000 });
    expect(issueSeen(first, undefined)).toMatchObject({ votes: 240108480398378394n, votesBefore: 240108480398378394n });
  });

  test('is nothing when its parts are of different rounds, or when there was no issue', () => {
    const { snapshot, rewards } = first;
    const later = { ...rewards, blocks: { first: snapshot.blocks.first, last: snapshot.blocks.first + 1_200 } };
    expect(issueSeen({ snapshot, rewards: later }, undefined)).toBeUndefined();
    expect(issueSeen({ snapshot, rewards: { ...rewards, lastIssue: 0 } }, undefined)).toBeUndefined();
  });
});
