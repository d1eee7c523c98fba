// A start on nodes of another chain than the one that the database holds subscriptions of.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openChain } from '../../src/chain/index.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { anna, nodeOf, ownerOf, watchOf } from '../support/alert-store.ts';
import { type Intercept, silent, startDevnet } from '../support/devnet.ts';

const clock = { now: () => Date.now() };

let store: Store;
beforeEach(async () => {
  store = await createStore('sqlite::memory:', ruleTable());
});
afterEach(() => store.close());

const open = (urls: readonly string[], acceptChain = false) =>
  openChain({
    nodes: urls.map((url, index) => ({ name: `node ${index + 1}`, url })),
    ...store,
    acceptChain,
    names: [],
    clock,
    log: silent,
    observer: undefined,
  });

const patch = (call: string, change: object): Intercept => {
  return ({ path }) =>
    path.startsWith(`/${call}`) ? { kind: 'patch', patch: (body) => ({ ...body, ...change }) } : undefined;
};
const testnet = patch('getChainInfo', { chain_id: 1023, net_name: 'testnet' });
const begunElsewhere = patch('getBlockByNumber', { block: { hash: 'anotherfirstblock' } });
const unproved: Intercept = ({ path }) =>
  path.startsWith('/getBlockByNumber')
    ? { kind: 'answer', status: 400, body: '{"code":2,"message":"block not found"}' }
    : undefined;

/** Reads the chain of the recording once, and watches a node of it. */
async function watchRecording(intercept?: Intercept): Promise<void> {
  await using devnet = await startDevnet(intercept && { intercept });
  const { chain } = await open([devnet.url]);
  const { value } = await chain.standings();
  await store.subscriptions.add(
    ownerOf(anna),
    watchOf(nodeOf('iost_kor'), undefined, { terms: value }),
    9,
    clock.now(),
  );
  await expect.poll(() => store.chains.known()).toHaveLength(1);
}

test.each([
  [
    'another id',
    testnet,
    /leads to the chain 1023\/testnet\/recorded .*is of 1024\/mainnet\/recorded .*ACCEPT_CHAIN=yes/,
  ],
  ['another first block', begunElsewhere, /\(first block anotherfirst\).*is of 1024\/mainnet\/recorded/],
])('is refused: %s', async (_, intercept, sentence) => {
  await watchRecording();
  await using other = await startDevnet({ intercept });
  await expect(open([other.url])).rejects.toThrow(sentence);
});

test('is none of them where nobody watches anything, or where it is accepted', async () => {
  await using other = await startDevnet({ intercept: testnet });
  await expect(open([other.url])).resolves.toBeDefined();
  await watchRecording();
  const { chain } = await open([other.url], true);
  expect((await chain.standings()).value.chain).toMatchObject({ chainId: 1023 });
});

test('keeps a chain of the same name apart where it is accepted', async () => {
  await watchRecording();
  await using other = await startDevnet({ intercept: begunElsewhere });
  const { chain } = await open([other.url], true);
  expect((await chain.standings()).value.chain).toMatchObject({ chainId: 1024, fork: 'anotherf' });
  await expect
    .poll(async () => (await store.chains.known()).map((known) => known.chain))
    .toEqual(['1024/mainnet/recorded#anotherf', '1024/mainnet/recorded']);
});

test('goes on with the nodes of the right chain, and with those that cannot say', async () => {
  await watchRecording();
  await using other = await startDevnet({ intercept: testnet });
  await using silentOne = await startDevnet({ intercept: unproved });
  const { chain, observers } = await open([other.url, silentOne.url]);
  expect((await chain.standings()).value.chain.chainId).toBe(1024);
  expect(chain.nodes()).toMatchObject([{ trouble: 'other-chain' }, { state: 'in use', isUnproved: true }]);
  expect((await observers.observeAll()).map(({ trouble }) => trouble)).toEqual(['other-chain', undefined]);
});

test('is no matter while no node answers: those that do so later are held to the chain', async () => {
  await watchRecording();
  await using devnet = await startDevnet({ intercept: testnet });
  const { url } = devnet;
  await using hung = await startDevnet({ intercept: () => ({ kind: 'reset' }) });
  const { chain } = await open([hung.url, url].slice(0, 1));
  await expect(chain.standings()).rejects.toThrow();
});

test('knows the first block from the first node that gives it', async () => {
  await watchRecording(unproved);
  expect(await store.chains.known()).toEqual([{ chain: '1024/mainnet/recorded' }]);
  await using devnet = await startDevnet();
  const { chain } = await open([devnet.url]);
  await chain.standings();
  await expect.poll(() => store.chains.known()).toMatchObject([{ firstBlock: expect.any(String) }]);
  await using other = await startDevnet({ intercept: begunElsewhere });
  await expect(open([other.url])).rejects.toThrow(/ACCEPT_CHAIN/);
});
