// What is announced of what nodes show: one node first, then several that lag, lie and leave.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decision, decide, type Look } from '../../src/election/confirm.ts';
import { diffElection } from '../../src/election/diff.ts';
import type { PendingFact } from '../../src/election/pending.ts';
import type { ElectionState, NodeState } from '../../src/election/state.ts';
import { recordedElection } from '../support/recorded-election.ts';
import { aNode, stateWith, THRESHOLD } from './election-samples.ts';

const STEP = 600;

/** Looks one after the other, with what is kept in between as text, as a restart would have it. */
function watcher(options: Partial<Pick<Look, 'confirm' | 'quorum'>> = {}) {
  let announced: ElectionState | undefined;
  let pending: readonly PendingFact[] = [];
  return {
    look(states: readonly ElectionState[], isSettling = false): Decision {
      const shown = states.map((state, index) => ({ host: `n${index}`, state }));
      const decision = decide({ announced, pending, shown, confirm: 2, quorum: 1, isSettling, ...options });
      announced = decision.state;
      pending = JSON.parse(JSON.stringify(decision.pending));
      return decision;
    },
    get alice(): NodeState | undefined {
      return announced?.nodes.get('alice');
    },
  };
}

const at = (step: number, alice: Partial<NodeState> = {}) => stateWith({ alice: aNode(alice) }, step * STEP);
const typesOf = ({ events }: Decision) => events.map(({ type }) => type);

describe('the recording through one node', () => {
  test('with nothing to confirm, what is shown is announced at once', () => {
    const { look } = watcher({ confirm: 1 });
    let older: ElectionState | undefined;
    for (const newer of recordedElection()) {
      const { state, pending, events } = look([newer]);
      expect(isDeepStrictEqual([...state.nodes], [...newer.nodes]), `block ${newer.block}`).toBe(true);
      expect({ ...state, nodes: 0 }).toEqual({ ...newer, nodes: 0 });
      expect(pending).toEqual([]);
      expect(events).toEqual(older ? diffElection(older, newer) : []);
      older = newer;
    }
  });

  test('with two looks, a fact is announced when it stood in both', () => {
    const { look } = watcher({ confirm: 2 });
    const model = new Map<string, unknown>();
    const wrong: string[] = [];
    let before: ElectionState | undefined;
    let waited = 0;
    for (const now of recordedElection()) {
      const { state } = look([now]);
      for (const [account, node] of now.nodes) {
        for (const fact of ['status', 'online', 'elected', 'listed', 'profile', 'barredUntil'] as const) {
          const last = before?.nodes.get(account)?.[fact];
          const key = `${account} ${fact}`;
          if (last === undefined || last === node[fact]) model.set(key, node[fact]);
          else waited += 1;
          const announced = state.nodes.get(account);
          if (announced && announced[fact] !== model.get(key)) wrong.push(`${key} at ${now.block}`);
        }
      }
      before = now;
    }
    expect(wrong).toEqual([]);
    expect(waited).toBeGreaterThan(5_000);
  });
});

describe('one node', () => {
  test('the first state ever is taken as it is', () => {
    const first = at(1, { online: false, listed: true });
    expect(watcher().look([first])).toEqual({
      ...{ state: first, pending: [], events: [], disagreements: [], hosts: ['n0'], isOneSource: false },
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
    expect(look([withBob(1_200)])).toMatchObject({ events: [], pending: [{ node: 'bob', fact: 'candidate' }] });
    const came = look([withBob(1_800)]);
    expect(typesOf(came)).toEqual(['registered', 'online', 'elected']);
    expect([...came.state.nodes]).toEqual([...withBob(1_800).nodes]);
    look([stateWith({ alice }, 2_400)]);
    expect(look([withBob(3_000)]).pending).toEqual([]);
    look([stateWith({ alice }, 3_600)]);
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

  test('an election is told with the newest votes', () => {
    const { look } = watcher();
    look([at(1, { votes: 900n })]);
    look([at(2, { votes: 1_000n, elected: true })]);
    const elected = look([at(3, { votes: 1_500n, elected: true })]);
    expect(elected.events).toEqual([{ type: 'elected', node: 'alice', votes: 1_500n }]);
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
      const shown = [{ host: 'n0', state: at(2, { votes: 12n }) }];
      const look = { announced, pending: [odd], shown, confirm: 2, quorum: 1, isSettling: false };
      expect(decide(look).state.nodes.get('alice')?.votes).toBe(10n);
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

describe('several nodes', () => {
  const off = { online: false };

  test('a fact needs as many as are asked for, each at its height or above', () => {
    const { look } = watcher({ confirm: 1, quorum: 2 });
    look([at(1), at(1)]);
    const alone = look([at(3, off), at(2)]);
    expect(alone.events).toEqual([]);
    expect(alone.pending[0]).toMatchObject({ fact: 'online', sinceBlock: 1_800, count: 0 });
    // The second node is still below the height at which the first one saw it.
    expect(look([at(4, off), { ...at(2, off), block: 1_300 }]).events).toEqual([]);
    expect(look([at(5, off), at(3, off)])).toMatchObject({ events: [{ type: 'offline' }], disagreements: [] });
  });

  test('each of the looks needs the quorum', () => {
    const { look } = watcher({ quorum: 2 });
    look([at(1), at(1)]);
    expect(look([at(2, off), at(2, off)]).pending).toMatchObject([{ count: 1 }]);
    expect(look([at(4, off), { ...at(2), block: 1_199 }]).pending).toMatchObject([{ count: 1 }]);
    expect(typesOf(look([at(5, off), at(5, off)]))).toEqual(['offline']);
  });

  test('when one of two says otherwise, nothing is announced and operators hear of it', () => {
    const { look } = watcher({ quorum: 2 });
    look([at(1), at(1)]);
    const quiet = look([at(2, { votes: 90n, listed: true }), at(2)]);
    expect(quiet).toMatchObject({ events: [], disagreements: [] });
    for (const step of [3, 4, 5]) {
      const { events, disagreements, state } = look([at(step, { votes: 90n, listed: true }), at(step)]);
      expect(events).toEqual([]);
      expect(state.nodes.get('alice')).toEqual(aNode());
      expect(disagreements).toEqual([
        {
          ...{ node: 'alice', fact: 'listed', sinceBlock: 1_200 },
          sides: [
            { value: 'true', hosts: ['n0'] },
            { value: 'false', hosts: ['n1'] },
          ],
        },
        {
          ...{ node: 'alice', fact: 'votes', sinceBlock: 1_200 },
          sides: [
            { value: '"90"', hosts: ['n0'] },
            { value: '"0"', hosts: ['n1'] },
          ],
        },
      ]);
    }
    expect(look([at(6), at(6)])).toMatchObject({ disagreements: [], pending: [] });
  });

  test('votes that go on changing while nodes are read are no disagreement', () => {
    const { look } = watcher({ quorum: 2 });
    for (let step = 1; step < 8; step += 1) {
      const votes = BigInt(step * 10);
      const { disagreements } = look([
        at(step, { votes }),
        { ...at(step, { votes: votes + 1n }), block: step * STEP + 3 },
      ]);
      expect(disagreements).toEqual([]);
    }
  });

  test('a node that lags for a while is no disagreement', () => {
    const { look } = watcher({ quorum: 1 });
    look([at(10), at(5)]);
    for (const step of [11, 12, 13]) {
      expect(look([at(step, off), at(step - 5)]).disagreements).toEqual([]);
    }
  });

  test('of three the odd one is outvoted, be it the preferred one', () => {
    const { look } = watcher({ quorum: 2 });
    const lie = { votes: 7n, online: false, strikes: 2, coefficient: '9' };
    look([at(1, lie), at(1), at(1)]);
    const truth = { votes: 3n, listed: true, strikes: 1, coefficient: '0.3' };
    look([at(2, lie), at(2, truth), at(2, truth)]);
    const told = look([at(3, lie), at(3, truth), at(3, truth)]);
    expect(typesOf(told)).toEqual(['producer_list_entered']);
    expect(told.state.nodes.get('alice')).toEqual(aNode(truth));
    expect(told.disagreements.map(({ fact }) => fact).toSorted()).toEqual([
      'coefficient',
      'listed',
      'online',
      'strikes',
      'votes',
    ]);
  });

  test('two against two announce nothing, and neither comes nor goes', () => {
    const { look } = watcher({ confirm: 1, quorum: 2 });
    look([at(1), at(1), at(1), at(1)]);
    for (let step = 2; step < 6; step += 1) {
      expect(look([at(step, off), at(step, off), at(step), at(step)]).events).toEqual([]);
    }
  });

  test('a candidate that only one node has is not announced', () => {
    const { look } = watcher({ confirm: 1, quorum: 2 });
    const more = (block: number) => stateWith({ alice: aNode(), ghost: aNode() }, block);
    look([at(1), at(1)]);
    expect(look([more(1_200), at(2)])).toMatchObject({ events: [], disagreements: [] });
    const { events, disagreements, state } = look([more(1_800), at(3)]);
    expect(events).toEqual([]);
    expect([...state.nodes.keys()]).toEqual(['alice']);
    expect(disagreements).toMatchObject([{ node: 'ghost', fact: 'candidate' }]);
    expect(typesOf(look([more(2_400), more(2_400)]))).toEqual(['registered', 'approved', 'online']);
  });

  test('with fewer healthy than asked for it goes on, and says so', () => {
    const { look } = watcher({ confirm: 1, quorum: 2 });
    expect(look([at(1), at(1)]).isOneSource).toBe(false);
    expect(look([at(2, off)])).toMatchObject({ events: [{ type: 'offline' }], isOneSource: true, hosts: ['n0'] });
    expect(look([at(3, off), at(3, off)])).toMatchObject({ events: [], isOneSource: false, hosts: ['n0', 'n1'] });
  });

  test('a preferred node that is behind the announced height takes nothing back', () => {
    const { look } = watcher({ confirm: 1, quorum: 1 });
    look([at(5)]);
    look([at(6, off)]);
    expect(look([at(4)])).toMatchObject({ events: [], pending: [], hosts: [] });
    expect(look([at(7, off)]).events).toEqual([]);
  });

  test('where one node is enough, the preferred one decides', () => {
    const { look } = watcher({ confirm: 1, quorum: 1 });
    look([at(1), at(1)]);
    expect(look([at(2), at(2, off)])).toMatchObject({ events: [], hosts: ['n0'] });
    expect(typesOf(look([at(3, off), at(3)]))).toEqual(['offline']);
  });

  test('any lags: each change once, and in the end the truth', () => {
    const flips = fc.uniqueArray(fc.integer({ min: 2, max: 12 }), { maxLength: 6 });
    const lags = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(flips, lags, fc.constantFrom(1, 2, 3), (at4, delays, confirm) => {
        // A fact changes every fourth step at most, so that each state can stand for as long as it is asked to.
        const truth = (step: number) => at4.filter((flip) => flip * 8 <= step).length % 2 === 0;
        const { look } = watcher({ confirm, quorum: 2 });
        const heights = [0, 0, 0];
        const told: string[] = [];
        for (let step = 1; step <= 120; step += 1) {
          const delay = delays[step % delays.length] ?? [0, 0, 0];
          const states = heights.map((height, index) => {
            heights[index] = Math.max(height, step - (delay[index] ?? 0));
            return at(heights[index] ?? 0, { online: truth(heights[index] ?? 0) });
          });
          const { events, disagreements } = look(states);
          expect(disagreements).toEqual([]);
          told.push(...events.map(({ type }) => type));
        }
        expect(told).toEqual(at4.toSorted((a, b) => a - b).map((_, index) => (index % 2 === 0 ? 'offline' : 'online')));
      }),
      { numRuns: 60 },
    );
  });
});
