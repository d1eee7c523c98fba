import { expect, test } from 'vitest';
import { nodeDetail } from '../../src/election/node-detail.ts';
import type { Candidate, Snapshot } from '../../src/election/snapshot.ts';
import { byVotes } from '../../src/election/snapshot.ts';
import { standingsOf } from '../../src/election/standings.ts';
import { firstSnapshot, recordedSnapshot } from '../support/recorded-snapshot.ts';
import { recordedStates } from '../support/recording.ts';

function detailIn(snapshot: Snapshot, account: string) {
  const { nodes } = standingsOf(snapshot, []);
  const node = nodes.find((each) => each.account === account);
  if (!node) throw new Error(`no ${account}`);
  return nodeDetail(snapshot, nodes, node);
}

function snapshotOf(votes: Readonly<Record<string, bigint>>): Snapshot {
  const recorded = firstSnapshot();
  const [base] = recorded.candidates;
  if (!base) throw new Error('no candidate');
  const candidates = Object.entries(votes).map(
    ([account, count]): Candidate => ({ ...base, account, publicKey: `key-${account}`, votes: count }),
  );
  return { ...recorded, candidates: candidates.sort(byVotes) };
}

test('as many votes as it says do pass the node above, and one less does not', () => {
  const votes = { alpha: 500n, bravo: 500n, charlie: 300n };
  for (const account of ['bravo', 'charlie'] as const) {
    const { above } = detailIn(snapshotOf(votes), account);
    const rankWith = (more: bigint) =>
      standingsOf(snapshotOf({ ...votes, [account]: votes[account] + more }), []).nodes.findIndex(
        (node) => node.account === account,
      );
    const before = rankWith(0n);
    expect(rankWith(above?.votesToPass ?? 0n)).toBeLessThan(before);
    expect(rankWith((above?.votesToPass ?? 0n) - 1n)).toBe(before);
  }
  expect(detailIn(snapshotOf(votes), 'alpha').above).toBeUndefined();
});

test('a tie is enough for the account that sorts first', () => {
  expect(detailIn(snapshotOf({ bravo: 500n, alpha: 300n }), 'alpha').above?.votesToPass).toBe(200n);
  expect(detailIn(snapshotOf({ alpha: 500n, bravo: 300n }), 'bravo').above?.votesToPass).toBe(201n);
});

test('the margin counts from the threshold and is absent below it', () => {
  const base = snapshotOf({ alpha: 0n });
  const { threshold } = base;
  const at = (count: bigint) => detailIn(snapshotOf({ alpha: count }), 'alpha').margin;
  expect(at(threshold + 7n)).toBe(7n);
  expect(at(threshold)).toBe(0n);
  expect(at(threshold - 1n)).toBeUndefined();
});

test('place by score, blocks, strikes and bars', () => {
  const plain = snapshotOf({ alpha: 3n, bravo: 2n });
  const snapshot: Snapshot = {
    ...plain,
    scores: new Map([
      ['alpha', 5n],
      ['bravo', 9n],
    ]),
    blocksMade: new Map([['key-alpha', 12]]),
    strikes: new Map([['alpha', { block: 1, count: 2 }]]),
    barredUntil: new Map([
      ['alpha', plain.blocks.first + 1],
      ['bravo', plain.blocks.first],
    ]),
  };
  expect(detailIn(snapshot, 'alpha')).toMatchObject({
    scorePlace: { place: 2, of: 2 },
    blocksMade: 12,
    strikes: 2,
    barredUntil: plain.blocks.first + 1,
  });
  expect(detailIn(snapshot, 'bravo')).toMatchObject({ scorePlace: { place: 1 }, blocksMade: 0, strikes: 0 });
  expect(detailIn(snapshot, 'bravo').barredUntil).toBeUndefined();
});

test('bars and strikes of the recording show on the cards of their nodes', () => {
  let barred = 0;
  let struck = 0;
  for (const state of recordedStates()) {
    if (state.step % 24 !== 0) continue;
    const snapshot = recordedSnapshot(state);
    const { nodes } = standingsOf(snapshot, []);
    for (const node of nodes) {
      const detail = nodeDetail(snapshot, nodes, node);
      if (detail.barredUntil !== undefined) barred += 1;
      if (detail.strikes > 0) struck += 1;
    }
  }
  expect(barred).toBeGreaterThan(0);
  expect(struck).toBeGreaterThan(0);
});
