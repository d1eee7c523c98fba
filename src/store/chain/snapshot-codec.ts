// A snapshot as JSON text and back, exactly: integers of any size are text, maps are lists of pairs. What is read back
// is checked field by field, for the file may be of another version or damaged.

import { amount, fields, flag, list, map, number, oneOf, type Read, text } from '../../core/values/checked-json.ts';
import type { BlockRange, Candidate, CandidateStatus, ChainIdentity, Snapshot } from '../../election/snapshot.ts';

/** Raise it with every change of the shape: a snapshot of another version is not read. */
const VERSION = 2;

export function encodeSnapshot(snapshot: Snapshot): string {
  return JSON.stringify({ version: VERSION, snapshot }, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    return value instanceof Map ? [...value] : value;
  });
}

/** Throws a SyntaxError or TypeError that says what is wrong. */
export function decodeSnapshot(body: string): Snapshot {
  return stored(JSON.parse(body)).snapshot;
}

const named = fields<Omit<ChainIdentity, 'fork'>>({ chainId: number, netName: text, synthetic: flag });
const forked = fields<Pick<Required<ChainIdentity>, 'fork'>>({ fork: text });
const chain: Read<ChainIdentity> = (value, path) => {
  const hasFork = typeof value === 'object' && value !== null && 'fork' in value;
  return { ...named(value, path), ...(hasFork && forked(value, path)) };
};
const blocks = fields<BlockRange>({ first: number, last: number });

const candidate = fields<Candidate>({
  account: text,
  publicKey: text,
  location: text,
  website: text,
  networkId: text,
  isProducer: flag,
  status: oneOf<CandidateStatus>(0, 1, 2, 3),
  online: flag,
  votes: amount,
  elected: flag,
});

/** Of which blocks its parts were matters to the look that read it. */
const snapshot = fields<Omit<Snapshot, 'parts'>>({
  chain,
  node: fields<Snapshot['node']>({ name: text, version: text, id: text }),
  blocks,
  time: number,
  serverTime: number,
  complete: flag,
  consistent: flag,
  threshold: amount,
  unfreezeSeconds: number,
  producerNumber: number,
  candidates: list(candidate),
  witnesses: list(text),
  pendingProducers: list(text),
  currentProducers: list(text),
  scores: map(amount),
  strikes: map(fields<{ block: number; count: number }>({ block: number, count: number })),
  barredUntil: map(number),
  blocksMade: map(number),
  candidateCoefficient: text,
  allVotesKey: text,
});

const stored = fields<{ version: typeof VERSION; snapshot: Snapshot }>({ version: oneOf(VERSION), snapshot });
