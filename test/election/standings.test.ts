import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../src/election/snapshot.ts';
import { rankOfVotes, standingsOf } from '../../src/election/standings.ts';
import { firstSnapshot } from '../support/recorded-snapshot.ts';
import { shortCut } from '../support/steps.ts';
import { ranksAsRecorded } from './standings-recorded.ts';

ranksAsRecorded(shortCut);

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
