// The digest on the real store: standings of what is watched, and what has changed since the last one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDigest } from '../../../src/alerts/send/digest.ts';
import { createTranslator } from '../../../src/core/answer/i18n.ts';
import type { Chain } from '../../../src/core/ports/chain.ts';
import type { Owner } from '../../../src/core/ports/ids.ts';
import { ChainUnavailable } from '../../../src/core/ports/outage.ts';
import type { Parcel } from '../../../src/core/ports/outbox.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import type { Snapshot } from '../../../src/election/snapshot.ts';
import { ruleTable } from '../../../src/rules/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { candidate, DAY_MS, MAINNET, NOON, snapshotAt } from '../../store/samples.ts';
import { catalogue, readable } from '../../support/host.ts';
import { frameOf } from '../../support/ticks.ts';
import { parcel } from '../samples.ts';

const M = 100_000_000_000_000n;
const anna: Owner = { kind: 'person', person: { platform: 'first', userId: '1' } };
const translator = await createTranslator(catalogue, 'en');
const words = { t: translator.for('en'), locale: 'en', names: [] };

let store: Store;
beforeAll(async () => {
  store = await createStore('sqlite::memory:', ruleTable());
});
afterAll(() => store.close());

const at = (block: number, time: number, votes: bigint) =>
  snapshotAt(block, { time, candidates: [candidate('alice', votes), candidate('bob_1', 1n)] });

async function look(snapshot: Snapshot): Promise<void> {
  const { first: block } = snapshot.blocks;
  await store.ticks.save({
    chain: MAINNET,
    now: snapshot.time,
    events: [],
    claims: [],
    metrics: [],
    since: [],
    sources: [],
    blocks: { from: block, to: block },
    times: { from: snapshot.time, to: snapshot.time },
    isOffline: false,
    isOneSource: false,
    isFirst: false,
    observed: { snapshot, fetchedAt: snapshot.time },
    history: frameOf(snapshot, new Map()),
  });
}

async function digest(newest: Snapshot | undefined, given: Parcel = parcel()): Promise<string> {
  const chain: Pick<Chain, 'standings'> = {
    standings: async () => {
      if (!newest) throw new ChainUnavailable('unreachable', 'down');
      return { value: newest, fetchedAt: newest.time, ageMs: 0 };
    },
  };
  const compose = createDigest({
    chain,
    subscriptions: store.subscriptions,
    history: store.history,
    names: [],
    clock: { now: () => NOON + DAY_MS },
  });
  const [destination] = given.destinations;
  if (!destination) throw new Error('nowhere to send it');
  const blocks = await compose(given, destination, words);
  return readable({ kind: 'answered', locale: 'en', reply: { tone: 'neutral', visibility: 'chat', blocks } });
}

test('somebody who watches nothing is told how to begin', async () => {
  expect(await digest(at(1, NOON, M))).toContain('You watch no node');
});

test('each watched node stands once, with rank, votes and what it gained or lost since', async () => {
  const terms = { chain: MAINNET, threshold: 21n * M, time: NOON };
  const creator = { platform: 'first', userId: '1' };
  for (const event of ['elected', 'online'] as const) {
    const rule = { event, direction: 'both' } as const;
    for (const node of ['alice', 'gone_1']) {
      await store.subscriptions.add(anna, { subject: { kind: 'node', node }, rule, creator, terms }, 100, NOON);
    }
  }
  await look(at(1, NOON, 3n * M));
  const text = await digest(at(2, NOON + DAY_MS, 4n * M));
  expect(text).toContain('alice: rank 1, 4,000,000 votes (+1,000,000 since the last digest)');
  expect(text).toContain('gone_1: not in the election');
  expect(text.match(/alice/g)).toHaveLength(1);
  expect(await digest(at(2, NOON + DAY_MS, M))).toContain('(−2,000,000 since the last digest)');
  expect(await digest(at(2, NOON + DAY_MS, 3n * M))).toContain('3,000,000 votes\n');
});

test('a chain that is away costs the standings, not the digest', async () => {
  const text = await digest(undefined);
  expect(text).toContain('The chain cannot be read right now');
  expect(text).toContain('0 alerts since the last digest');
});
