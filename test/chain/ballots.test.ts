// Votes of many accounts in few requests, against what the recording itself holds.
import { expect, test } from 'vitest';
import { createMasks } from '../../src/alerts/look/account-rewards.ts';
import type { BallotKey } from '../../src/core/ports/chain.ts';
import { readerOf, startDevnet } from '../support/devnet.ts';
import { recordedStates } from '../support/recording.ts';

function voters(limit: number): readonly string[] {
  for (const state of recordedStates()) return state.fields('vote.iost', 'u_1').slice(0, limit);
  return [];
}

test('a thousand accounts and what they may claim take at most 60 requests, and are exact', async () => {
  await using devnet = await startDevnet();
  const reader = readerOf(devnet.url);
  const accounts = voters(1_000);
  expect(accounts).toHaveLength(1_000);
  const { voterCoefficients } = await reader.rewardState();
  const before = devnet.requestCount;
  const { votes } = await reader.ballots(accounts);
  const keys: BallotKey[] = [...votes].flatMap(([account, own]) => own.map(({ node }) => ({ account, node })));
  const masks = createMasks();
  const asked = masks.next(keys, 30 * 50);
  masks.keep(asked, await reader.dividendMasks(asked), 0);
  expect(devnet.requestCount - before).toBeLessThanOrEqual(60);
  expect(devnet.requests.get('getBatchContractStorage')).toBeLessThanOrEqual(60);
  const known = accounts.filter(
    (account) => masks.claimable(account, votes.get(account) ?? [], voterCoefficients) !== undefined,
  );
  expect(known.length).toBeGreaterThan(900);
  for (const account of [...known.slice(0, 20), ...known.slice(-20)]) {
    const exact = await reader.voter(account);
    expect(masks.claimable(account, votes.get(account) ?? [], voterCoefficients)).toBe(exact?.claimable);
    expect(votes.get(account)).toHaveLength(exact?.votes.length ?? -1);
  }
});

test('an account without votes, or that is not there, has none', async () => {
  await using devnet = await startDevnet();
  const { votes } = await readerOf(devnet.url).ballots(['nobody_here', 'iost_kor']);
  expect(votes.get('nobody_here')).toEqual([]);
  expect(votes.size).toBe(2);
});

test('what no node could owe is not known', async () => {
  const masks = createMasks();
  const ballot = { node: 'n1', votes: 10n ** 18n, clearedVotes: 0n };
  masks.keep([{ account: 'a', node: 'n1' }], ['-1'], 0);
  const claimable = (coefficient: string) => masks.claimable('a', [ballot], new Map([['n1', coefficient]]));
  expect(claimable('9'.repeat(18))).toBeUndefined();
  expect(claimable('2')).toBe(2n * 10n ** 18n + 10n ** 8n);
});

test('what was never read comes first, then what was read longest ago', () => {
  const masks = createMasks();
  const key = (node: string): BallotKey => ({ account: 'a', node });
  const all = ['n1', 'n2', 'n3'].map(key);
  masks.keep([key('n1')], ['0'], 2_000);
  masks.keep([key('n2')], ['0'], 1_000);
  expect(masks.next(all, 2)).toEqual([key('n3'), key('n2')]);
  masks.retain([key('n1')]);
  expect(masks.next(all, 1)).toEqual([key('n2')]);
  expect(masks.claimable('a', [{ node: 'n2', votes: 1n, clearedVotes: 0n }], new Map())).toBeUndefined();
});
