// Rewards against the answers of the real contract, with the state read straight out of the recording.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { amountFromDecimal } from '../../../src/core/values/amount.ts';
import { candidateClaimable, voterDividend } from '../../../src/election/rewards/claimable.ts';
import { recordedRewards, recordedSnapshot } from '../../support/recorded-snapshot.ts';
import { type RecordedState, recordedStates } from '../../support/recording.ts';

interface Sample {
  readonly step: number;
  readonly candidates: Readonly<Record<string, string>>;
  readonly voters: Readonly<Record<string, string>>;
}

const samples = JSON.parse(
  readFileSync(new URL('../../fixtures/bonus-vectors.json', import.meta.url), 'utf8'),
) as readonly Sample[];

function nodeBonus(state: RecordedState, account: string): bigint {
  const snapshot = recordedSnapshot(state);
  const node = snapshot.candidates.find((candidate) => candidate.account === account);
  return node ? candidateClaimable(snapshot, recordedRewards(state), node) : 0n;
}

function voterBonus(state: RecordedState, voter: string): bigint {
  const votes = (state.read('vote.iost', 'u_1', voter) ?? {}) as Record<string, [string, number, string]>;
  const parts = Object.entries(votes).map(([node, [amount, , cleared]]) => ({
    votes: amountFromDecimal(amount),
    clearedVotes: amountFromDecimal(cleared),
    coefficient: (state.read('vote_producer.iost', 'voterCoef', node) ?? '0') as string,
    mask: (state.read('vote_producer.iost', `v_${node}`, voter) ?? '0') as string,
  }));
  return voterDividend(parts).total;
}

test('what nodes and voters can claim equals the contract at every sample', () => {
  let compared = 0;
  for (const state of recordedStates()) {
    const sample = samples.find(({ step }) => step === state.step);
    if (!sample) continue;
    const computed = {
      candidates: Object.fromEntries(Object.keys(sample.candidates).map((name) => [name, nodeBonus(state, name)])),
      voters: Object.fromEntries(Object.keys(sample.voters).map((name) => [name, voterBonus(state, name)])),
    };
    expect(computed, `step ${state.step}`).toEqual({
      candidates: amounts(sample.candidates),
      voters: amounts(sample.voters),
    });
    compared += 1;
  }
  expect(compared).toBe(13);
});

test('parts are cut one by one, their total once', () => {
  const part = { votes: 100_000_000n, clearedVotes: 0n, coefficient: '0.000000006', mask: '0' };
  expect(voterDividend([part, part])).toEqual({ claimable: [0n, 0n], total: 1n });
  expect(voterDividend([])).toEqual({ claimable: [], total: 0n });
});

test('cleared votes earn nothing, and what is settled already is left out', () => {
  const part = { votes: 300_000_000n, clearedVotes: 100_000_000n, coefficient: '0.5', mask: '0.25' };
  expect(voterDividend([part]).total).toBe(75_000_000n);
});

function amounts(decimals: Readonly<Record<string, string>>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(decimals).map(([name, decimal]) => [name, amountFromDecimal(decimal)]));
}
