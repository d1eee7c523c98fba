import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  forecastOf,
  showsSilence,
  silenceOf,
  silentOf,
  votesForOneMore,
} from '../../../src/election/rotation/forecast.ts';
import { countRounds } from '../../../src/election/rotation/run.ts';
import { type RotationState, rotationStateOf } from '../../../src/election/rotation/state.ts';
import { firstSnapshot } from '../../support/recorded-snapshot.ts';
import { nodeOf, rotation } from '../../support/rotation.ts';
import { shortCut } from '../../support/steps.ts';
import { namesNextLists } from './forecast-recorded.ts';

const start = rotationStateOf(firstSnapshot());
const IOST = 100_000_000n;
const nobody: ReadonlySet<string> = new Set();

test('the next list and the rounds of a day and a week are those of the contract', () => {
  const { first200PendingLists, roundsInListAfter } = JSON.parse(
    readFileSync(new URL('../../fixtures/rotation.json', import.meta.url), 'utf8'),
  );
  const { block, nextList, day, week } = forecastOf(start, nobody);
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
      const votes = votesForOneMore(start, nobody, account) ?? 0n;
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
    expect(['a', 'b', 'nobody'].map((account) => votesForOneMore(state, nobody, account))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

namesNextLists(shortCut);

describe('silence', () => {
  const first = firstSnapshot();
  const made = (count: number) => new Map(first.pendingProducers.slice(0, count).map((key) => [key, 60]));
  const inRound = (after: number, blocksMade: ReadonlyMap<string, number>, took = 0) => {
    const block = first.blocks.first + after;
    return { ...first, blocks: { first: block, last: block + took }, blocksMade };
  };
  const silentIn = (snapshot: typeof first) => [...silentOf(snapshot, rotationStateOf(snapshot))];

  test('is seen once everybody had a turn, of whoever made no block', () => {
    expect(silentIn(inRound(600, made(16)))).toEqual([start.pending[16]]);
    expect(silentIn(inRound(300, made(15)))).toEqual(start.pending.slice(15));
    expect(silentIn(inRound(600, made(17)))).toEqual([]);
  });

  test.each([
    ['early in a round', inRound(299, made(16))],
    ['in a snapshot that was read while a round ended', inRound(1_190, new Map([['somebody', 1]]), 20)],
    ['where the chain tells of no blocks at all', inRound(600, new Map())],
  ])('is not seen %s', (_, snapshot) => {
    expect(showsSilence(snapshot)).toBe(false);
    expect(silentIn(snapshot)).toEqual([]);
  });

  test('is taken to last until the next vote block, and no longer', () => {
    const silent = new Set(start.pending.slice(-1));
    const [account = ''] = silent;
    const { nextList, day } = forecastOf({ ...start, current: start.pending }, silent);
    expect(nextList).not.toContain(account);
    expect(day.get(account)).toBeGreaterThan(0);
    expect(silenceOf(start, silent, account)).toMatchObject({ strike: 1, since: 519_600 });
    expect(silenceOf(start, silent, start.pending[0] ?? '')).toBeUndefined();
  });

  test('counts in the votes for one more round, too', () => {
    const silent = new Set(['luckystake']);
    const state = { ...start, current: start.pending };
    const votes = votesForOneMore(state, silent, 'luckystake') ?? 0n;
    const roundsWith = (more: bigint) => {
      const nodes = state.nodes.map((node) =>
        node.account === 'luckystake' ? { ...node, votes: node.votes + more } : node,
      );
      return forecastOf({ ...state, nodes }, silent).day.get('luckystake') ?? 0;
    };
    expect([roundsWith(votes) > roundsWith(0n), roundsWith(votes - IOST) > roundsWith(0n)]).toEqual([true, false]);
  });
});
