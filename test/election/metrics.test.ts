// The numbers behind the lines, by hand and over the recording.
import { describe, expect, test } from 'vitest';
import { type RoundWatch, watchRound } from '../../src/election/confirmation/rounds.ts';
import { changedMetrics, type NodeMetric } from '../../src/election/metrics.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import type { ElectionState } from '../../src/election/state.ts';
import { elected } from '../../src/rules/elected.ts';
import { METRICS } from '../../src/rules/index.ts';
import { margin } from '../../src/rules/margin.ts';
import { metricsOf } from '../../src/rules/metrics.ts';
import { rank } from '../../src/rules/rank.ts';
import { votes } from '../../src/rules/votes.ts';
import { recordedElection } from '../support/recorded-election.ts';
import { firstSnapshot, recordedSnapshot } from '../support/recorded-snapshot.ts';
import { recordedStates } from '../support/recording.ts';
import { aNode, stateWith } from './election-samples.ts';

const { state: ofState } = metricsOf([votes, margin, elected, rank]);
const changed = (before: ElectionState | undefined, after: ElectionState) => changedMetrics(ofState, before, after);

/** By one node, and at once. */
function roundWatch() {
  let watch: RoundWatch | undefined;
  return (snapshot: Snapshot): readonly NodeMetric[] => {
    return METRICS.round.flatMap(({ name, pace }) => {
      const look = { paces: [pace(snapshot)], block: snapshot.blocks.first, confirm: 1, quorum: 1 };
      const watched = watchRound(watch, look);
      watch = watched.watch;
      return [...watched.ended].map(([subject, value]) => ({ metric: name, subject, value }));
    });
  };
}

function ofRound(...looks: readonly Snapshot[]) {
  return looks.map(roundWatch()).at(-1);
}

const textOf = ({ metric, subject, value }: NodeMetric) => `${subject} ${metric} ${value}`;

describe('of a state', () => {
  const state = stateWith({
    alice: aNode({ votes: 1_500n, elected: true }),
    bob: aNode({ votes: 1_200n }),
    carol: aNode({ votes: 999n, elected: true }),
    dave: aNode({ votes: 3n }),
  });

  test('each candidate has its votes, its margin, its election and its rank', () => {
    expect(changed(undefined, state).map(textOf)).toEqual([
      ...['alice votes 1500', 'alice margin 500', 'alice elected 1500', 'alice rank -1'],
      // Votes enough, but not elected; and elected before the votes say so.
      ...['bob votes 1200', 'bob margin 200', 'bob elected 0', 'bob rank -2'],
      ...['carol votes 999', 'carol margin -1', 'carol elected 1000', 'carol rank -3'],
      ...['dave votes 3', 'dave margin -997', 'dave elected 3', 'dave rank -4'],
    ]);
  });

  test('only what changed is told', () => {
    const next = stateWith({
      alice: aNode({ votes: 1_500n, elected: true }),
      carol: aNode({ votes: 1_300n, elected: true }),
      dave: aNode({ votes: 3n }),
      erin: aNode({ votes: 1n }),
    });
    expect(changed(state, next).map(textOf)).toEqual([
      ...['carol votes 1300', 'carol margin 300', 'carol elected 1300', 'carol rank -2', 'dave rank -3'],
      ...['erin votes 1', 'erin margin -999', 'erin elected 1', 'erin rank -4'],
      ...['bob rank -5'],
    ]);
    expect(changed(next, next)).toEqual([]);
  });

  test('whoever leaves is not elected any more and behind all', () => {
    const left = stateWith({ bob: aNode({ votes: 1_200n }), dave: aNode({ votes: 3n }) });
    expect(changed(state, left).map(textOf)).toEqual([
      ...['bob rank -1', 'dave rank -2'],
      ...['alice elected 0', 'alice rank -3', 'carol elected 0'],
    ]);
  });

  test('a threshold that moves moves margins', () => {
    const raised = changed(state, { ...state, threshold: 2_000n }).map(textOf);
    expect(raised).toContain('alice margin -500');
    expect(raised).toContain('alice elected 2000');
  });
});

test('the recording: changes add up, and the line of an election is crossed exactly when it is won or lost', () => {
  let before: ElectionState | undefined;
  const kept = new Map<string, bigint>();
  for (const now of recordedElection()) {
    for (const { metric, subject, value } of changed(before, now)) kept.set(`${subject} ${metric}`, value);
    const whole = changed(undefined, now);
    const stale = whole.filter(({ metric, subject, value }) => kept.get(`${subject} ${metric}`) !== value);
    expect(stale).toEqual([]);
    const elections = [...kept].filter(([name]) => name.endsWith(' elected'));
    const above = elections.filter(([, value]) => value >= now.threshold).map(([name]) => name.split(' ')[0]);
    const elected = [...now.nodes].filter(([, node]) => node.elected).map(([account]) => account);
    expect(above.toSorted()).toEqual(elected.toSorted());
    before = now;
    if (now.block > 575_000) break;
  }
  expect(kept.size).toBeGreaterThan(4 * 454);
});

describe('blocks of a round', () => {
  const worker = { account: 'alice', publicKey: 'K' };
  const first = firstSnapshot();
  const [sample] = first.candidates;
  const at = (block: number, changes: Partial<Snapshot> = {}): Snapshot => ({
    ...first,
    blocks: { first: block, last: block },
    candidates: sample ? [{ ...sample, ...worker }] : [],
    witnesses: ['K'],
    pendingProducers: ['K'],
    blocksMade: new Map([['K', 35]]),
    ...changes,
  });

  test('projected to the whole round, cut downwards', () => {
    expect(ofRound(at(1_200 + 600), at(2_400))).toEqual([{ metric: 'blocks', subject: 'alice', value: 70n }]);
    expect(ofRound(at(1_200 + 1_100), at(2_401))).toMatchObject([{ value: 38n }]);
  });

  test('a producer without any is told so', () => {
    expect(ofRound(at(1_800, { blocksMade: new Map() }), at(2_400))).toMatchObject([{ value: 0n }]);
  });

  const nothing: [string, Snapshot, Snapshot][] = [
    ['the round goes on', at(1_800), at(2_399)],
    ['too little of the round was seen', at(1_200 + 599), at(2_400)],
    ['the last snapshot is that of the vote block', at(1_200), at(2_400)],
    ['it was not at work yet', at(1_800, { witnesses: ['other'] }), at(2_400)],
    ['it was not in the list any more', at(1_800, { pendingProducers: ['other'] }), at(2_400)],
  ];
  test.each(nothing)('no value when %s', (_, last, newest) => {
    expect(ofRound(last, newest)).toEqual([]);
  });

  test('the recording: only those who get a strike made none', () => {
    const look = roundWatch();
    const silent = new Set<string>();
    let least = 1_200n;
    for (const state of recordedStates()) {
      const newest = recordedSnapshot(state);
      for (const { subject, value } of look(newest)) {
        if (value === 0n) silent.add(subject);
        else if (value < least) least = value;
        if (value === 0n) expect([...newest.strikes.keys(), ...newest.barredUntil.keys()]).toContain(subject);
      }
    }
    expect([...silent].toSorted()).toEqual(['dfg_crypto', 'luckystake', 'mathwallet', 'thrive']);
    expect(least).toBeGreaterThan(50n);
  });
});
