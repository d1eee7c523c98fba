// What is announced of what several nodes show that lag, lie and leave.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aNode, stateWith } from '../election-samples.ts';
import { at, STEP, typesOf, watcher } from '../watcher.ts';

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
          node: 'alice',
          fact: 'listed',
          sinceBlock: 1_200,
          sides: [
            { value: 'true', sources: ['n0'] },
            { value: 'false', sources: ['n1'] },
          ],
        },
        {
          node: 'alice',
          fact: 'votes',
          sinceBlock: 1_200,
          sides: [
            { value: '"90"', sources: ['n0'] },
            { value: '"0"', sources: ['n1'] },
          ],
        },
      ]);
    }
    look([at(6), at(6)]);
    expect(look([at(7), at(7)])).toMatchObject({ disagreements: [], pending: [] });
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
    const { look } = watcher({ quorum: 2 });
    look([at(10), at(5)]);
    for (const step of [11, 12, 13, 14, 15]) {
      expect(look([at(step, off), at(step - 5)])).toMatchObject({ events: [], disagreements: [] });
    }
    look([at(16, off), at(11, off)]);
    expect(typesOf(look([at(17, off), at(12, off)]))).toEqual(['offline']);
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

  test('what the first look and a newcomer are taken for is outvoted as well', () => {
    const lie = aNode({ online: false, elected: true, votes: 5n, strikes: 2 });
    const [truth, liar] = [stateWith({ alice: aNode() }), stateWith({ alice: lie })];
    expect(watcher({ quorum: 2 }).look([truth, liar, truth]).state).toEqual(truth);
    const { look } = watcher({ quorum: 2 });
    const nobody = stateWith({});
    look([nobody, nobody, nobody]);
    look([liar, truth, truth].map((state) => ({ ...state, block: 1_200 })));
    const told = look([liar, truth, truth].map((state) => ({ ...state, block: 1_800 })));
    expect(told.state.nodes.get('alice')).toEqual(aNode());
    expect(typesOf(told)).toEqual(['registered', 'approved', 'online']);
  });

  test('of several new values the one that most show is pending, since the lowest height', () => {
    const { look } = watcher({ quorum: 2 });
    look([at(1), at(1), at(1)]);
    const seen = look([at(4, { status: 3 }), at(3, { status: 2 }), at(2, { status: 2 })]);
    expect(seen.pending[0]).toMatchObject({ fact: 'status', value: '2', sinceBlock: 1_200, count: 1 });
  });

  test('a candidate that too few show keeps its numbers', () => {
    const { look } = watcher({ confirm: 1, quorum: 2 });
    const [with5, without] = [at(1, { votes: 5n }), stateWith({}, 1_200)];
    look([with5, with5]);
    const { state, events } = look([without, at(2, { votes: 9n, strikes: 1, coefficient: '4' })]);
    expect(state.nodes.get('alice')).toEqual(aNode({ votes: 5n }));
    expect(events).toEqual([]);
  });

  test('votes are those that enough nodes show alike', () => {
    const watching = watcher({ confirm: 1, quorum: 2 });
    watching.look([at(1), at(1), at(1), at(1)]);
    watching.look([40n, 10n, 30n, 20n].map((votes) => at(2, { votes })));
    expect(watching.alice?.votes).toBe(0n);
    watching.look([40n, 40n, 30n, 30n].map((votes) => at(3, { votes })));
    expect(watching.alice?.votes).toBe(0n);
    watching.look([40n, 10n, 40n, 20n].map((votes) => at(4, { votes })));
    expect(watching.alice?.votes).toBe(40n);
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
    expect(look([at(2, off)])).toMatchObject({ events: [{ type: 'offline' }], isOneSource: true, sources: ['n0'] });
    expect(look([at(3, off), at(3, off)])).toMatchObject({ events: [], isOneSource: false, sources: ['n0', 'n1'] });
  });

  test('a preferred node that is behind the announced height takes nothing back', () => {
    const { look } = watcher({ confirm: 1, quorum: 1 });
    look([at(5)]);
    look([at(6, off)]);
    expect(look([at(4)])).toMatchObject({ events: [], pending: [], sources: [] });
    expect(look([at(7, off)]).events).toEqual([]);
  });

  test('where one node is enough, the preferred one decides', () => {
    const { look } = watcher({ confirm: 1, quorum: 1 });
    look([at(1), at(1)]);
    expect(look([at(2), at(2, off)])).toMatchObject({ events: [], sources: ['n0'] });
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
