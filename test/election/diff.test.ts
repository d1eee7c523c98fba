// The diff against what the recording's own state says happened, and the ranking against the plain comparison of all pairs.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountToDecimal } from '../../src/core/values/amount.ts';
import { diffElection } from '../../src/election/diff.ts';
import type { ElectionEvent } from '../../src/election/events.ts';
import { overtakes } from '../../src/election/overtakes.ts';
import type { ElectionState, NodeState } from '../../src/election/state.ts';
import { recordedElection } from '../support/recorded-election.ts';
import { aNode, stateWith } from './election-samples.ts';

interface Transitions {
  readonly step: number;
  readonly events: readonly object[];
}

const transitions = JSON.parse(
  readFileSync(new URL('../fixtures/transitions.json', import.meta.url), 'utf8'),
) as readonly Transitions[];

describe('the recording', () => {
  test('every step: exactly what its state says', () => {
    const expected = new Map(transitions.map(({ step, events }) => [step, events]));
    let steps = 0;
    for (const [older, newer] of pairsOf(recordedElection())) {
      const events = diffElection(older, newer).filter(({ type }) => type !== 'overtaken');
      expect(asSet(events), `step ${steps}`).toEqual(asSet(expected.get(steps) ?? []));
      expect(events).toHaveLength(asSet(events).length);
      steps += 1;
    }
    expect(steps).toBe(432);
  });

  test('every hour: who overtook whom is what the comparison of all pairs says', () => {
    let found = 0;
    for (const [older, newer] of pairsOf(recordedElection().filter((_, step) => step % 12 === 0))) {
      const events = diffElection(older, newer).filter(({ type }) => type === 'overtaken');
      expect(events).toEqual(allPairs(older, newer));
      found += events.length;
    }
    expect(found).toBeGreaterThan(1_000);
  });

  test('the same state twice is nothing', () => {
    for (const [older] of pairsOf(recordedElection())) {
      expect(diffElection(older, older)).toEqual([]);
      return;
    }
  });
});

describe('one change', () => {
  const old = aNode({ votes: 5n });
  const cases: [string, Partial<NodeState>, object[]][] = [
    ['status 0', { status: 0 }, [{ type: 'registered' }]],
    ['status 2', { status: 2 }, [{ type: 'leaving' }]],
    ['status 3', { status: 3 }, [{ type: 'left' }]],
    ['votes alone', { votes: 6n }, []],
    ['elected', { elected: true, votes: 7n }, [{ type: 'elected', votes: 7n }]],
    ['a second strike', { strikes: 2 }, [{ type: 'strike', count: 2 }]],
    ['barred', { barredUntil: 9 }, [{ type: 'barred', untilBlock: 9 }]],
    ['a coefficient that shrank', { coefficient: '0.1' }, []],
    [
      'a dividend of the 50th decimal',
      { coefficient: '0.20000000000000000000000000000000000000000000000001' },
      [{ type: 'dividend_credited', perVote: '0.00000000000000000000000000000000000000000000000001' }],
    ],
  ];
  test.each(cases)('%s', (_, change, expected) => {
    const [older, newer] = [stateWith({ alice: old }), stateWith({ alice: { ...old, ...change } })];
    expect(diffElection(older, newer)).toEqual(expected.map((event) => ({ node: 'alice', ...event })));
  });

  test('strikes that are cleared are no event, and barred again says the new block', () => {
    const before = stateWith({ alice: { ...old, strikes: 2, barredUntil: 5 } });
    expect(diffElection(before, stateWith({ alice: { ...old, strikes: 0, barredUntil: 0 } }))).toEqual([
      { type: 'unbarred', node: 'alice' },
    ]);
    expect(diffElection(before, stateWith({ alice: { ...old, strikes: 1, barredUntil: 8 } }))).toEqual([
      { type: 'barred', node: 'alice', untilBlock: 8 },
    ]);
  });

  test('a node that comes while nobody looked: everything it is, but not what is left of an earlier time', () => {
    const late = aNode({ votes: 9n, elected: true, listed: true, strikes: 1, barredUntil: 7, coefficient: '3' });
    const types = diffElection(stateWith({}), stateWith({ late })).map(({ type }) => type);
    expect(types).toEqual(['registered', 'approved', 'online', 'elected', 'producer_list_entered']);
  });

  test('a node that goes takes its election and its place with it', () => {
    const leaver = aNode({ votes: 9n, elected: true, listed: true, barredUntil: 7 });
    expect(diffElection(stateWith({ leaver }), stateWith({}))).toEqual([
      { type: 'unregistered', node: 'leaver' },
      { type: 'unelected', node: 'leaver', votes: 9n },
      { type: 'producer_list_left', node: 'leaver' },
    ]);
  });
});

describe('overtaking', () => {
  test('one event for each that passes, none for those who come or go', () => {
    expect(overtakes(['a', 'gone', 'b', 'c'], ['new', 'c', 'b', 'a'])).toEqual([
      { type: 'overtaken', node: 'b', by: 'c', rank: 3 },
      { type: 'overtaken', node: 'a', by: 'c', rank: 4 },
      { type: 'overtaken', node: 'a', by: 'b', rank: 4 },
    ]);
  });

  test('any two rankings', () => {
    const ranking = fc.shuffledSubarray([...'abcdefghij']);
    fc.assert(
      fc.property(ranking, ranking, (older, newer) => {
        const expected = newer.flatMap((node, index) =>
          newer
            .slice(0, index)
            .filter((by) => older.includes(node) && older.indexOf(by) > older.indexOf(node))
            .map((by) => ({ type: 'overtaken', node, by, rank: index + 1 })),
        );
        expect(overtakes(older, newer)).toEqual(expected);
      }),
    );
  });
});

function* pairsOf(states: Iterable<ElectionState>): Generator<readonly [ElectionState, ElectionState]> {
  let older: ElectionState | undefined;
  for (const newer of states) {
    if (older) yield [older, newer];
    older = newer;
  }
}

/** Events as JSON with votes as the truth has them, in one order, each once. */
function asSet(events: readonly object[]): readonly string[] {
  const texts = events.map((event) => {
    const fields = Object.entries(event).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify(fields, (_, value: unknown) => (typeof value === 'bigint' ? amountToDecimal(value) : value));
  });
  return [...new Set(texts)].toSorted();
}

function allPairs(older: ElectionState, newer: ElectionState): readonly ElectionEvent[] {
  const ranks = [...newer.nodes].map(([account, { votes }], index) => ({ account, votes, rank: index + 1 }));
  const isAbove = (a: string, aVotes: bigint, b: string, bVotes: bigint) =>
    aVotes > bVotes || (aVotes === bVotes && a < b);
  return ranks.flatMap((node) => {
    const before = older.nodes.get(node.account);
    if (!before) return [];
    return ranks.flatMap((by): ElectionEvent[] => {
      const byBefore = older.nodes.get(by.account);
      if (!byBefore || by === node || !isAbove(by.account, by.votes, node.account, node.votes)) return [];
      if (!isAbove(node.account, before.votes, by.account, byBefore.votes)) return [];
      return [{ type: 'overtaken', node: node.account, by: by.account, rank: node.rank }];
    });
  });
}
