import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsDoubles, quickRun } from '../../../src/election/rotation/fast-rule.ts';
import { HALVING_BLOCKS } from '../../../src/election/rotation/rule.ts';
import { countRounds, plainRun, startRun } from '../../../src/election/rotation/run.ts';
import type { RotationRun } from '../../../src/election/rotation/state.ts';
import { type RotationNode, type RotationState, rotationStateOf } from '../../../src/election/rotation/state.ts';
import { firstSnapshot } from '../../support/recorded-snapshot.ts';
import { nodeOf, rotation } from '../../support/rotation.ts';

interface Contract {
  readonly first200PendingLists: readonly (readonly string[])[];
  readonly roundsInListAfter: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

describe('the contract executed for a year', () => {
  const contract: Contract = JSON.parse(readFileSync(new URL('../../fixtures/rotation.json', import.meta.url), 'utf8'));
  const start = rotationStateOf(firstSnapshot());

  test.each([
    ['quick', startRun(start, 200)],
    ['plain', plainRun(start)],
  ])('has the same 200 lists in the same order: %s', (_, run) => {
    expect(listsOf(run, 200)).toEqual(contract.first200PendingLists);
  });

  test('lists every node in as many rounds', () => {
    const marks = Object.keys(contract.roundsInListAfter).map(Number);
    expect(marks).toEqual([144, 1_008, 5_000, 52_560]);
    const counts = countRounds(start, marks).map((listed) =>
      Object.fromEntries([...listed].filter(([, rounds]) => rounds > 0)),
    );
    expect(counts).toEqual(Object.values(contract.roundsInListAfter));
  });

  test('is within what doubles hold exactly', () => {
    expect(fitsDoubles(start, 52_560)).toBe(true);
  });
});

describe('the quick run', () => {
  test('is the plain one, list by list', () => {
    fc.assert(
      fc.property(states(), (state) => {
        expect(fitsDoubles(state, ROUNDS)).toBe(true);
        const [quick, plain] = [quickRun(state), plainRun(state)];
        expect(listsOf(quick, ROUNDS)).toEqual(listsOf(plain, ROUNDS));
        expect(Object.fromEntries(quick.listed())).toEqual(Object.fromEntries(plain.listed()));
      }),
      { numRuns: 300 },
    );
  });

  test('is left for the plain one where doubles could round', () => {
    const huge = rotation({ nodes: [nodeOf('a', 10n ** 23n), nodeOf('b', 10n ** 23n + 1n)], producerNumber: 1 });
    expect([fitsDoubles(huge, 8), fitsDoubles(huge, 1)]).toEqual([false, true]);
    expect(listsOf(startRun(huge, 30), 30)).toEqual(listsOf(plainRun(huge), 30));
  });
});

const ROUNDS = 30;
const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

function listsOf(run: RotationRun, rounds: number): readonly (readonly string[])[] {
  return Array.from({ length: rounds }, () => {
    run.next();
    return run.list();
  });
}

/** Amounts of one size, so that the last digit often decides; halving blocks, bars that end, and nodes that left the list. */
function states(): fc.Arbitrary<RotationState> {
  const start = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.constant(HALVING_BLOCKS - 6_100));
  const size = fc.constantFrom(3n, 20n, 500_000_000n, 10n ** 20n);
  return fc.tuple(start, size).chain(([block, max]) => {
    const amount = fc.bigInt({ min: 0n, max });
    const until = fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((rounds) => (Math.floor(block / 1_200) + rounds) * 1_200),
      fc.integer({ min: 0, max: block + 20_000 }),
    );
    return fc.record({
      block: fc.constant(block),
      producerNumber: fc.integer({ min: 1, max: 7 }),
      nodes: fc.subarray(ACCOUNTS).chain((accounts) => fc.tuple(...accounts.map((account) => node(account, amount)))),
      pending: fc.shuffledSubarray(ACCOUNTS, { maxLength: 7 }),
      current: fc.shuffledSubarray(ACCOUNTS, { maxLength: 7 }),
      scores: mapOf(amount),
      strikes: mapOf(fc.record({ block: fc.constant(block), count: fc.integer({ min: 1, max: 2 }) })),
      barredUntil: mapOf(until),
    });
  });
}

function node(account: string, votes: fc.Arbitrary<bigint>): fc.Arbitrary<RotationNode> {
  const publicKey = fc.constantFrom('K', 'Z', 'a', 'z').map((first) => first + account);
  return fc.record({ account: fc.constant(account), publicKey, votes, online: mostly });
}

function mapOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> {
  return fc.array(fc.tuple(fc.constantFrom(...ACCOUNTS), value)).map((entries) => new Map(entries));
}

const mostly = fc.integer({ min: 0, max: 4 }).map((n) => n > 0);
