import { describe, expect, test } from 'vitest';
import { HALVING_BLOCKS, nextRound } from '../../../src/election/rotation/rule.ts';
import { nextVoteBlock, type RotationState, rotationStateOf } from '../../../src/election/rotation/state.ts';
import type { Snapshot } from '../../../src/election/snapshot.ts';
import { recordedSnapshot } from '../../support/recorded-snapshot.ts';
import { recordedStates } from '../../support/recording.ts';
import { nodeOf, rotation } from '../../support/rotation.ts';

const everyone = () => true;

describe('every vote block of the recording', () => {
  const rounds = recordedRounds();

  test('gives the lists, scores, strikes and bars that the chain came to', () => {
    for (const { before, after, produced } of rounds) {
      const { block, pending, current, scores, strikes, barredUntil } = nextRound(before, produced);
      const { nodes: _, producerNumber: __, ...expected } = after;
      expect({ block, pending, current, scores, strikes, barredUntil }).toEqual(expected);
    }
  });

  test('has silent, struck, barred, offline and unlisted nodes in it', () => {
    const count = (fits: (round: Round) => boolean) => rounds.filter(fits).length;
    expect(rounds).toHaveLength(216);
    expect(count(({ before, produced }) => !before.pending.every(produced))).toBeGreaterThan(5);
    expect(count(({ after }) => after.strikes.size > 0)).toBeGreaterThan(5);
    expect(count(({ after }) => after.barredUntil.size > 0)).toBeGreaterThan(100);
    expect(count(({ before }) => before.nodes.some(({ online }) => !online))).toBeGreaterThan(100);
    expect(count(({ before, after }) => [...before.scores.keys()].some((a) => !after.scores.has(a)))).toBeGreaterThan(
      0,
    );
  });
});

describe('the list', () => {
  test('of equal scores takes the listed one first, then the smaller public key', () => {
    const state = rotation({
      producerNumber: 3,
      nodes: [nodeOf('a', 5n, 'Kz'), nodeOf('b', 5n, 'Ka'), nodeOf('c', 5n, 'KB'), nodeOf('d', 5n, 'Kx')],
      pending: ['d'],
    });
    expect(nextRound(state, everyone).pending).toEqual(['d', 'c', 'b']);
  });

  test('has the ejected ones behind when too few are eligible', () => {
    const state = rotation({
      producerNumber: 4,
      nodes: [nodeOf('a', 5n), nodeOf('b', 9n), { ...nodeOf('c', 7n), online: false }],
      pending: ['gone', 'c', 'a'],
    });
    expect(nextRound(state, everyone).pending).toEqual(['b', 'a', 'gone', 'c']);
    expect(nextRound({ ...state, producerNumber: 3 }, everyone).pending).toEqual(['b', 'a', 'gone']);
  });

  test('leaves out a dead node, which loses half of its score', () => {
    const state = rotation({
      producerNumber: 1,
      nodes: [nodeOf('a', 101n), nodeOf('b', 3n)],
      pending: ['a'],
      current: ['a'],
    });
    const next = nextRound(state, () => false);
    expect(next.pending).toEqual(['b']);
    expect(next.scores.get('a')).toBe(50n);
    expect(nextRound({ ...state, current: ['b'] }, () => false).pending).toEqual(['a']);
  });

  test('leaves out a node at its third strike, and lets it back after 144 rounds', () => {
    const struck = { block: 0, count: 2 };
    const state = rotation({
      producerNumber: 1,
      nodes: [nodeOf('a', 100n), nodeOf('b', 1n)],
      pending: ['a'],
      strikes: new Map([['a', struck]]),
    });
    const barred = nextRound(state, () => false);
    expect([barred.pending, barred.strikes.size, barred.barredUntil.get('a')]).toEqual([['b'], 0, 1_200 + 172_800]);
    const lastBarred = nextRound({ ...barred, block: 172_800 }, everyone);
    expect([lastBarred.pending, lastBarred.scores.get('a')]).toEqual([['b'], 100n]);
    const free = nextRound(lastBarred, everyone);
    expect([free.pending, free.scores.get('a')]).toEqual([['a'], 200n - 11n]);
    expect(free.barredUntil.size).toBe(0);
  });

  test('forgets a strike that is older than 144 rounds', () => {
    const strikes = new Map([['a', { block: 1_200, count: 2 }]]);
    const state = rotation({ nodes: [nodeOf('a', 1n)], pending: ['a'], strikes });
    expect(nextRound({ ...state, block: 172_800 }, () => false).barredUntil.size).toBe(1);
    const late = nextRound({ ...state, block: 174_000 }, () => false);
    expect([late.barredUntil.size, late.strikes.get('a')]).toEqual([0, { block: 175_200, count: 1 }]);
  });
});

describe('a score', () => {
  test('loses a tenth of the mean, cut downwards, and is dropped below zero', () => {
    const nodes = [nodeOf('a', 7n), nodeOf('b', 0n), nodeOf('c', 0n)];
    const state = rotation({ producerNumber: 2, nodes, pending: ['b'] });
    const { pending, scores } = nextRound(state, everyone);
    expect(pending).toEqual(['a', 'b']);
    expect([...scores]).toEqual([
      ['a', 6n],
      ['c', 0n],
    ]);
  });

  test('of exactly nothing is kept', () => {
    const { scores } = nextRound(rotation({ nodes: [nodeOf('a', 1n)] }), everyone);
    expect(scores.get('a')).toBe(0n);
  });

  test('is lost by whoever takes no part any more', () => {
    const state = rotation({ nodes: [nodeOf('a', 7n)], scores: new Map([['b', 100n]]) });
    expect(nextRound(state, everyone).scores.has('b')).toBe(false);
  });

  test('is halved at every multiple of 31,104,000 blocks', () => {
    const state = rotation({ producerNumber: 1, nodes: [nodeOf('a', 20n), nodeOf('b', 5n)] });
    const at = (block: number) => Object.fromEntries(nextRound({ ...state, block }, everyone).scores);
    expect(at(HALVING_BLOCKS - 1_200)).toEqual({ a: 9n, b: 2n });
    expect(at(HALVING_BLOCKS)).toEqual({ a: 18n, b: 5n });
  });
});

test('the next vote block of a vote block is the one after it', () => {
  expect([0, 1, 1_199, 1_200].map(nextVoteBlock)).toEqual([1_200, 1_200, 1_200, 2_400]);
});

interface Round {
  readonly before: RotationState;
  readonly after: RotationState;
  readonly produced: (account: string) => boolean;
}

/** Calls of a step come before the vote block at its end, so votes and candidates are those after it; scores, lists,
 *  strikes and bars change nowhere else. Whoever made a block did so in the first half of the round already. */
function recordedRounds(): readonly Round[] {
  const rounds: Round[] = [];
  let last: Snapshot | undefined;
  for (const state of recordedStates()) {
    const snapshot = recordedSnapshot(state);
    if (last && snapshot.blocks.first % 1_200 === 0) {
      const { blocksMade } = last;
      const keys = new Map(snapshot.candidates.map(({ account, publicKey }) => [account, publicKey]));
      rounds.push({
        before: rotationStateOf({ ...last, candidates: snapshot.candidates }),
        after: rotationStateOf(snapshot),
        produced: (account) => blocksMade.has(keys.get(account) ?? account),
      });
    }
    last = snapshot;
  }
  return rounds;
}
