// One chain for all nodes, and the one that the database is of.
import { describe, expect, test } from 'vitest';
import { type ChainProof, createChainGuard, type GuardTerms } from '../../src/chain/guard.ts';
import type { KnownChain } from '../../src/core/ports/chains.ts';
import { MAINNET, snapshotAt } from '../store/samples.ts';

const [ONE, TWO] = ['1111111111111111', '2222222222222222'];
const testnet = { ...MAINNET, chainId: 1023, netName: 'testnet' };
const proof = (firstBlock: string | undefined, changes: Partial<ChainProof> = {}): ChainProof => ({
  node: 'node',
  chain: MAINNET,
  firstBlock,
  ...changes,
});

function bound(known: readonly KnownChain[], isBound = true) {
  const noted: KnownChain[] = [];
  const terms: GuardTerms = { known, isBound, onChain: (chain) => void noted.push(chain) };
  return { guard: createChainGuard(terms), noted };
}

const isOther = expect.objectContaining({ trouble: 'other-chain' });

describe('a database that people watch something in', () => {
  const of = [{ chain: '1024/mainnet', firstBlock: ONE }];

  test('takes nodes of its chain, proved or not', () => {
    expect(bound(of).guard.admit(proof(ONE))).toBeUndefined();
    expect(bound(of).guard.admit(proof(undefined))).toBeUndefined();
  });

  test('takes none of another id, name or first block', () => {
    const { guard } = bound(of);
    for (const other of [
      proof(TWO),
      proof(ONE, { chain: testnet }),
      proof(ONE, { chain: { ...MAINNET, synthetic: true } }),
    ]) {
      expect(() => guard.admit(other)).toThrow(isOther);
    }
  });

  test('of a chain whose first block was never known learns it from the first node that proves it', () => {
    const { guard, noted } = bound([{ chain: '1024/mainnet' }]);
    guard.admit(proof(undefined, { node: 'silent' }));
    guard.hold(snapshotAt(1, { node: { name: 'silent', version: '', id: '' } }));
    guard.admit(proof(ONE));
    guard.hold(snapshotAt(1, { node: { name: 'node', version: '', id: '' } }));
    expect(noted).toEqual([{ chain: '1024/mainnet' }, { chain: '1024/mainnet', firstBlock: ONE }]);
    expect(() => guard.admit(proof(TWO, { node: 'third' }))).toThrow(isOther);
    expect(['silent', 'node', 'third', 'unasked'].map(guard.isUnproved)).toEqual([true, false, false, false]);
  });
});

describe('where another chain is accepted', () => {
  test('one of the same name is kept apart by its first block, also after the next start', () => {
    const { guard, noted } = bound([{ chain: '1024/mainnet', firstBlock: ONE }], false);
    expect(guard.admit(proof(TWO))).toBe('22222222');
    guard.hold(snapshotAt(1, { chain: { ...MAINNET, fork: '22222222' }, node: { name: 'node', version: '', id: '' } }));
    expect(noted).toEqual([{ chain: '1024/mainnet#22222222', firstBlock: TWO }]);
    const next = bound([...noted, { chain: '1024/mainnet', firstBlock: ONE }]).guard;
    expect(next.admit(proof(ONE))).toBeUndefined();
    expect(next.admit(proof(TWO))).toBe('22222222');
    // Nobody can tell which of the two it is of.
    expect(() => next.admit(proof(undefined))).toThrow(isOther);
  });

  test('one of another name needs no mark', () => {
    const { guard } = bound([{ chain: '1024/mainnet', firstBlock: ONE }], false);
    expect(guard.admit(proof(TWO, { chain: testnet }))).toBeUndefined();
  });
});

test('what was accepted is the chain from then on, whatever the database is of', () => {
  const { guard } = bound([], false);
  guard.admit(proof(ONE));
  guard.accept(snapshotAt(5, { node: { name: 'node', version: '', id: '' } }));
  expect(() => guard.admit(proof(TWO, { node: 'another' }))).toThrow(isOther);
  expect(() => guard.admit(proof(ONE, { chain: testnet }))).toThrow(isOther);
  expect(() => guard.accept(snapshotAt(4, { node: { name: 'node', version: '', id: '' } }))).toThrow(
    expect.objectContaining({ trouble: 'behind' }),
  );
});
