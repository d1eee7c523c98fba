import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forecastOf, votesForOneMore } from '../../../src/election/rotation/forecast.ts';
import { countRounds } from '../../../src/election/rotation/run.ts';
import { type RotationState, rotationStateOf } from '../../../src/election/rotation/state.ts';
import { firstSnapshot } from '../../support/recorded-snapshot.ts';
import { nodeOf, rotation } from '../../support/rotation.ts';

const start = rotationStateOf(firstSnapshot());
const IOST = 100_000_000n;

test('the next list and the rounds of a day and a week are those of the contract', () => {
  const { first200PendingLists, roundsInListAfter } = JSON.parse(
    readFileSync(new URL('../../fixtures/rotation.json', import.meta.url), 'utf8'),
  );
  const { block, nextList, day, week } = forecastOf(start);
  expect([block, nextList]).toEqual([520_800, first200PendingLists[0]]);
  const listed = (rounds: ReadonlyMap<string, number>) =>
    Object.fromEntries([...rounds].filter(([, count]) => count > 0));
  expect([listed(day), listed(week)]).toEqual([roundsInListAfter[144], roundsInListAfter[1008]]);
});

describe('votes for one more round a day', () => {
  const dayRounds = (state: RotationState, account: string, more: bigint) => {
    const nodes = state.nodes.map((node) => (node.account === account ? { ...node, votes: node.votes + more } : node));
    return countRounds({ ...state, nodes }, [144])[0]?.get(account) ?? 0;
  };

  test.each(['luckystake', 'we_link', 'crypto123', 'dfg_crypto'])(
    '%s: they do, and one IOST less does not',
    (account) => {
      const now = dayRounds(start, account, 0n);
      const votes = votesForOneMore(start, account) ?? 0n;
      expect(votes % IOST).toBe(0n);
      expect(dayRounds(start, account, votes)).toBeGreaterThan(now);
      expect(dayRounds(start, account, votes - IOST)).toBe(now);
    },
  );

  test('none help a node that is in every round, is offline, or is unknown', () => {
    const state = rotation({
      nodes: [nodeOf('a', 5n), { ...nodeOf('b', 5n), online: false }, nodeOf('c', 5n)],
      producerNumber: 2,
    });
    expect(['a', 'b', 'nobody'].map((account) => votesForOneMore(state, account))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
