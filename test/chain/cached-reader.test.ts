import { expect, test } from 'vitest';
import { createCachedChain } from '../../src/chain/cached-reader.ts';
import type { ChainReader } from '../../src/core/ports/chain.ts';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { readerOf, silent, startDevnet } from '../support/devnet.ts';

type Deps = Partial<Parameters<typeof createCachedChain>[0]>;

function chainOf(reader: ChainReader, deps: Deps = {}) {
  const clock = { time: 1_000_000, now: () => clock.time };
  return { clock, chain: createCachedChain({ reader, nodes: () => [], clock, log: silent, ...deps }) };
}

test('many who ask at once cost one fetch, and the answer serves for 15 s', async () => {
  await using devnet = await startDevnet();
  const { chain, clock } = chainOf(readerOf(devnet.url));
  const readings = await Promise.all(Array.from({ length: 20 }, () => chain.standings()));
  expect(new Set(readings.map(({ value }) => value)).size).toBe(1);
  const requests = devnet.requestCount;
  clock.time += 14_999;
  expect(await chain.standings()).toMatchObject({ ageMs: 14_999 });
  expect(devnet.requestCount).toBe(requests);
  clock.time += 1;
  expect(await chain.standings()).toMatchObject({ ageMs: 0 });
  expect(devnet.requestCount).toBeGreaterThan(requests);
});

test('while the chain is away the last good answer comes with its age and the trouble', async () => {
  let isDown = false;
  await using devnet = await startDevnet({
    intercept: () => (isDown ? { kind: 'answer', status: 404, body: '' } : undefined),
  });
  const { chain, clock } = chainOf(readerOf(devnet.url));
  const { value } = await chain.standings();
  await chain.voter('v00000_x');
  isDown = true;
  clock.time += 90_000;
  expect(await chain.standings()).toEqual({ value, fetchedAt: 1_000_000, ageMs: 90_000, trouble: 'unreachable' });
  expect(await chain.voter('v00000_x')).toMatchObject({ ageMs: 90_000, trouble: 'unreachable' });
  await expect(chain.voter('v00001_x')).rejects.toMatchObject({ trouble: 'unreachable' });
  isDown = false;
  expect(await chain.standings()).toMatchObject({ ageMs: 0 });
});

test('without an answer, now or earlier, the trouble is thrown', async () => {
  await using devnet = await startDevnet({ intercept: () => ({ kind: 'answer', status: 404, body: '' }) });
  const { chain } = chainOf(readerOf(devnet.url));
  await expect(chain.standings()).rejects.toBeInstanceOf(ChainUnavailable);
});

test('nobody waits long for a node that hangs when there is an earlier answer, and a fetch has a deadline', async () => {
  const snapshot = await fetchOnce();
  await using devnet = await startDevnet({ intercept: () => ({ kind: 'hang' }) });
  const hanging = readerOf(devnet.url);
  let standings: ChainReader['standings'] = async () => snapshot;
  const reader: ChainReader = { ...hanging, standings: (signal) => standings(signal) };
  const { chain, clock } = chainOf(reader, { patienceMs: 30, deadlineMs: 150 });
  await chain.standings();
  standings = hanging.standings;
  clock.time += 20_000;
  expect(await chain.standings()).toMatchObject({ ageMs: 20_000, trouble: 'unreachable' });
  await expect(chain.rewardState()).rejects.toMatchObject({ trouble: 'unreachable' });
});

test('the snapshot of an earlier run serves only while the chain is away', async () => {
  let isDown = true;
  await using devnet = await startDevnet({
    intercept: () => (isDown ? { kind: 'answer', status: 404, body: '' } : undefined),
  });
  const snapshot: Snapshot = await fetchOnce();
  const { chain } = chainOf(readerOf(devnet.url), { last: { snapshot, fetchedAt: 400_000 } });
  expect(await chain.standings()).toEqual({
    value: snapshot,
    fetchedAt: 400_000,
    ageMs: 600_000,
    trouble: 'unreachable',
  });
  isDown = false;
  expect(await chain.standings()).toMatchObject({ ageMs: 0, fetchedAt: 1_000_000 });
});

test('every snapshot fetched is told, and a listener that fails costs no answer', async () => {
  await using devnet = await startDevnet();
  const told: number[] = [];
  const onSnapshot = async ({ blocks }: Snapshot) => {
    told.push(blocks.last);
    throw new Error('disk full');
  };
  const { chain, clock } = chainOf(readerOf(devnet.url), { onSnapshot });
  await chain.standings();
  devnet.advance();
  clock.time += 20_000;
  await chain.standings();
  expect(told).toEqual([519_600, 520_200]);
});

test('a defect of the reader is no trouble of the chain', async () => {
  const broken = new TypeError('x is not a function');
  const reader = { standings: () => Promise.reject(broken) };
  await using devnet = await startDevnet();
  const { chain } = chainOf({ ...readerOf(devnet.url), ...reader });
  await expect(chain.standings()).rejects.toBe(broken);
});

async function fetchOnce(): Promise<Snapshot> {
  await using devnet = await startDevnet();
  return await readerOf(devnet.url).standings();
}
