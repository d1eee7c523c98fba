// What every node shows, each on a devnet of its own with the real reader, and what nodes in trouble show: nothing.
import { describe, expect, test } from 'vitest';
import { createFailover } from '../../src/chain/failover.ts';
import { createChainGuard } from '../../src/chain/guard.ts';
import { createConnection } from '../../src/chain/http-provider.ts';
import { createIostReader } from '../../src/chain/iost-reader.ts';
import { createObservers } from '../../src/chain/quorum.ts';
import type { Devnet } from '../../src/devnet/server.ts';
import { decide } from '../../src/election/confirmation/index.ts';
import { stateOf } from '../../src/election/state.ts';
import { hangUntil, type Intercept, patchStorage, silent, startDevnet } from '../support/devnet.ts';
import { PATIENT_MS } from '../support/patience.ts';
import { firstSnapshot } from '../support/recorded-snapshot.ts';

/** Observers and failover over the same readers, as the bot has them. */
function stage(devnets: readonly Devnet[], deadlineMs = PATIENT_MS) {
  const guard = createChainGuard();
  const nodes = devnets.map(({ url }, index) => {
    const connection = createConnection(url, undefined, `node ${index + 1}`);
    return {
      name: connection.name,
      host: connection.host,
      reader: createIostReader({ connection, knownAccounts: () => [], admit: guard.admit }),
    };
  });
  const failover = createFailover({ nodes, guard, clock: { now: Date.now }, log: silent });
  return { failover, observers: createObservers({ nodes, deadlineMs }) };
}

const patchCall =
  (call: string, change: object): Intercept =>
  ({ path }) =>
    path === `/${call}` ? { kind: 'patch', patch: (body) => ({ ...body, ...change }) } : undefined;

function patchVotes(account: string, votes: string): Intercept {
  return patchStorage((key, field, value) =>
    key === 'v_1' && field === account ? value.replace(/"votes":"[^"]*"/, `"votes":"${votes}"`) : value,
  );
}

test('each node shows its own standings and rewards, the preferred one first', async () => {
  await using first = await startDevnet({ startStep: 3 });
  await using second = await startDevnet({ startStep: 3 });
  const { observers, failover } = stage([first, second]);
  const seen = await observers.observeAll();
  expect(seen.map(({ source }) => source)).toEqual(['node 1', 'node 2']);
  const [one, other] = seen.map(({ observation }) => observation);
  expect(one?.snapshot.node.name).toBe('node 1');
  expect(other?.snapshot.node.name).toBe('node 2');
  expect(one?.snapshot.candidates).toHaveLength(454);
  expect(one?.snapshot.candidates).toEqual(other?.snapshot.candidates);
  expect(one?.rewards).toEqual(await failover.rewardState());
});

describe('a node shows nothing, and the others are not kept from it', () => {
  const refusesLists: Intercept = ({ path }) =>
    path === '/listContractStorage'
      ? { kind: 'answer', status: 400, body: '{"code":12,"message":"Not Implemented"}' }
      : undefined;
  const cases: [string, string, Intercept][] = [
    ['is down', 'unreachable', () => ({ kind: 'reset' })],
    ['is syncing', 'syncing', patchCall('getNodeInfo', { mode: 'ModeSync' })],
    ['stands still', 'stalled', patchCall('getNodeInfo', { server_time: '1574468101000000000' })],
    ['talks garbage', 'garbage', () => ({ kind: 'answer', status: 200, body: '<html>' })],
    ['is of another chain', 'other-chain', patchCall('getChainInfo', { chain_id: 1023 })],
    ['cannot list its candidates', 'incomplete', refusesLists],
    ['has votes that its elected list does not have', 'inconsistent', patchVotes('coinseeds', '9999999')],
  ];
  test.each(cases)('when it %s', async (_, trouble, intercept) => {
    await using good = await startDevnet();
    await using bad = await startDevnet({ intercept });
    const { observers, failover } = stage([good, bad]);
    const [seen, unseen] = await observers.observeAll();
    expect(seen?.observation?.snapshot.candidates).toHaveLength(454);
    expect(unseen).toMatchObject({ source: 'node 2', trouble });
    expect(unseen?.observation).toBeUndefined();
    // Whether it may answer commands is for the failover to find out.
    expect(failover.nodes()).toMatchObject([{ state: 'ready' }, { state: 'ready' }]);
  });

  test('when it takes too long', async () => {
    await using slow = await startDevnet({ intercept: () => ({ kind: 'hang' }) });
    const { observers, failover } = stage([slow], 100);
    expect(await observers.observeAll()).toMatchObject([{ source: 'node 1', trouble: 'unreachable' }]);
    expect(failover.nodes()).toMatchObject([{ state: 'ready' }]);
  });
});

test('once a chain was read, a node of another one shows nothing even when it is alone', async () => {
  let isOther = false;
  const otherChain = patchCall('getChainInfo', { chain_id: 1023 });
  await using devnet = await startDevnet({ intercept: (asked) => (isOther ? otherChain(asked) : undefined) });
  const { observers, failover } = stage([devnet]);
  await failover.standings();
  isOther = true;
  expect(await observers.observeAll()).toMatchObject([{ trouble: 'other-chain' }]);
});

test('a node below the height that commands were shown is heard all the same', async () => {
  await using ahead = await startDevnet({ startStep: 5 });
  await using behind = await startDevnet({ startStep: 4 });
  const { observers, failover } = stage([ahead, behind]);
  const { blocks } = await failover.standings();
  const seen = await observers.observeAll();
  expect(seen.map(({ observation }) => observation?.snapshot.blocks.first)).toEqual([blocks.first, blocks.first - 600]);
  // And observing it does not take commands back to where it is.
  expect((await failover.standings()).blocks).toEqual(blocks);
});

test('an abort ends it with the reason', async () => {
  const abort = new AbortController();
  const reason = new Error('enough');
  await using slow = await startDevnet({ intercept: hangUntil(() => abort.abort(reason)) });
  await expect(stage([slow]).observers.observeAll(abort.signal)).rejects.toBe(reason);
});

test('observed and decided: of three nodes one lags a step, and one tells of votes that are not there', async () => {
  const victim = firstSnapshot().candidates.findLast(({ elected }) => !elected);
  const account = victim?.account ?? '';
  await using honest = await startDevnet({ startStep: 10 });
  await using lagging = await startDevnet({ startStep: 9 });
  await using lying = await startDevnet({ startStep: 10, intercept: patchVotes(account, '1') });
  const { observers } = stage([lying, honest, lagging]);
  let announced: Parameters<typeof decide>[0]['announced'];
  let pending: Parameters<typeof decide>[0]['pending'] = [];
  const told: string[] = [];
  const apart = new Set<string>();
  for (let look = 0; look < 5; look += 1) {
    const seen = await observers.observeAll();
    const shown = seen.flatMap(({ source, observation }) =>
      observation ? [{ source, state: stateOf(observation) }] : [],
    );
    const decision = decide({ announced, pending, shown, confirm: 1, quorum: 2, isSettling: false });
    if (!decision) throw new Error('nothing was decided');
    ({ state: announced, pending } = decision);
    told.push(...decision.events.flatMap((event) => (event.type === 'strike' ? [event.node] : [])));
    for (const { node, fact } of decision.disagreements) apart.add(`${node} ${fact}`);
    expect(announced.nodes.get(account)?.votes).toBe(victim?.votes);
    for (const devnet of [honest, lagging, lying]) devnet.advance();
  }
  expect(told.toSorted()).toEqual(['dfg_crypto', 'mathwallet', 'thrive']);
  expect([...apart]).toEqual([`${account} votes`]);
});
