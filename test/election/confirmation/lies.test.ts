// What two nodes of which one lies, or parts of a look that do not fit together, can make the bot announce: nothing.
import { describe, expect, test } from 'vitest';
import { createHeights } from '../../../src/election/confirmation/heights.ts';
import type { JointFact, NodeState, ShownState } from '../../../src/election/state.ts';
import { aNode, stateWith } from '../election-samples.ts';
import { at, STEP, typesOf, watcher } from '../watcher.ts';

const torn = (state: ShownState, ...facts: readonly JointFact[]): ShownState => ({ ...state, torn: new Set(facts) });
const two = (step: number, nodes: Readonly<Record<string, bigint>>) =>
  stateWith(
    Object.fromEntries(Object.entries(nodes).map(([account, votes]) => [account, aNode({ votes })])),
    step * STEP,
  );

describe('one of two nodes lies', () => {
  test('in the first look: what it says of a candidate is not taken, and the truth is no news later', () => {
    const { look } = watcher({ quorum: 2 });
    const first = look([at(1), at(1, { online: false })]);
    expect([...first.state.nodes.keys()]).toEqual([]);
    const second = look([at(2), at(2)]);
    expect(second.events).toEqual([]);
    expect([...second.adopted]).toEqual(['alice']);
    expect(second.state.nodes.get('alice')).toEqual(aNode());
    look([at(3, { online: false }), at(3, { online: false })]);
    expect(typesOf(look([at(4, { online: false }), at(4, { online: false })]))).toEqual(['offline']);
  });

  test('of the votes of one while those of another move: nobody has passed anybody', () => {
    const { look } = watcher({ quorum: 2 });
    look([two(1, { x: 100n, y: 101n }), two(1, { x: 100n, y: 101n })]);
    for (const step of [2, 3, 4]) {
      const told = look([two(step, { x: 103n, y: 104n }), two(step, { x: 103n, y: 101n })]);
      expect(told.events).toEqual([]);
      expect(told.state.nodes.get('y')?.rank).toBe(1);
    }
    for (const step of [5, 6]) look([two(step, { x: 103n, y: 104n }), two(step, { x: 103n, y: 104n })]);
    look([two(7, { x: 105n, y: 104n }), two(7, { x: 105n, y: 104n })]);
    const passed = look([two(8, { x: 105n, y: 104n }), two(8, { x: 105n, y: 104n })]);
    expect(passed.events).toMatchObject([{ type: 'overtaken', node: 'y', by: 'x' }]);
  });

  test('of what was credited: nothing is told of it before both say the same', () => {
    const { look } = watcher({ quorum: 2 });
    look([at(1), at(1)]);
    expect(look([at(2, { coefficient: '0.5' }), at(2, { coefficient: '0.3' })]).events).toEqual([]);
    expect(look([at(3, { coefficient: '0.5' }), at(3, { coefficient: '0.5' })]).events).toEqual([
      { type: 'dividend_credited', node: 'alice', perVote: '0.3' },
    ]);
  });

  test('of a newcomer: it comes with what both say', () => {
    const { look } = watcher({ quorum: 2 });
    const nobody = (step: number) => stateWith({}, step * STEP);
    look([nobody(1), nobody(1)]);
    const lie: Partial<NodeState> = { coefficient: '9', votes: 5_000n, elected: true };
    for (const step of [2, 3]) expect(look([at(step, lie), at(step)]).events).toEqual([]);
    look([at(4), at(4, { strikes: 2 })]);
    expect(typesOf(look([at(5), at(5)]))).toEqual(['registered', 'approved', 'online']);
  });

  test('of time: it goes on as both say, and never back', () => {
    const { look } = watcher({ quorum: 2 });
    look([at(1), at(1)]);
    const { state } = look([{ ...at(2), time: 9e12 }, at(2)]);
    expect(state.time).toBe(at(2).time);
    expect(look([{ ...at(3), time: 0 }, at(3)]).state.time).toBe(at(2).time);
  });
});

test('what was credited is never taken back, so that it is not told twice', () => {
  const { look } = watcher();
  look([at(1, { coefficient: '0.5' })]);
  expect(look([at(2, { coefficient: '0.4' })]).state.nodes.get('alice')?.coefficient).toBe('0.5');
  expect(look([at(3, { coefficient: '0.5' })]).events).toEqual([]);
  expect(typesOf(look([at(4, { coefficient: '0.6' })]))).toEqual(['dividend_credited']);
});

describe('nodes at one block that differ', () => {
  test('and whose values move are one disagreement', () => {
    const { look } = watcher({ quorum: 2 });
    look([at(1), at(1)]);
    const seen = [2, 3, 4, 5].map((step) => look([at(step, { votes: BigInt(step) }), at(step, { votes: 9n })]));
    expect(seen.map(({ disagreements }) => disagreements.map(({ fact, sinceBlock }) => [fact, sinceBlock]))).toEqual([
      [],
      ...Array(3).fill([['votes', 2 * STEP]]),
    ]);
  });

  test('are none while the looks are of several blocks', () => {
    const { look } = watcher({ quorum: 2 });
    look([at(1), at(1)]);
    for (const step of [2, 3, 4, 5]) {
      const seen = look([torn(at(step, { status: (step % 3) as 0 | 1 | 2 })), at(step, { status: 3 })]);
      expect(seen.disagreements).toEqual([]);
    }
  });
});

describe('parts of a look that are of different blocks', () => {
  test('tell no votes and no ranks', () => {
    const watching = watcher();
    watching.look([at(1, { votes: 10n })]);
    for (const step of [2, 3]) watching.look([torn(at(step, { votes: 90n }), 'votes', 'rank')]);
    expect(watching.alice?.votes).toBe(10n);
    for (const step of [4, 5]) watching.look([at(step, { votes: 80n })]);
    expect(watching.alice?.votes).toBe(80n);
  });

  test('tell nothing of bonuses', () => {
    const watching = watcher({ confirm: 1 });
    watching.look([at(1, { unclaimed: true })]);
    watching.look([torn(at(2, { unclaimed: false, online: false }), 'unclaimed')]);
    expect(watching.alice).toMatchObject({ unclaimed: true, online: false });
    watching.look([at(3, { unclaimed: false })]);
    expect(watching.alice?.unclaimed).toBe(false);
  });

  test('in the first look: nobody is known before the second', () => {
    const { look } = watcher();
    expect([...look([torn(at(1), 'votes', 'rank')]).state.nodes.keys()]).toEqual([]);
    expect(look([at(2)])).toMatchObject({ events: [], adopted: new Set(['alice']) });
  });
});

test('a node that lags all the time is compared as of its height', () => {
  const { align } = createHeights();
  const seen = [1, 2, 3, 4, 5].map((step) => {
    const shown = [
      { source: 'ahead', state: at(step + 1, { votes: BigInt(step + 1) }) },
      { source: 'behind', state: at(step, { votes: BigInt(step) }) },
    ];
    return align(shown, 2).map(({ state }) => state.nodes.get('alice')?.votes);
  });
  expect(seen.slice(1)).toEqual([2n, 3n, 4n, 5n].map((votes) => [votes, votes]));
});
