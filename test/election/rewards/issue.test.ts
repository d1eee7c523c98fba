// What is issued, against what the contracts of the recording issued and credited.
import { expect, test } from 'vitest';
import { amountFromDecimal } from '../../../src/core/values/amount.ts';
import { Exact } from '../../../src/election/arithmetic.ts';
import { issueOf, yearlyToVotes } from '../../../src/election/rewards/issue.ts';
import { type RecordedState, recordedStates } from '../../support/recording.ts';

const iost = amountFromDecimal;
const lastIssue = (state: RecordedState) => BigInt(state.read('issue.iost', 'IOSTLastIssueTime') as number);
const decimal = (state: RecordedState, key: string) => new Exact(state.read('vote_producer.iost', key) as string);

test('an issue of the recording credits votes with exactly what the formula says, to 8 places', () => {
  const issues: { readonly credited: string; readonly each: bigint; readonly grown: bigint; readonly all: bigint }[] =
    [];
  let before: { issuedAt: bigint; coefficient: Exact; supply: bigint } | undefined;
  for (const state of recordedStates()) {
    const now = { issuedAt: lastIssue(state), coefficient: decimal(state, 'candCoef'), supply: iost(state.supply) };
    if (before && before.issuedAt !== now.issuedAt) {
      const { each, toFoundation } = issueOf(before.supply, now.issuedAt - before.issuedAt);
      // The coefficient is cut at 50 places, so its growth times the votes is just below what was credited.
      const credited = now.coefficient.minus(before.coefficient).times(decimal(state, 'candAllKey'));
      issues.push({
        credited: credited.decimalPlaces(8, Exact.ROUND_HALF_UP).toFixed(),
        each,
        grown: now.supply - before.supply,
        all: 2n * each + toFoundation,
      });
    }
    before = now;
  }
  expect(issues).toHaveLength(1);
  for (const { credited, each, grown, all } of issues) {
    expect(iost(credited)).toBe(each);
    expect(grown).toBe(all);
  }
});

test('a year for votes is 365 issues, each cut to 8 places', () => {
  // 300,000,000 × 0.0296 / 365 × 0.33333333 = 8,109.588960000…, by hand
  expect(issueOf(iost('300000000'), 86_400_000_000_000n).each).toBe(iost('8109.58895999'));
  expect(yearlyToVotes(iost('300000000'))).toBe(iost('8109.58895999') * 365n);
});

test('the shares are no exact thirds: the foundation gets what is left', () => {
  const { each, toFoundation } = issueOf(iost('21000000000'), 86_400_000_000_000n);
  expect(toFoundation).toBeGreaterThan(each);
  expect(toFoundation - each).toBeLessThan(iost('0.1'));
});
