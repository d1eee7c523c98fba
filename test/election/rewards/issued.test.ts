// What is claimable and what was paid never come to more than was issued: on every kind of history that the contract allows,
// and in the recording, where the contract's own balance is what was issued and not paid yet.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Amount, amountFromDecimal, amountToDecimal } from '../../../src/core/values/amount.ts';
import { cut, Exact, exactOf } from '../../../src/election/arithmetic.ts';
import { candidateClaimable, voterDividend } from '../../../src/election/rewards/claimable.ts';
import type { RewardState, Snapshot } from '../../../src/election/snapshot.ts';
import { firstSnapshot, recordedRewards, recordedSnapshot } from '../../support/recorded-snapshot.ts';
import { type RecordedState, recordedStates } from '../../support/recording.ts';

const THRESHOLD = amountFromDecimal('2100000');
const ZERO = new Exact(0);
const recorded = firstSnapshot();
const [some] = recorded.candidates;

interface Node {
  votes: Amount;
  mask: Exact;
  coefficient: Exact;
}

/** The contract's own steps, on as many nodes and voters as are named. */
function createContract() {
  const nodes = new Map<string, Node>();
  const votesOf = new Map<string, { votes: Amount; mask: Exact }>();
  let coefficient = ZERO;
  let allVotes = 0n;
  let issued = 0n;
  let paid = 0n;
  const nodeOf = (name: string) => {
    const node = nodes.get(name) ?? { votes: 0n, mask: ZERO, coefficient: ZERO };
    nodes.set(name, node);
    return node;
  };
  const counted = (votes: Amount) => (votes < THRESHOLD ? 0n : votes);
  const snapshot = (): Snapshot => ({
    ...recorded,
    threshold: THRESHOLD,
    candidateCoefficient: coefficient.toFixed(),
  });
  const state = (): RewardState => ({
    ...{
      blocks: { first: 1, last: 1 },
      supply: 0n,
      lastIssue: 0,
      blockContribution: '0',
      voterCoefficients: new Map(),
    },
    candidateMasks: new Map([...nodes].map(([name, { mask }]) => [name, mask.toFixed()])),
  });
  const bonusOf = (account: string, { votes }: Node) => {
    if (!some) throw new Error('no candidate');
    return candidateClaimable(snapshot(), state(), { ...some, account, votes });
  };
  const partsOf = (voter: string) =>
    [...votesOf]
      .filter(([key]) => key.startsWith(`${voter} `))
      .map(([key, { votes, mask }]) => ({
        votes,
        clearedVotes: 0n,
        mask: mask.toFixed(),
        coefficient: nodeOf(key.split(' ')[1] ?? '').coefficient.toFixed(),
      }));
  return {
    issue: (amount: Amount) => {
      if (allVotes === 0n) return;
      issued += amount;
      coefficient = coefficient.plus(exactOf(amount).div(exactOf(allVotes)));
    },
    vote: (voter: string, name: string, amount: Amount) => {
      const node = nodeOf(name);
      const own = votesOf.get(`${voter} ${name}`) ?? { votes: 0n, mask: ZERO };
      const change = amount < -own.votes ? -own.votes : amount;
      const grown = counted(node.votes + change) - counted(node.votes);
      votesOf.set(`${voter} ${name}`, {
        votes: own.votes + change,
        mask: own.mask.plus(node.coefficient.times(exactOf(change))),
      });
      node.mask = node.mask.plus(coefficient.times(exactOf(grown)));
      node.votes += change;
      allVotes += grown;
    },
    nodeClaims: (name: string) => {
      const node = nodeOf(name);
      const earned = coefficient.times(exactOf(counted(node.votes))).minus(node.mask);
      node.mask = node.mask.plus(earned);
      if (earned.lte(0)) return;
      const own = cut(earned.div(2));
      const voters = cut(earned.minus(exactOf(own)));
      paid += own;
      if (node.votes > 0n) node.coefficient = node.coefficient.plus(exactOf(voters).div(exactOf(node.votes)));
    },
    voterClaims: (voter: string) => {
      const { total } = voterDividend(partsOf(voter));
      if (total <= 0n) return;
      paid += total;
      for (const [key, own] of votesOf) {
        if (!key.startsWith(`${voter} `)) continue;
        own.mask = nodeOf(key.split(' ')[1] ?? '').coefficient.times(exactOf(own.votes));
      }
    },
    totals: () => {
      const bonuses = [...nodes].reduce((sum, [name, node]) => sum + bonusOf(name, node), 0n);
      const voters = new Set([...votesOf.keys()].map((key) => key.split(' ')[0] ?? ''));
      const dividends = [...voters].reduce((sum, voter) => sum + voterDividend(partsOf(voter)).total, 0n);
      return { issued, owed: bonuses + dividends + paid };
    },
  };
}

type Contract = ReturnType<typeof createContract>;

const name = fc.constantFrom('a', 'b', 'c');
const amount = fc.bigInt({ min: 1n, max: 4_000_000n * 10n ** 8n });
const operation: fc.Arbitrary<(contract: Contract) => void> = fc.oneof(
  fc.tuple(name, name, amount).map(
    ([voter, node, votes]) =>
      (c: Contract) =>
        c.vote(voter, node, votes),
  ),
  fc.tuple(name, name, amount).map(
    ([voter, node, votes]) =>
      (c: Contract) =>
        c.vote(voter, node, -votes),
  ),
  amount.map((issued) => (c: Contract) => c.issue(issued)),
  name.map((node) => (c: Contract) => c.nodeClaims(node)),
  name.map((voter) => (c: Contract) => c.voterClaims(voter)),
);

test('whatever nodes and voters do, claimable and paid stay within what was issued', () => {
  let withRewards = 0;
  fc.assert(
    fc.property(fc.array(operation, { minLength: 20, maxLength: 60 }), (operations) => {
      const contract = createContract();
      for (const run of operations) run(contract);
      const { issued, owed } = contract.totals();
      expect(owed).toBeLessThanOrEqual(issued);
      // Only crumbs of 1e-8 for each claim get lost on the way.
      if (issued > 0n) withRewards += 1;
    }),
    { numRuns: 150 },
  );
  expect(withRewards).toBeGreaterThan(50);
});

test('while every node is elected, next to nothing of the issue is lost', () => {
  const contract = createContract();
  for (const node of ['a', 'b', 'c']) contract.vote('a', node, THRESHOLD * 2n);
  contract.issue(amountFromDecimal('1000000'));
  contract.nodeClaims('a');
  contract.voterClaims('a');
  contract.issue(amountFromDecimal('0.00000007'));
  const { issued, owed } = contract.totals();
  expect(issued - owed).toBeLessThan(10n);
  expect(issued - owed).toBeGreaterThanOrEqual(0n);
});

test('in the recording, all that is claimable is there to be paid', () => {
  let compared = 0;
  for (const state of recordedStates()) {
    if ((state.step + 1) % 36 !== 0) continue;
    const there = amountFromDecimal(state.balance('vote_producer.iost'));
    const owed = bonuses(state) + dividends(state);
    expect(owed, `step ${state.step}: ${amountToDecimal(owed)}`).toBeLessThanOrEqual(there);
    expect(owed, `step ${state.step}`).toBeGreaterThan(0n);
    compared += 1;
  }
  expect(compared).toBe(13);
});

function bonuses(state: RecordedState): Amount {
  const snapshot = recordedSnapshot(state);
  const rewards = recordedRewards(state);
  return snapshot.candidates.reduce((sum, node) => sum + candidateClaimable(snapshot, rewards, node), 0n);
}

function dividends(state: RecordedState): Amount {
  const coefficients = recordedRewards(state).voterCoefficients;
  return state.fields('vote.iost', 'u_1').reduce((sum, voter) => {
    const votes = state.read('vote.iost', 'u_1', voter) as Record<string, [string, number, string]>;
    const parts = Object.entries(votes).map(([node, [given, , cleared]]) => ({
      votes: amountFromDecimal(given),
      clearedVotes: amountFromDecimal(cleared),
      coefficient: coefficients.get(node) ?? '0',
      mask: (state.read('vote_producer.iost', `v_${node}`, voter) ?? '0') as string,
    }));
    return sum + voterDividend(parts).total;
  }, 0n);
}
