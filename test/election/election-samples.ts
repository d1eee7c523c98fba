// States of an election with few nodes, to vary by hand, and any that a chain could show.
import fc from 'fast-check';
import type { CandidateStatus } from '../../src/election/snapshot.ts';
import type { ElectionState, NodeState } from '../../src/election/state.ts';

export const THRESHOLD = 1_000n;
const BLOCK_MS = 500;

/** Approved, online and nothing else. */
export function aNode(changes: Partial<NodeState> = {}): NodeState {
  return {
    status: 1,
    online: true,
    elected: false,
    profile: '[]',
    listed: false,
    strikes: 0,
    barredUntil: 0,
    votes: 0n,
    rank: 1,
    coefficient: '0.2',
    unclaimed: false,
    ...changes,
  };
}

/** At block 600 when nothing else is said; by votes, as every state. */
export function stateWith(nodes: Readonly<Record<string, NodeState>>, block = 600): ElectionState {
  const ranked = Object.entries(nodes).sort(([a, one], [b, other]) => {
    if (one.votes !== other.votes) return one.votes > other.votes ? -1 : 1;
    return a < b ? -1 : 1;
  });
  const nodesByRank = ranked.map(([account, node], index) => [account, { ...node, rank: index + 1 }] as const);
  return { chain: '1024/mainnet', block, time: block * BLOCK_MS, threshold: THRESHOLD, nodes: new Map(nodesByRank) };
}

const coefficient = fc
  .tuple(fc.nat(), fc.stringMatching(/^\d{50}$/))
  .map(([whole, fraction]) => `${whole}.${fraction}`);

export const anyNode: fc.Arbitrary<NodeState> = fc.record(
  {
    status: fc.constantFrom<CandidateStatus>(0, 1, 2, 3),
    online: fc.boolean(),
    elected: fc.boolean(),
    profile: fc.string({ unit: 'binary' }),
    listed: fc.boolean(),
    strikes: fc.nat(2),
    barredUntil: fc.maxSafeNat(),
    votes: fc.bigInt({ min: 0n, max: 2n ** 70n }),
    rank: fc.nat(),
    unclaimed: fc.boolean(),
    coefficient,
  },
  { noNullPrototype: true },
);
