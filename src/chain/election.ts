// One read of the whole election state, and whether its parts fit together.

import { ChainUnavailable } from '../core/ports/outage.ts';
import type { Amount } from '../core/values/amount.ts';
import type { BlockRange, Candidate, Snapshot, SnapshotParts } from '../election/snapshot.ts';
import { byVotes } from '../election/snapshot.ts';
import { type MapMemory, readMap, type WholeMap } from './contract-map.ts';
import { PRODUCERS, VOTES } from './contracts.ts';
import { parseAs, parseMap } from './exact-json.ts';
import type { NodeCalls } from './node-calls.ts';
import * as wire from './wire.ts';

/** Of the snapshot, what is read from contract storage. */
export interface ElectionReading
  extends Omit<Snapshot, 'chain' | 'node' | 'time' | 'serverTime' | 'witnesses' | 'parts'> {
  readonly parts: Omit<SnapshotParts, 'witnesses'>;
}

export interface ElectionMemory extends MapMemory {
  voteId?: string;
}

const PRODUCER_KEYS = [
  'voteId',
  'producerNumber',
  'pendingProducerList',
  'currentProducerList',
  'producerScores',
  'witnessWatched',
  'witnessPenality',
  'candCoef',
  'candAllKey',
] as const;

/** `knownVoteId` lets all parts be asked for at once; `knownAccounts` helps a node that cannot list its candidates. */
export async function readElection(
  calls: NodeCalls,
  memory: ElectionMemory,
  knownAccounts: () => Iterable<string>,
): Promise<ElectionReading> {
  const producers = readProducers(calls);
  const voteId =
    memory.voteId === undefined
      ? producers.then((values) => parseVoteId(values.of('voteId')))
      : Promise.resolve(memory.voteId);
  const votes = voteId.then((id) => readVotes(calls, id));
  const names = async () => {
    const approved = await calls.storage(PRODUCERS, 'producerMap');
    return [
      ...knownAccounts(),
      ...(await votes).elected.keys(),
      ...parseMap(wire.accountName, wire.approvedRow, approved.data).keys(),
    ];
  };
  const tableMap = readMap(calls, memory, PRODUCERS, 'producerTable', names);
  const tableNames = async () => [
    ...(await votes).elected.keys(),
    ...(await tableMap).entries.map(([account]) => account),
  ];

  const [values, produced, election, table, optionMap] = await Promise.all([
    producers,
    calls.storage('base.iost', 'witness_produced'),
    votes,
    tableMap,
    voteId.then((id) => readMap(calls, memory, VOTES, `v_${id}`, tableNames)),
  ]);
  memory.voteId = parseVoteId(values.of('voteId'));
  const options = new Map(optionMap.entries.map(([account, text]) => [account, parseAs(wire.optionRow, text)]));
  return {
    blocks: blockRange([...values.blocks, ...election.blocks, ...table.blocks, ...optionMap.blocks, produced.block]),
    parts: {
      producers: blockRange(values.blocks),
      blocksMade: blockRange([produced.block]),
      votes: blockRange([...election.blocks, ...optionMap.blocks]),
    },
    complete: table.complete && optionMap.complete,
    consistent: votesAgree(options, election.elected, election.threshold),
    threshold: election.threshold,
    unfreezeSeconds: election.unfreezeSeconds,
    candidates: candidatesOf(table.entries, options, election.elected),
    producerNumber: parseAs(wire.producerNumber, values.of('producerNumber')),
    pendingProducers: parseAs(wire.publicKeys, values.of('pendingProducerList')),
    currentProducers: parseAs(wire.publicKeys, values.of('currentProducerList')),
    scores: parseMap(wire.accountName, wire.score, values.of('producerScores')),
    strikes: strikesOf(values.of('witnessWatched')),
    barredUntil: parseMap(wire.accountName, wire.blockNumber, values.of('witnessPenality')),
    blocksMade: parseMap(wire.publicKey, wire.blocksMade, produced.data),
    candidateCoefficient: parseAs(wire.orNone(wire.poolCoefficient), values.of('candCoef')),
    allVotesKey: parseAs(wire.orNone(wire.coefficient), values.of('candAllKey')),
  };
}

function strikesOf(text: string): Snapshot['strikes'] {
  const rows = [...parseMap(wire.accountName, wire.strike, text)];
  return new Map(rows.map(([account, { bn, count }]) => [account, { block: bn, count }]));
}

async function readProducers(calls: NodeCalls) {
  const { datas, blocks } = await calls.batch(
    PRODUCERS,
    PRODUCER_KEYS.map((key) => ({ key })),
  );
  const texts = new Map(PRODUCER_KEYS.map((key, i) => [key, datas[i] ?? 'null']));
  return { blocks, of: (key: (typeof PRODUCER_KEYS)[number]) => texts.get(key) ?? 'null' };
}

async function readVotes(calls: NodeCalls, voteId: string) {
  const { datas, blocks } = await calls.batch(VOTES, [
    { key: 'voteInfo', field: voteId },
    { key: 'preResult', field: voteId },
  ]);
  const [info = 'null', preResult = 'null'] = datas;
  if (info === 'null') throw new ChainUnavailable('no-election', `no election ${voteId} in ${VOTES}`);
  const { minVote, freezeTime } = parseAs(wire.voteInfo, info);
  return {
    blocks,
    threshold: minVote,
    unfreezeSeconds: freezeTime,
    elected: parseMap(wire.accountName, wire.iostAmount, preResult),
  };
}

export function parseVoteId(text: string): string {
  if (text === 'null') throw new ChainUnavailable('no-election', `no voteId in ${PRODUCERS}`);
  return wire.voteId.parse(text);
}

export function blockRange(blocks: readonly number[]): BlockRange {
  return { first: Math.min(...blocks), last: Math.max(...blocks) };
}

type OptionVotes = ReadonlyMap<string, { readonly votes: Amount; readonly deleted: boolean }>;

function candidatesOf(
  table: WholeMap['entries'],
  options: OptionVotes,
  elected: ReadonlyMap<string, Amount>,
): Candidate[] {
  const candidates = table.map(([account, text]): Candidate => {
    const { pubkey, loc, url, netId, isProducer, status, online } = parseAs(wire.producerRow, text);
    return {
      account,
      publicKey: pubkey,
      location: loc,
      website: url,
      networkId: netId,
      isProducer,
      status,
      online,
      votes: options.get(account)?.votes ?? 0n,
      elected: elected.has(account),
    };
  });
  return candidates.sort(byVotes);
}

/** `preResult` must hold exactly the options at or above the threshold with the same votes; deleted ones may be in it or not. */
function votesAgree(options: OptionVotes, elected: ReadonlyMap<string, Amount>, threshold: Amount): boolean {
  const live = (account: string) => options.get(account)?.deleted !== true;
  return (
    [...options].every(
      ([account, { votes, deleted }]) => deleted || votes < threshold || elected.get(account) === votes,
    ) && [...elected].every(([account, votes]) => !live(account) || options.get(account)?.votes === votes)
  );
}
