import { expect, test } from 'vitest';
import { createFailover } from '../../src/chain/failover.ts';
import { createChainGuard } from '../../src/chain/guard.ts';
import { createConnection } from '../../src/chain/http-provider.ts';
import { createIostReader } from '../../src/chain/iost-reader.ts';
import type { Devnet } from '../../src/devnet/server.ts';
import { hangUntil, type Intercept, silent, startDevnet } from '../support/devnet.ts';
import { PATIENT_MS } from '../support/patience.ts';

/** The real readers over these devnets, with a clock that the test moves. */
function failoverOf(devnets: readonly Devnet[], slowAfterMs = PATIENT_MS) {
  const clock = { time: 1_000_000, now: () => clock.time };
  const guard = createChainGuard();
  const nodes = devnets.map(({ url }, index) => {
    const connection = createConnection(url, PATIENT_MS, `node ${index + 1}`);
    return {
      name: connection.name,
      host: connection.host,
      reader: createIostReader({ connection, knownAccounts: () => [], admit: guard.admit }),
    };
  });
  return { clock, reader: createFailover({ nodes, guard, clock, log: silent, slowAfterMs }) };
}

const patchCall =
  (call: string, change: object): Intercept =>
  ({ path }) =>
    path === `/${call}` ? { kind: 'patch', patch: (body) => ({ ...body, ...change }) } : undefined;

const unfit: [string, string, Intercept][] = [
  ['is down', 'unreachable', () => ({ kind: 'reset' })],
  ['is syncing', 'syncing', patchCall('getNodeInfo', { mode: 'ModeSync' })],
  ['stands still', 'stalled', patchCall('getNodeInfo', { server_time: '1574468101000000000' })],
  ['talks garbage', 'garbage', () => ({ kind: 'answer', status: 200, body: '<html>' })],
];

test.each(unfit)('a node that %s is left for the next', async (_, trouble, intercept) => {
  await using bad = await startDevnet({ intercept });
  await using good = await startDevnet();
  const { reader } = failoverOf([bad, good]);
  const snapshot = await reader.standings();
  expect(snapshot.node.name).toBe('node 2');
  expect(reader.nodes()).toMatchObject([{ state: 'resting', trouble }, { state: 'in use' }]);
  expect((await reader.voter('v00000_x'))?.votes).toHaveLength(3);
});

test('a node that failed is tried again later, each time after a longer rest', async () => {
  let isDown = true;
  await using first = await startDevnet({
    intercept: () => (isDown ? { kind: 'answer', status: 404, body: '' } : undefined),
  });
  await using second = await startDevnet();
  const { reader, clock } = failoverOf([first, second]);
  const rests: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    await reader.standings();
    const retryAt = reader.nodes()[0]?.retryAt ?? 0;
    rests.push(retryAt - clock.time);
    const asked = first.requestCount;
    await reader.standings();
    expect(first.requestCount).toBe(asked);
    clock.time = retryAt;
  }
  expect(rests[0]).toBeLessThanOrEqual(1_000);
  expect(rests.at(-1)).toBeGreaterThanOrEqual(30_000);
  expect(Math.max(...rests)).toBeLessThanOrEqual(60_000);
  isDown = false;
  expect((await reader.standings()).node.name).toBe('node 1');
  expect(reader.nodes()).toMatchObject([{ state: 'in use' }, { state: 'ready' }]);
});

test('a slow node is not waited for', async () => {
  await using slow = await startDevnet({ intercept: () => ({ kind: 'hang' }) });
  await using good = await startDevnet();
  const { reader } = failoverOf([slow, good], 50);
  expect((await reader.standings()).node.name).toBe('node 2');
  await expect
    .poll(() => reader.nodes())
    .toMatchObject([{ state: 'resting', trouble: 'unreachable' }, { state: 'in use' }]);
});

test('a slow node that is the only one is waited for', async () => {
  await using slow = await startDevnet({ delayMs: 100 });
  const { reader } = failoverOf([slow], 50);
  expect((await reader.standings()).candidates).toHaveLength(454);
});

test('a node of another chain is left alone once a chain was shown', async () => {
  let isDown = false;
  await using main = await startDevnet({ intercept: () => (isDown ? { kind: 'reset' } : undefined) });
  await using other = await startDevnet({ intercept: patchCall('getChainInfo', { chain_id: 1023 }) });
  const { reader } = failoverOf([main, other]);
  await reader.standings();
  isDown = true;
  await expect(reader.standings()).rejects.toMatchObject({ trouble: 'other-chain' });
  await expect(reader.voter('v00000_x')).rejects.toMatchObject({ trouble: 'other-chain' });
});

test('the height never goes backwards', async () => {
  let isDown = false;
  await using ahead = await startDevnet({ startStep: 5, intercept: () => (isDown ? { kind: 'reset' } : undefined) });
  await using behind = await startDevnet({ startStep: 4 });
  const { reader, clock } = failoverOf([ahead, behind]);
  const { blocks } = await reader.standings();
  isDown = true;
  await expect(reader.standings()).rejects.toMatchObject({ trouble: 'behind' });
  behind.advance();
  clock.time += 100_000;
  expect((await reader.standings()).blocks).toEqual(blocks);
});

test('when every node fails, its own trouble is told rather than that another is out of reach', async () => {
  await using down = await startDevnet({ intercept: () => ({ kind: 'reset' }) });
  await using empty = await startDevnet({
    intercept: ({ path }) =>
      path === '/getBatchContractStorage'
        ? {
            kind: 'patch',
            patch: (body) => ({ ...body, datas: (body as { datas: string[] }).datas.map(() => 'null') }),
          }
        : undefined,
  });
  const { reader } = failoverOf([down, empty]);
  await expect(reader.standings()).rejects.toMatchObject({ trouble: 'no-election' });
  // All rest now: the answer comes at once, without a request.
  const asked = empty.requestCount;
  await expect(reader.standings()).rejects.toMatchObject({ trouble: 'no-election' });
  expect(empty.requestCount).toBe(asked);
});

test('an abort ends the race and rests nobody', async () => {
  const abort = new AbortController();
  const reason = new Error('enough');
  await using slow = await startDevnet({ intercept: hangUntil(() => abort.abort(reason)) });
  const { reader } = failoverOf([slow]);
  await expect(reader.standings(abort.signal)).rejects.toBe(reason);
  expect(reader.nodes()).toMatchObject([{ state: 'ready' }]);
});
