// What was measured of the issue, beside the formula of the estimate.
import { expect, test } from 'vitest';
import type { SeenIssue } from '../../../src/election/rewards/measured-issue.ts';
import { readable, startHost } from '../../support/host.ts';
import { askEstimate } from '../../support/rewards-data.ts';

const DAY_MS = 86_400_000;
const LAST = Date.parse('2019-11-23T00:00:00Z');

/** Two issues of a day, of which votes got `share` a million votes. */
function twoIssues(perVote: string): readonly SeenIssue[] {
  const common = { block: 0, votes: 1_000_000_00000000n, votesBefore: 1_000_000_00000000n };
  return [
    { ...common, issuedAt: LAST - DAY_MS, supply: 21_000_000_000_00000000n, coefficient: '0.5' },
    { ...common, issuedAt: LAST, supply: 21_000_300_000_00000000n, coefficient: perVote },
  ];
}

async function asked(issues: readonly SeenIssue[], locale = 'en') {
  const history = {
    points: async () => [],
    claims: async () => [],
    days: async () => [],
    coefficients: async () => new Map(),
    issues: async () => issues,
    addIssue: async () => {},
  };
  await using bot = await startHost({ history });
  return await askEstimate(bot, 'rewards iost_kor', { locale });
}

test('is said to be the same, with the days that it is of', async () => {
  // 1 M votes × 0.1 of 300,000
  const outcome = await asked(twoIssues('0.6'));
  expect(readable(outcome)).toContain(
    "Issue: votes got 33.33 % of what was issued from 2019-11-22 to 2019-11-23, as I measured it; the contract's formula says the same.",
  );
  expect(outcome.reply.data).toMatchObject({
    issue: { share: '0.33333333', measured: { agrees: true, from: '2019-11-22T00:00:00.000Z' } },
  });
});

test('is shown beside the formula where it differs', async () => {
  const outcome = await asked(twoIssues('0.59'));
  expect(readable(outcome)).toContain(
    "as I measured it, and the contract's formula says 33.33 %. The chain's estimate may",
  );
  expect(outcome.reply.data).toMatchObject({ issue: { measured: { agrees: false, share: '0.3' } } });
  expect(readable(await asked(twoIssues('0.59'), 'zh-CN'))).toContain('投票奖励占 30.00 %，而合约公式为 33.33 %');
});

test('is not known before two issues were seen', async () => {
  const outcome = await asked(twoIssues('0.6').slice(1));
  expect(readable(outcome)).not.toContain('Issue:');
  expect(outcome.reply.data).toMatchObject({
    issue: { measured: null },
    notEstimated: { 'issue.measured': 'not-seen' },
  });
});
