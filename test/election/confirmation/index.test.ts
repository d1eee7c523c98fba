// What is announced of what one node shows.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/election/confirmation/index.ts';
import { aNode, stateWith, THRESHOLD } from '../election-samples.ts';
import { at, typesOf, watcher } from '../watcher.ts';

describe('one node', () => {
  test('the first state ever is taken as it is', () => {
    const first = at(1, { online: false, listed: true });
    expect(watcher().look([first])).toEqual({
      state: first,
      pending: [],
      events: [],
      adopted: new Set(['alice']),
      disagreements: [],
      sources: ['n0'],
      isOneSource: false,
    });
  });

  test('a fact waits for its second look, and says since when it stands', () => {
    const { look } = watcher();
    look([at(1)]);
    const seen = look([at(2, { online: false })]);
    expect(seen.events).toEqual([]);
    expect(seen.pending).toEqual([
      { node: 'alice', fact: 'online', value: 'false', sinceBlock: 1_200, sinceTime: 600_000, count: 1 },
    ]);
    const confirmed = look([at(3, { online: false })]);
    expect(confirmed.events).toEqual([{ type: 'offline', node: 'alice' }]);
    expect(confirmed.pending).toEqual([]);
    expect(look([at(4, { online: false })]).events).toEqual([]);
  });

  test('a fact that did not stand is dropped, and starts anew the next time', () => {
    const { look } = watcher();
    look([at(1)]);
    look([at(2, { online: false })]);
    expect(look([at(3)]).pending).toEqual([]);
    expect(look([at(4, { online: false })]).events).toEqual([]);
    expect(typesOf(look([at(5, { online: false })]))).toEqual(['offline']);
  });

  test('another value than the pending one starts anew', () => {
    const { look } = watcher();
    look([at(1)]);
    look([at(2, { status: 2 })]);
    expect(look([at(3, { status: 3 })]).events).toEqual([]);
    expect(typesOf(look([at(4, { status: 3 })]))).toEqual(['left']);
  });

  test('a chain that stands still confirms nothing', () => {
    const { look } = watcher();
    look([at(1)]);
    expect(look([at(1, { online: false })]).pending).toEqual([]);
    const pending = look([at(2, { online: false })]).pending;
    expect(look([at(1, { online: true })]).pending).toEqual(pending);
    expect(typesOf(look([at(3, { online: false })]))).toEqual(['offline']);
  });

  test('strikes and dividends are told at once', () => {
    const { look } = watcher({ confirm: 3 });
    look([at(1)]);
    expect(look([at(2, { strikes: 2, coefficient: '0.25' })]).events).toEqual([
      { type: 'strike', node: 'alice', count: 2 },
      { type: 'dividend_credited', node: 'alice', perVote: '0.05' },
    ]);
    expect(look([at(3, { strikes: 0, coefficient: '0.25' })])).toMatchObject({ events: [], pending: [] });
  });

  test('a new candidate comes with all that it is, and a gone one takes all along', () => {
    const { look } = watcher();
    const bob = aNode({ status: 0, elected: true, votes: 2_000n, strikes: 1, coefficient: '7' });
    const alice = aNode({ votes: 5n });
    const withBob = (block: number) => stateWith({ alice, bob }, block);
    look([stateWith({ alice }, 600)]);
    const seen = look([withBob(1_200)]);
    expect([seen.events, [...seen.state.nodes.keys()]]).toEqual([[], ['alice']]);
    expect(seen.pending).toContainEqual(expect.objectContaining({ node: 'bob', fact: 'candidate', count: 1 }));
    const came = look([withBob(1_800)]);
    expect(typesOf(came)).toEqual(['registered', 'online', 'elected']);
    expect([...came.state.nodes]).toEqual([...withBob(1_800).nodes]);
    look([stateWith({ alice }, 2_400)]);
    for (const block of [3_000, 3_600]) look([withBob(block)]);
    expect(look([withBob(3_601)]).pending).toEqual([]);
    look([stateWith({ alice }, 3_700)]);
    expect(typesOf(look([stateWith({ alice }, 4_200)]))).toEqual(['unregistered', 'unelected']);
  });

  test('a threshold that moves is announced when it stood', () => {
    const { look } = watcher();
    look([at(1)]);
    const raised = (step: number) => ({ ...at(step), threshold: THRESHOLD * 2n });
    expect(look([raised(2)]).state.threshold).toBe(THRESHOLD);
    expect(look([raised(3)]).state.threshold).toBe(THRESHOLD * 2n);
  });

  test('states of another chain are refused', () => {
    const { look } = watcher();
    look([at(1)]);
    expect(() => look([{ ...at(2), chain: '1023/testnet' }])).toThrow(RangeError);
    expect(() => look([])).toThrow(RangeError);
  });
});

describe('votes', () => {
  test('a line is crossed only when all of the last looks were beyond it', () => {
    const watching = watcher({ confirm: 3 });
    const announced = [10n, 20n, 30n, 5n, 25n, 30n, 40n, 40n, 40n].map((votes, step) => {
      watching.look([at(step + 1, { votes })]);
      return watching.alice?.votes;
    });
    expect(announced).toEqual([10n, 10n, 10n, 10n, 10n, 10n, 25n, 30n, 40n]);
  });

  test('any series: the nearest to the announced one of what the last looks showed', () => {
    const votes = fc.array(fc.bigInt({ min: 0n, max: 20n }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(votes, fc.integer({ min: 1, max: 4 }), (series, confirm) => {
        const watching = watcher({ confirm });
        let [model = 0n] = series;
        for (const [step, shown] of series.entries()) {
          watching.look([at(step + 1, { votes: shown })]);
          const last = series.slice(Math.max(0, step + 1 - confirm), step + 1);
          const fill = last.length < confirm ? [series[0] ?? 0n] : [];
          const sorted = [...last, ...fill].sort((a, b) => Number(a - b));
          const [low = 0n, high = 0n] = [sorted[0], sorted.at(-1)];
          model = model < low ? low : model > high ? high : model;
          expect(watching.alice?.votes).toBe(model);
        }
      }),
    );
  });

  test('a ranking is that of the announced votes', () => {
    const { look } = watcher();
    const both = (block: number, a: bigint, b: bigint) =>
      stateWith({ alice: aNode({ votes: a }), bob: aNode({ votes: b }) }, block);
    look([both(600, 5n, 4n)]);
    expect(look([both(1_200, 5n, 9n)]).events).toEqual([]);
    const passed = look([both(1_800, 5n, 9n)]);
    expect(passed.events).toEqual([{ type: 'overtaken', node: 'alice', by: 'bob', rank: 2 }]);
    expect([...passed.state.nodes.keys()]).toEqual(['bob', 'alice']);
  });

  test('an election is logged with the votes that are announced', () => {
    const { look } = watcher();
    look([at(1, { votes: 900n })]);
    look([at(2, { votes: 1_000n, elected: true })]);
    const elected = look([at(3, { votes: 1_500n, elected: true })]);
    expect(elected.events).toEqual([{ type: 'elected', node: 'alice', votes: 1_000n }]);
    expect(elected.state.nodes.get('alice')?.votes).toBe(1_000n);
  });

  test('nothing is kept of votes that rest', () => {
    const { look } = watcher({ confirm: 3 });
    look([at(1, { votes: 10n })]);
    const kept = [12n, 12n, 12n, 12n].map((votes, step) => look([at(step + 2, { votes })]).pending.length);
    expect(kept).toEqual([1, 1, 0, 0]);
  });

  test('a window of another make is forgotten', () => {
    const announced = at(1, { votes: 10n });
    for (const value of ['null', '{}', '["x"]', '[1,2]', '["5"]', '["-5","5"]', 'no JSON']) {
      const odd = { node: 'alice', fact: 'votes', value, sinceBlock: 1, sinceTime: 1, count: 0 };
      const shown = [{ source: 'n0', state: at(2, { votes: 12n }) }];
      const look = { announced, pending: [odd], shown, confirm: 2, quorum: 1, isSettling: false };
      expect(decide(look)?.state.nodes.get('alice')?.votes).toBe(10n);
    }
  });
});

describe('after a downtime', () => {
  test('nothing is told before the last look of settling, and then all of it', () => {
    const { look } = watcher({ confirm: 3 });
    look([at(1, { votes: 10n })]);
    const changed = { online: false, strikes: 1, coefficient: '0.5', votes: 50n };
    for (const step of [100, 101]) {
      const held = look([at(step, changed)], true);
      expect(held.events).toEqual([]);
      expect(held.state).toEqual(at(1, { votes: 10n }));
    }
    const told = look([at(102, changed)]);
    expect(typesOf(told)).toEqual(['offline', 'strike', 'dividend_credited']);
    expect(told.state).toEqual(at(102, changed));
    expect(told.pending).toEqual([]);
  });

  test('however long it settles, nothing of it is forgotten', () => {
    const { look } = watcher();
    look([at(1, { votes: 10n })]);
    const changed = { online: false, votes: 50n };
    for (const step of [100, 101, 102, 103]) look([at(step, changed)], true);
    expect(look([at(104, changed)])).toMatchObject({ state: at(104, changed), events: [{ type: 'offline' }] });
  });

  test('what went and came back meanwhile is not told', () => {
    const { look } = watcher();
    look([at(1)]);
    look([at(2, { online: false })]);
    look([at(100)], true);
    expect(look([at(101)])).toMatchObject({ events: [], pending: [] });
  });

  test('what was pending before is not told early', () => {
    const { look } = watcher();
    look([at(1)]);
    look([at(2, { online: false })]);
    expect(look([at(100, { online: false })], true).events).toEqual([]);
    expect(typesOf(look([at(101, { online: false })]))).toEqual(['offline']);
  });
});
