import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { amountFromDecimal, amountToDecimal } from '../../src/core/values/amount.ts';
import { candidateClaimable } from '../../src/election/rewards/claimable.ts';
import { patchStorage, readerOf, startDevnet } from '../support/devnet.ts';

interface Sample {
  readonly step: number;
  readonly candidates: Record<string, string>;
  readonly voters: Record<string, string>;
}

const samples = JSON.parse(
  await readFile(new URL('../fixtures/bonus-vectors.json', import.meta.url), 'utf8'),
) as readonly Sample[];

test.each(samples)(
  'claimable at step $step is what the contract answered, for candidates and voters',
  async (sample) => {
    await using devnet = await startDevnet({ startStep: sample.step });
    const reader = readerOf(devnet.url);
    const snapshot = await reader.standings();
    const rewards = await reader.rewardState();
    for (const [account, bonus] of Object.entries(sample.candidates)) {
      const node = snapshot.candidates.find((candidate) => candidate.account === account);
      expect([account, node && candidateClaimable(snapshot, rewards, node)]).toEqual([
        account,
        amountFromDecimal(bonus),
      ]);
    }
    for (const [account, bonus] of Object.entries(sample.voters)) {
      const voter = await reader.voter(account);
      expect([account, voter?.claimable]).toEqual([account, amountFromDecimal(bonus)]);
    }
  },
);

test('a voter shows votes, dividend per node, balance and block', async () => {
  await using devnet = await startDevnet();
  const voter = await readerOf(devnet.url).voter('v00000_x');
  expect(voter?.votes.map(({ node, votes }) => [node, amountToDecimal(votes)])).toEqual([
    ['bbx_iost', '692332.03127235'],
    ['digglue1', '692332.03127235'],
    ['iostlife', '168085.2256658'],
  ]);
  expect(voter?.blocks).toEqual({ first: 519_600, last: 519_600 });
  expect(voter?.balance).toBe(amountFromDecimal('108857.58684315'));
});

test('frozen tokens come with their release times', async () => {
  await using devnet = await startDevnet();
  const voter = await readerOf(devnet.url).voter('v0000z_x');
  expect(voter?.frozen).toEqual([
    { amount: amountFromDecimal('386090.66594833'), releaseAt: Date.parse('2019-11-23T00:40:00Z') },
  ]);
});

test('an account without votes is an account, an unknown one is undefined', async () => {
  await using devnet = await startDevnet();
  const reader = readerOf(devnet.url);
  expect(await reader.voter('v0000z_x')).toMatchObject({ votes: [], claimable: 0n });
  expect(await reader.voter('nosuchone')).toBeUndefined();
});

test('more nodes than a batch holds, and cleared votes, which earn nothing', async () => {
  const nodes = Array.from({ length: 60 }, (_, i) => `node_${i}`);
  const rows = Object.fromEntries(nodes.map((node) => [node, ['10', 1200, node === 'node_59' ? '10' : '0']]));
  await using devnet = await startDevnet({
    intercept: patchStorage((key, field, value) => {
      if (key === 'u_1' && field === 'v00000_x') return JSON.stringify(rows);
      if (key === 'voterCoef') return '"0.5"';
      return key.startsWith('v_node') ? 'null' : value;
    }),
  });
  const voter = await readerOf(devnet.url).voter('v00000_x');
  expect(voter?.votes).toHaveLength(60);
  expect(voter?.votes.find(({ node }) => node === 'node_58')?.claimable).toBe(amountFromDecimal('5'));
  expect(voter?.votes.find(({ node }) => node === 'node_59')?.claimable).toBe(0n);
  expect(voter?.claimable).toBe(amountFromDecimal('295'));
});
