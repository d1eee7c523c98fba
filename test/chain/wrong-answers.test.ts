// Whatever stands in an answer of a node where something else belongs, the reader tells the same, or that the node is no good.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChainReader } from '../../src/core/ports/chain.ts';
import { CHAIN_TROUBLES, ChainUnavailable } from '../../src/core/ports/outage.ts';
import type { Fault } from '../../src/devnet/faults.ts';
import { type Intercept, patchStorage, readerOf, startDevnet } from '../support/devnet.ts';

type Tree = null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree };

/** No field of any answer may be one of these, save free text. */
const WRONG: readonly Tree[] = [
  ...['', ' ', '-1', '0x10', '1e5', '1.2.3', 'NaN', '9'.repeat(80), '-0.5', '1'.repeat(10_240), 'x'.repeat(10_240)],
  ...['\u202e17', '１７', 'Huobi Pool', '../../etc', '<script>', '__proto__x1234'],
  // Amounts may be doubles, so nothing of theirs stands here.
  ...[-1, 1e300, -1e-9, 2 ** 60],
  ...[{}, [], [1, 2], { toString: 'x' }],
];
/** What candidates, networks and versions write there is text. */
const FREE = ['loc', 'url', 'netId', 'pubkey', 'net_name', 'code_version', 'id', 'build_time', 'git_hash'];
/** Where the text of an answer is JSON itself. */
const STORED = ['data', 'datas', 'value'];

const READS: Readonly<Record<string, (reader: ChainReader) => Promise<unknown>>> = {
  standings: (reader) => reader.standings(),
  rewardState: (reader) => reader.rewardState(),
  voter: (reader) => reader.voter('v00000_x'),
  'voter with frozen tokens': (reader) => reader.voter('v0000z_x'),
  ballots: (reader) => reader.ballots(['v00000_x', 'v00001_x']),
  dividendMasks: (reader) => reader.dividendMasks([{ account: 'v00000_x', node: 'digglue1' }]),
  releases: (reader) => reader.releases('v0000z_x'),
};

interface Change {
  /** The how manieth request, and the how manieth place in its answer; both go round. */
  readonly request: number;
  readonly place: number;
  readonly wrong: Tree;
  readonly isKey: boolean;
}

const changes: fc.Arbitrary<Change> = fc.record({
  request: fc.nat(40),
  place: fc.nat(20_000),
  wrong: fc.constantFrom(...WRONG),
  isKey: fc.boolean(),
});

/** All values that hold no others, or all names, with what the answer would be with another one there. */
function places(tree: Tree, { wrong, isKey }: Change, under = ''): readonly { name: string; changed: () => Tree }[] {
  if (typeof tree === 'string' && STORED.includes(under)) {
    const inner = innerOf(tree);
    if (inner !== undefined)
      return places(inner, { request: 0, place: 0, wrong, isKey }, 'stored').map(({ name, changed }) => ({
        name,
        changed: () => JSON.stringify(changed()),
      }));
  }
  if (Array.isArray(tree))
    return tree.flatMap((item: Tree, index) =>
      places(item, { request: 0, place: 0, wrong, isKey }, under).map(({ name, changed }) => ({
        name,
        changed: () => tree.with(index, changed()),
      })),
    );
  if (typeof tree === 'object' && tree !== null)
    return Object.entries(tree).flatMap(([key, value]) => {
      const inside = places(value, { request: 0, place: 0, wrong, isKey }, key).map(({ name, changed }) => ({
        name,
        changed: () => ({ ...tree, [key]: changed() }),
      }));
      if (!isKey || typeof wrong !== 'string') return inside;
      const { [key]: _, ...others } = tree as Readonly<Record<string, Tree>>;
      return [...inside, { name: `key ${key}`, changed: () => ({ ...others, [wrong]: value }) }];
    });
  return isKey ? [] : [{ name: under, changed: () => wrong }];
}

/** Lists and objects in storage; a bare number there may be beyond what JSON.parse can hold. */
function innerOf(text: string): Tree | undefined {
  try {
    const inner: Tree = JSON.parse(text);
    return typeof inner === 'object' && inner !== null ? inner : undefined;
  } catch {
    return undefined;
  }
}

test.each(Object.entries(READS))('%s, with any wrong value in any place', async (_, read) => {
  let change: Change | undefined;
  let asked = 0;
  let requests = 0;
  const changed: string[] = [];
  const spoil = (body: Tree): object => {
    const all = change ? places(body, change) : [];
    const place = all[(change?.place ?? 0) % Math.max(1, all.length)];
    changed.push(place?.name.replace('key ', '') ?? '');
    return (place?.changed() ?? body) as object; // what a gateway answers is an object
  };
  const intercept: Intercept = () => {
    const isMeant = change && asked % requests === change.request % requests;
    asked += 1;
    return isMeant ? { kind: 'patch', patch: (body) => spoil(body as Tree) } : undefined;
  };
  await using devnet = await startDevnet({ intercept });
  const right = await read(readerOf(devnet.url));
  requests = asked;
  let troubles = 0;
  await fc.assert(
    fc.asyncProperty(changes, async (next) => {
      change = next;
      asked = 0;
      changed.length = 0;
      const result = await read(readerOf(devnet.url)).catch((error: unknown) => error);
      if (result instanceof Error) {
        expect(result).toBeInstanceOf(ChainUnavailable);
        expect(CHAIN_TROUBLES).toContain((result as ChainUnavailable).trouble);
        troubles += 1;
      } else if (!changed.some((name) => FREE.includes(name))) {
        expect(result, `${changed} ${JSON.stringify(next.wrong).slice(0, 60)}`).toEqual(right);
      }
    }),
    { numRuns: 200 },
  );
  expect(troubles).toBeGreaterThan(0);
});

describe('a value out of its range', () => {
  const stored = (key: string, value: string) => patchStorage((name, _, text) => (name === key ? value : text));
  const row = (text: string, change: object) => JSON.stringify({ ...JSON.parse(text), ...change });
  const rowOf = (map: string, account: string, change: object) =>
    patchStorage((key, field, text) => (key === map && field === account ? row(text, change) : text));
  const on = (call: string, change: object): Intercept => {
    const fault: Fault = { kind: 'patch', patch: (body) => ({ ...body, ...change }) };
    return ({ path }) => (path.startsWith(`/${call}`) ? fault : undefined);
  };
  const cases: readonly (readonly [string, Intercept])[] = [
    ['no producers', stored('producerNumber', '0')],
    ['too many producers', stored('producerNumber', '1e9')],
    ['half a producer', stored('producerNumber', '16.5')],
    ['votes below nothing', rowOf('v_1', 'iost_kor', { votes: '-1' })],
    ['more votes than there are IOST', rowOf('v_1', 'iost_kor', { votes: '90000000001' })],
    ['votes with a thousand decimals', rowOf('v_1', 'iost_kor', { votes: `1.${'1'.repeat(1_000)}` })],
    ['an election that elects everybody', stored('voteInfo', '{"minVote":"0","freezeTime":604800}')],
    ['a score of somebody whose name is 10 kB long', stored('producerScores', `{"${'a'.repeat(10_240)}":"1"}`)],
    ['a score of somebody in Cyrillic', stored('producerScores', '{"hu\u043ebip\u043e\u043el":"1"}')],
    ['a strike at no block', stored('witnessWatched', '{"iost_kor":{"bn":-5,"count":1}}')],
    ['a bar until half a block', stored('witnessPenality', '{"iost_kor":519600.5}')],
    ['a producer that has no key', stored('pendingProducerList', '["iost_kor"]')],
    ['a coefficient of its own', stored('candCoef', `"${'9'.repeat(30)}"`)],
    ['a height that is ahead of the chain', on('getChainInfo', { lib_block: '519700' })],
    ['a chain of no number', on('getChainInfo', { chain_id: -1 })],
    ['a clock from before the chain', on('getNodeInfo', { server_time: '5' })],
  ];
  test.each(cases)('%s is garbage', async (_, intercept) => {
    await using devnet = await startDevnet({ intercept });
    await expect(readerOf(devnet.url).standings()).rejects.toMatchObject({ trouble: 'garbage' });
  });

  test('a candidate whose name is 10 kB long is none', async () => {
    const name = `iost_kor${'r'.repeat(10_240)}`;
    await using devnet = await startDevnet({
      intercept: ({ path, body }) => {
        const isTable = path === '/listContractStorage' && JSON.stringify(body).includes('producerTable-');
        const renamed = (text: string) => text.replaceAll('producerTable-iost_kor', `producerTable-${name}`);
        return isTable ? { kind: 'patch', patch: (answer) => JSON.parse(renamed(JSON.stringify(answer))) } : undefined;
      },
    });
    await expect(readerOf(devnet.url).standings()).rejects.toMatchObject({ trouble: 'garbage' });
  });

  test('a candidate who wrote no key has none, and its texts are cut; all others are told as ever', async () => {
    const long = 'x'.repeat(100_000);
    const hostile = { pubkey: `<b>${long}`, loc: long, url: `https://${long}`, netId: long };
    await using devnet = await startDevnet({ intercept: rowOf('producerTable', 'evil_1', hostile) });
    await using plain = await startDevnet();
    const { candidates } = await readerOf(devnet.url).standings();
    const evil = candidates.find(({ account }) => account === 'evil_1');
    expect(evil).toMatchObject({ publicKey: '', elected: true });
    for (const text of [evil?.location, evil?.website, evil?.networkId]) expect(text).toHaveLength(4_000);
    const others = (await readerOf(plain.url).standings()).candidates.filter(({ account }) => account !== 'evil_1');
    expect(candidates.filter(({ account }) => account !== 'evil_1')).toEqual(others);
  });
});
