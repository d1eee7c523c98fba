// Snapshots for the store's tests: one to vary by hand, and any that a chain could show.
import fc from 'fast-check';
import type { Candidate, CandidateStatus, ChainIdentity, Snapshot } from '../../src/election/snapshot.ts';

export const MAINNET: ChainIdentity = { chainId: 1024, netName: 'mainnet', synthetic: false };
export const NOON = Date.UTC(2026, 10, 23, 12);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export function candidate(account: string, votes: bigint): Candidate {
  return {
    account,
    publicKey: `key of ${account}`,
    location: 'Earth',
    website: 'https://example.org',
    networkId: '',
    isProducer: true,
    status: 1,
    online: true,
    votes,
    elected: votes >= 210_000_000_000_000n,
  };
}

/** Of one block, read at noon. */
export function snapshotAt(block: number, changes: Partial<Snapshot> = {}): Snapshot {
  return {
    chain: MAINNET,
    node: { name: 'node 1', version: '3.11.5', id: '0123456789abcdef' },
    blocks: { first: block, last: block },
    time: NOON,
    serverTime: NOON + 10_000,
    complete: true,
    consistent: true,
    threshold: 210_000_000_000_000n,
    unfreezeSeconds: 604_800,
    producerNumber: 17,
    candidates: [candidate('alice', 2n ** 70n + 1n), candidate('bob_1', 5n)],
    witnesses: ['key of alice'],
    pendingProducers: ['key of alice'],
    currentProducers: [],
    scores: new Map([['alice', -1n]]),
    strikes: new Map([['bob_1', { block: 7, count: 2 }]]),
    barredUntil: new Map([['bob_1', 172_800]]),
    blocksMade: new Map([['key of alice', 70]]),
    candidateCoefficient: '0.00000000000000000000000000000000000000000000000001',
    allVotesKey: '2100000.00000001',
    ...changes,
  };
}

/** Any text, with line ends, NUL, direction marks, lone surrogates and names that objects have. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('__proto__', 'constructor', '\u0000', '\u202e\u2066', '\ud800', '\'; drop table "x" --', '<b>*_`'),
);
const integer = fc.maxSafeInteger();
const amount = fc.oneof(fc.bigInt(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 120n }));
const coefficient = fc
  .tuple(fc.nat(), fc.stringMatching(/^\d{50}$/))
  .map(([whole, fraction]) => `${whole}.${fraction}`);
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T>(model, { noNullPrototype: true });
const mapOf = <T>(value: fc.Arbitrary<T>) => fc.array(fc.tuple(text, value)).map((pairs) => new Map(pairs));

const anyCandidate: fc.Arbitrary<Candidate> = record({
  account: text,
  publicKey: text,
  location: text,
  website: text,
  networkId: text,
  isProducer: fc.boolean(),
  status: fc.constantFrom<CandidateStatus>(0, 1, 2, 3),
  online: fc.boolean(),
  votes: amount,
  elected: fc.boolean(),
});

export const anySnapshot: fc.Arbitrary<Snapshot> = record({
  chain: record({ chainId: integer, netName: text, synthetic: fc.boolean() }),
  node: record({ name: text, version: text, id: text }),
  blocks: record({ first: integer, last: integer }),
  time: integer,
  serverTime: integer,
  complete: fc.boolean(),
  consistent: fc.boolean(),
  threshold: amount,
  unfreezeSeconds: integer,
  producerNumber: integer,
  candidates: fc.array(anyCandidate, { maxLength: 5 }),
  witnesses: fc.array(text),
  pendingProducers: fc.array(text),
  currentProducers: fc.array(text),
  scores: mapOf(amount),
  strikes: mapOf(record({ block: integer, count: integer })),
  barredUntil: mapOf(integer),
  blocksMade: mapOf(integer),
  candidateCoefficient: coefficient,
  allVotesKey: coefficient,
});
