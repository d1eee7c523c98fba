// The ranking against an independent computation from the raw recording, before and after every step.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { amountToDecimal } from '../../src/core/values/amount.ts';
import type { Candidate } from '../../src/election/snapshot.ts';
import { rankOfVotes, standingsOf } from '../../src/election/standings.ts';
import { firstSnapshot, recordedSnapshot } from '../support/recorded-snapshot.ts';
import { type RecordedState, recordedStates } from '../support/recording.ts';

interface Transition {
  readonly step: number;
  readonly events: readonly { readonly type: string; readonly node: string }[];
}

const transitions = JSON.parse(
  readFileSync(new URL('../fixtures/transitions.json', import.meta.url), 'utf8'),
) as readonly Transition[];

interface Row {
  readonly account: string;
  readonly votes: string;
  readonly elected: boolean;
  readonly kind: string;
}

/** By string and number only: nothing of the program's own amounts. */
function expectedRows(state: RecordedState): readonly Row[] {
  const elected = state.read('vote.iost', 'preResult', '1') as Record<string, string>;
  return state
    .fields('vote_producer.iost', 'producerTable')
    .map((account) => {
      const { isProducer, status } = state.read('vote_producer.iost', 'producerTable', account) as Candidate;
      const votes = (state.read('vote.iost', 'v_1', account) as { votes: string } | undefined)?.votes ?? '0';
      const approved = [1, 2].includes(status) && Object.hasOwn(elected, account);
      return {
        account,
        votes,
        elected: Object.hasOwn(elected, account),
        kind: approved ? (isProducer ? 'servi' : 'partner') : 'candidate',
      };
    })
    .sort((a, b) => compareDecimals(b.votes, a.votes) || (a.account < b.account ? -1 : 1));
}

function compareDecimals(a: string, b: string): number {
  const padded = (text: string) => {
    const [whole = '', fraction = ''] = text.split('.');
    return `${whole.padStart(20, '0')}.${fraction.padEnd(8, '0')}`;
  };
  return padded(a) === padded(b) ? 0 : padded(a) < padded(b) ? -1 : 1;
}

test('every candidate of every state has its exact votes, rank and kind', () => {
  for (const state of recordedStates()) {
    const { nodes } = standingsOf(recordedSnapshot(state), []);
    const rows = nodes.map(({ account, candidate: { votes, elected }, kind }) => ({
      account,
      votes: amountToDecimal(votes),
      elected,
      kind,
    }));
    expect(rows, `step ${state.step}`).toEqual(expectedRows(state));
    expect(nodes.map(({ rank }) => rank)).toEqual(nodes.map((_, index) => index + 1));
    if (state.step === -1) expect(nodes).toHaveLength(454);
  }
});

test('who is elected and who is there changes exactly as the transitions say', () => {
  const inState = { elected: new Set<string>(), there: new Set<string>() };
  const byTransitions = { elected: new Set<string>(), there: new Set<string>() };
  for (const state of recordedStates()) {
    const { nodes } = standingsOf(recordedSnapshot(state), []);
    inState.there = new Set(nodes.map(({ account }) => account));
    inState.elected = new Set(nodes.filter(({ candidate }) => candidate.elected).map(({ account }) => account));
    if (state.step === -1) {
      byTransitions.there = new Set(inState.there);
      byTransitions.elected = new Set(inState.elected);
    }
    for (const { type, node } of transitions.find(({ step }) => step === state.step)?.events ?? []) {
      if (type === 'registered') byTransitions.there.add(node);
      if (type === 'unregistered') byTransitions.there.delete(node);
      if (type === 'elected') byTransitions.elected.add(node);
      if (type === 'unelected') byTransitions.elected.delete(node);
    }
    expect(inState, `step ${state.step}`).toEqual(byTransitions);
  }
});

const first = firstSnapshot();

describe('a single row', () => {
  const unit = 1n;
  const rowOf = (change: Partial<Candidate>) => {
    const [base] = first.candidates;
    if (!base) throw new Error('no candidate');
    const { nodes } = standingsOf({ ...first, candidates: [{ ...base, ...change }] }, []);
    return nodes[0];
  };

  test('an elected node that is not approved stays a candidate', () => {
    expect(rowOf({ elected: true, status: 0, isProducer: true })).toMatchObject({ kind: 'candidate' });
    expect(rowOf({ elected: true, status: 3, isProducer: true })).toMatchObject({ kind: 'candidate' });
    expect(rowOf({ elected: true, status: 2, isProducer: true })).toMatchObject({ kind: 'servi' });
    expect(rowOf({ elected: true, status: 1, isProducer: false })).toMatchObject({ kind: 'partner' });
    expect(rowOf({ elected: false, status: 1, isProducer: true })).toMatchObject({ kind: 'candidate' });
  });

  test('the distance to the threshold is exact and never negative', () => {
    const { threshold } = first;
    expect(rowOf({ elected: false, votes: threshold - unit })?.toThreshold).toBe(unit);
    expect(rowOf({ elected: false, votes: threshold })?.toThreshold).toBe(0n);
    expect(rowOf({ elected: true, votes: threshold - unit })?.toThreshold).toBe(0n);
  });

  test('whoever has a name is called by it, the others by their account', () => {
    const names = [{ account: first.candidates[0]?.account ?? '', name: 'Korea', nameZh: '韩国' }];
    const { nodes } = standingsOf(first, names);
    expect(nodes[0]).toMatchObject({ name: 'Korea', nameZh: '韩国' });
    expect(nodes[1]?.name).toBe(nodes[1]?.account);
  });

  test('no votes at all are no share of nothing', () => {
    expect(rowOf({ votes: 0n })?.share).toBe('0');
  });
});

test('a newcomer ranks behind those with as many votes', () => {
  const { nodes } = standingsOf(first, []);
  const top = nodes[0]?.candidate.votes ?? 0n;
  expect(rankOfVotes(nodes, top + 1n)).toBe(1);
  expect(rankOfVotes(nodes, top)).toBe(2);
  expect(rankOfVotes(nodes, -1n)).toBe(455);
});
