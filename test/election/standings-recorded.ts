// The ranking against an independent computation from the raw recording, and against what is known to have happened.
import { expect, test } from 'vitest';
import { amountToDecimal } from '../../src/core/values/amount.ts';
import type { Candidate } from '../../src/election/snapshot.ts';
import { standingsOf } from '../../src/election/standings.ts';
import transitions from '../fixtures/transitions.json' with { type: 'json' };
import { recordedSnapshot } from '../support/recorded-snapshot.ts';
import { type RecordedState, recordedStates } from '../support/recording.ts';
import type { Steps } from '../support/steps.ts';

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

export function ranksAsRecorded(steps: Steps): void {
  test('every candidate of every state has its exact votes, rank and kind', () => {
    for (const state of recordedStates(steps)) {
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
    for (const state of recordedStates(steps)) {
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
}
