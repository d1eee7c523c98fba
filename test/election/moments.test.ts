// Since when a node is not listed, and since when its bonus waits.
import { describe, expect, test } from 'vitest';
import { diffElection } from '../../src/election/diff.ts';
import { type Announced, sinceOf, withMoments } from '../../src/election/moments.ts';
import { candidateClaimable } from '../../src/election/rewards/claimable.ts';
import { type NodeState, stateOf } from '../../src/election/state.ts';
import { METRICS } from '../../src/rules/index.ts';
import { recordedObservations } from '../support/recorded-election.ts';
import { aNode, stateWith } from './election-samples.ts';

const [first] = recordedObservations();
if (!first) throw new Error('the recording is empty');
const MINUTE_BLOCKS = 120;
const minute = (count: number) => count * 60_000;

/** What alice is after each of these minutes, starting at the first. */
function follow(...looks: readonly (readonly [Partial<NodeState> | undefined, boolean?])[]) {
  let before: Announced | undefined;
  return looks.map(([alice, isOwed = true], index) => {
    const unclaimed = isOwed && (alice?.elected ?? false);
    const state = stateWith(alice ? { alice: aNode({ ...alice, unclaimed }) } : {}, (index + 1) * MINUTE_BLOCKS);
    const now = withMoments(before, state);
    const since = sinceOf(METRICS.since, before, now);
    before = now;
    return since.map(({ metric, subject, at }) => `${subject} ${metric} ${at === undefined ? 'over' : at / minute(1)}`);
  });
}

describe('unlisted', () => {
  test('from the first look without it, until it is listed or gone', () => {
    const looks = follow([{}], [{}], [{ listed: true }], [{}], [{}], [undefined], [{}]);
    expect(looks).toEqual([
      ['alice unlisted 1'],
      [],
      ['alice unlisted over'],
      ['alice unlisted 4'],
      [],
      ['alice unlisted over'],
      ['alice unlisted 7'],
    ]);
  });
});

describe('stuck', () => {
  const listed = { listed: true, elected: true };

  test('counts from the last dividend', () => {
    const looks = follow([listed], [listed], [{ ...listed, coefficient: '0.5' }], [{ ...listed, coefficient: '0.5' }]);
    expect(looks).toEqual([['alice stuck 1'], [], ['alice stuck 3'], []]);
  });

  test('only while there is something to claim, and then from the dividend on again', () => {
    const looks = follow([listed], [{ ...listed, coefficient: '0.5' }, false], [{ ...listed, coefficient: '0.5' }]);
    expect(looks).toEqual([['alice stuck 1'], ['alice stuck over'], ['alice stuck 2']]);
  });

  test('not before it is elected, and from then on', () => {
    const out = { listed: true };
    expect(follow([out], [listed], [out], [listed])).toEqual([
      [],
      ['alice stuck 2'],
      ['alice stuck over'],
      ['alice stuck 4'],
    ]);
  });
});

test('while nothing is announced, no moment comes or goes', () => {
  const state = stateWith({ alice: aNode({ elected: true }) });
  const before = withMoments(undefined, state);
  const same = stateWith({ alice: aNode({ elected: true, unclaimed: true }) });
  expect(withMoments(before, same)).toBe(before);
});

test('the recording: listed nodes have no moment, and a dividend begins the wait anew', () => {
  let before: Announced | undefined;
  let credited = 0;
  for (const newest of recordedObservations()) {
    const now = withMoments(before, stateOf(newest));
    expect([...now.moments.keys()]).toEqual([...now.nodes.keys()]);
    const wrong = [...now.nodes].filter(
      ([account, { listed }]) => listed !== (now.moments.get(account)?.unlistedSince === undefined),
    );
    expect(wrong).toEqual([]);
    const events = before ? diffElection(before, now) : [];
    for (const { node } of events.filter(({ type }) => type === 'dividend_credited')) {
      expect(now.moments.get(node)?.settledAt).toBe(now.time);
      credited += 1;
    }
    before = now;
    if (newest.snapshot.blocks.first > 600_000) break;
  }
  expect(credited).toBeGreaterThan(20);
  const { snapshot, rewards } = first;
  const waiting = [...withMoments(undefined, stateOf(first)).moments].filter(
    ([, { unclaimedSince }]) => unclaimedSince !== undefined,
  );
  const owed = snapshot.candidates.filter((node) => node.elected && candidateClaimable(snapshot, rewards, node) > 0n);
  expect(waiting.map(([account]) => account)).toEqual(owed.map(({ account }) => account));
  expect(owed.length).toBeGreaterThan(100);
});
