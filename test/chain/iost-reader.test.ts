import { expect, test } from 'vitest';
import { amountFromDecimal, formatAmount } from '../../src/core/values/amount.ts';
import { patchStorage, readerOf, startDevnet } from '../support/devnet.ts';
import { recordedRewards, recordedSnapshot } from '../support/recorded-snapshot.ts';
import { recordedStates } from '../support/recording.ts';
import { shortCut } from '../support/steps.ts';
import { readsAsRecorded } from './reader-recorded.ts';

const NOT_IMPLEMENTED = { kind: 'answer', status: 400, body: '{"code":12,"message":"Not Implemented"}' } as const;
const withoutListing = ({ path }: { path: string }) => (path === '/listContractStorage' ? NOT_IMPLEMENTED : undefined);

readsAsRecorded(shortCut);

test('all 454 candidates cost at most 16 requests, cold and warm, and the rewards 8 more', async () => {
  await using devnet = await startDevnet();
  const reader = readerOf(devnet.url);
  const count = async (read: () => Promise<unknown>) => {
    const before = devnet.requestCount;
    await read();
    return devnet.requestCount - before;
  };
  expect(await count(() => reader.standings())).toBeLessThanOrEqual(16);
  expect(await count(() => reader.standings())).toBeLessThanOrEqual(16);
  expect(await count(() => reader.rewardState())).toBeLessThanOrEqual(8);
  while (devnet.advance());
  expect(await count(() => reader.standings())).toBeLessThanOrEqual(16);
  expect(await count(() => reader.rewardState())).toBeLessThanOrEqual(8);
});

test('a warm read asks for every page at once', async () => {
  const asked: string[] = [];
  await using devnet = await startDevnet({
    intercept: ({ path, body }) => {
      if (path === '/listContractStorage') asked.push(String((body as { from?: string }).from));
      return undefined;
    },
  });
  const reader = readerOf(devnet.url);
  await reader.standings();
  const cold = asked.splice(0);
  await reader.standings();
  expect(cold).toHaveLength(10);
  expect(asked).toHaveLength(10);
  // Cold, a page starts with the last entry of the one before; warm, at borders that were planned.
  expect(new Set(asked)).not.toEqual(new Set(cold));
});

test('reward state equals the recording', async () => {
  await using devnet = await startDevnet();
  const rewards = await readerOf(devnet.url).rewardState();
  const [initial] = recordedStates();
  const expected = initial && recordedRewards(initial);
  expect(rewards.candidateMasks).toEqual(expected?.candidateMasks);
  expect(rewards.voterCoefficients).toEqual(expected?.voterCoefficients);
  expect(formatAmount(rewards.supply)).toBe('21,005,109,455.42932712');
  expect(rewards.blockContribution).toBe('3.28513441');
  expect(new Date(rewards.lastIssue).toISOString()).toBe('2019-11-23T00:00:00.000Z');
});

test('a node that cannot list gives what is known, and says that some may be missing', async () => {
  await using devnet = await startDevnet({ intercept: withoutListing });
  const all = new Set(recordedSnapshotNow().candidates.map(({ account }) => account));
  const known = await readerOf(devnet.url, { knownAccounts: () => all }).standings();
  expect(known.candidates).toEqual(recordedSnapshotNow().candidates);
  expect(known.complete).toBe(false);

  const unknown = await readerOf(devnet.url).standings();
  expect(unknown.complete).toBe(false);
  expect(unknown.consistent).toBe(true);
  expect(unknown.candidates.length).toBeLessThan(454);
  // Whoever is elected or approved is on a list of its own, so the ranks above the threshold are right all the same.
  expect(unknown.candidates.filter(({ elected }) => elected)).toEqual(
    known.candidates.filter(({ elected }) => elected),
  );
});

test('a node that cannot list still gives rewards, in batches of 50', async () => {
  await using devnet = await startDevnet({ intercept: withoutListing });
  const [initial] = recordedStates();
  const rewards = await readerOf(devnet.url).rewardState();
  expect(rewards.candidateMasks).toEqual(initial && recordedRewards(initial).candidateMasks);
});

test('a deleted option is no candidate, is left out of the check, and its votes stay out of the elected', async () => {
  // At block 553,800 coinseeds has unregistered with 61.7 million votes left; at 561,000 an unvote puts it back in preResult.
  await using devnet = await startDevnet({ startStep: 68 });
  const snapshot = await readerOf(devnet.url).standings();
  expect(snapshot.blocks).toEqual({ first: 561_000, last: 561_000 });
  expect(snapshot.consistent).toBe(true);
  expect(snapshot.candidates.some(({ account }) => account === 'coinseeds')).toBe(false);
});

test('votes beyond 2^53 units stay exact', async () => {
  const huge = '9007199254.74099345';
  await using devnet = await startDevnet({
    intercept: patchStorage((key, field, value) => {
      if (key === 'preResult') return value.replace(/("iost_kor":)"[^"]+"/, `$1"${huge}"`);
      return key === 'v_1' && field === 'iost_kor' ? value.replace(/("votes":)"[^"]+"/, `$1"${huge}"`) : value;
    }),
  });
  const { candidates, consistent } = await readerOf(devnet.url).standings();
  expect(consistent).toBe(true);
  expect(candidates[0]).toMatchObject({ account: 'iost_kor', votes: amountFromDecimal(huge) });
});

test('coefficients keep their 50 decimals', async () => {
  await using devnet = await startDevnet();
  const { candidateCoefficient } = await readerOf(devnet.url).standings();
  expect(candidateCoefficient).toBe('0.00161245201865229888649632741106973223902455945508');
});

test('accounts named like parts of JavaScript are accounts', async () => {
  const row = '{"pubkey":"k","loc":"","url":"","netId":"","isProducer":false,"status":1,"online":true}';
  await using devnet = await startDevnet({
    intercept: ({ path, body }) => {
      const { prefix, from } = (body ?? {}) as { prefix?: string; from?: string };
      if (path !== '/listContractStorage' || from !== undefined) return undefined;
      const value = prefix === 'producerTable-' ? row : '{"votes":"3","deleted":0,"clearTime":-1}';
      return {
        kind: 'patch',
        patch: () => ({
          datas: ['__proto__', 'constructor'].map((name) => ({ key: prefix + name, value })),
          block_number: '519600',
        }),
      };
    },
  });
  const { candidates } = await readerOf(devnet.url).standings();
  expect(candidates.map(({ account, votes, elected }) => [account, votes, elected])).toEqual([
    ['__proto__', 300_000_000n, false],
    ['constructor', 300_000_000n, false],
  ]);
});

test('parts of different blocks that disagree are read again', async () => {
  let lists = 0;
  await using devnet = await startDevnet({
    intercept: (asked) => {
      if (asked.path === '/listContractStorage') lists += 1;
      // The first read sees one node without votes that the elected list does not know to be gone.
      return lists > 10
        ? undefined
        : patchStorage((key, field, value) =>
            key === 'v_1' && field === 'iost_kor' ? '{"votes":"1","deleted":0}' : value,
          )(asked);
    },
  });
  const { consistent, candidates } = await readerOf(devnet.url).standings();
  expect(consistent).toBe(true);
  expect(candidates[0]?.account).toBe('iost_kor');
  expect(devnet.requests.get('listContractStorage')).toBe(20);
});

test('parts that go on disagreeing are read three times, then the range of blocks is told', async () => {
  await using devnet = await startDevnet({
    intercept: (asked) => {
      const fault = patchStorage((key, field, value) =>
        key === 'v_1' && field === 'iost_kor' ? '{"votes":"1","deleted":0}' : value,
      )(asked);
      if (asked.path !== '/listContractStorage' || fault?.kind !== 'patch') return fault;
      return { kind: 'patch', patch: (body) => ({ ...fault.patch(body), block_number: '519601' }) };
    },
  });
  const { consistent, blocks } = await readerOf(devnet.url).standings();
  expect(consistent).toBe(false);
  expect(blocks).toEqual({ first: 519_600, last: 519_601 });
  expect(devnet.requests.get('listContractStorage')).toBe(30);
});

function recordedSnapshotNow() {
  const [initial] = recordedStates();
  if (!initial) throw new Error('the recording is empty');
  return recordedSnapshot(initial);
}
