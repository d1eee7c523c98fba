// A Snapshot built from a recorded state without the chain reader, so that the two can be compared.
import { amountFromDecimal } from '../../src/core/values/amount.ts';
import type { Candidate, CandidateStatus, RewardState, Snapshot } from '../../src/election/snapshot.ts';
import { byVotes } from '../../src/election/snapshot.ts';
import { type RecordedState, recordedStates } from './recording.ts';

const ELECTION = 'vote_producer.iost';
const VOTE = 'vote.iost';

interface Row {
  readonly pubkey: string;
  readonly loc: string;
  readonly url: string;
  readonly netId: string;
  readonly isProducer: boolean;
  readonly status: CandidateStatus;
  readonly online: boolean;
}

export function recordedSnapshot(state: RecordedState): Snapshot {
  const info = state.read(VOTE, 'voteInfo', '1') as { minVote: string; freezeTime: number };
  const watched = entries<{ bn: number; count: number }>(state, 'witnessWatched');
  return {
    chain: { chainId: 1024, netName: 'mainnet', synthetic: true },
    node: { name: 'node 1', version: '3.11.5', id: '0123456789abcdef' },
    blocks: { first: state.block, last: state.block },
    time: state.time,
    serverTime: state.time,
    complete: true,
    consistent: true,
    threshold: amountFromDecimal(info.minVote),
    unfreezeSeconds: info.freezeTime,
    producerNumber: state.read(ELECTION, 'producerNumber') as number,
    candidates: recordedCandidates(state),
    witnesses: state.read(ELECTION, 'pendingProducerList') as string[],
    pendingProducers: state.read(ELECTION, 'pendingProducerList') as string[],
    currentProducers: state.read(ELECTION, 'currentProducerList') as string[],
    scores: new Map(entries<string>(state, 'producerScores').map(([a, score]) => [a, amountFromDecimal(score)])),
    strikes: new Map(watched.map(([account, { bn, count }]) => [account, { block: bn, count }])),
    barredUntil: new Map(entries<number>(state, 'witnessPenality')),
    blocksMade: new Map(Object.entries((state.read('base.iost', 'witness_produced') ?? {}) as Record<string, number>)),
    candidateCoefficient: state.read(ELECTION, 'candCoef') as string,
    allVotesKey: state.read(ELECTION, 'candAllKey') as string,
  };
}

/** The snapshot of the initial state. */
export function firstSnapshot(): Snapshot {
  for (const state of recordedStates()) return recordedSnapshot(state);
  throw new Error('the recording is empty');
}

export function recordedRewards(state: RecordedState): RewardState {
  return {
    blocks: { first: state.block, last: state.block },
    supply: amountFromDecimal(state.supply),
    lastIssue: Number(state.read('issue.iost', 'IOSTLastIssueTime')) / 1_000_000,
    blockContribution: '0',
    candidateMasks: mapOf(state, 'candMask'),
    voterCoefficients: mapOf(state, 'voterCoef'),
  };
}

function recordedCandidates(state: RecordedState): readonly Candidate[] {
  const elected = state.read(VOTE, 'preResult', '1') as Record<string, string>;
  return state
    .fields(ELECTION, 'producerTable')
    .map((account): Candidate => {
      const row = state.read(ELECTION, 'producerTable', account) as Row;
      const { votes } = (state.read(VOTE, 'v_1', account) ?? { votes: '0' }) as { votes: string };
      return {
        account,
        publicKey: row.pubkey,
        location: row.loc,
        website: row.url,
        networkId: row.netId,
        isProducer: row.isProducer,
        status: row.status,
        online: row.online,
        votes: amountFromDecimal(votes),
        elected: account in elected,
      };
    })
    .sort(byVotes);
}

function entries<T>(state: RecordedState, key: string): readonly [string, T][] {
  return Object.entries((state.read(ELECTION, key) ?? {}) as Record<string, T>);
}

function mapOf(state: RecordedState, map: string): ReadonlyMap<string, string> {
  return new Map(state.fields(ELECTION, map).map((field) => [field, state.read(ELECTION, map, field) as string]));
}
