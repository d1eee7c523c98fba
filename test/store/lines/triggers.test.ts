// What a subscription listens to, in SQLite: which subjects, and where each line lies when it is drawn.
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewWatch } from '../../../src/core/ports/subscriptions.ts';
import type { Rule, Subject } from '../../../src/election/rule.ts';
import {
  type AlertStore,
  accountOf,
  anna,
  CHAIN,
  IOST,
  nodeOf,
  online,
  openAlertStore,
  ownerOf,
  saveMetrics,
  TERMS,
  votes,
  watchOf,
} from '../../support/alert-store.ts';
import { HOUR_MS, NOON } from '../samples.ts';

let store: AlertStore;
beforeEach(async () => {
  store = await openAlertStore();
});
afterEach(() => store.close());

const ALL: Subject = { kind: 'all' };
const MINE: Subject = { kind: 'mine' };

interface Row {
  readonly subject: string;
  readonly event: string;
  readonly side: number | null;
  readonly oriented: number;
  readonly renew_at: number | null;
  readonly level: string | null;
  readonly band: string | null;
  readonly fire_at: string | null;
  readonly upper: string | null;
  readonly base: string | null;
}

async function draw(subject: Subject, rule: Rule, more: Partial<NewWatch> = {}, opened = store) {
  const result = await opened.subscriptions.add(ownerOf(anna), watchOf(subject, rule, more), 100, NOON);
  expect(result.kind).toBe('added');
  const { rows } = await sql<Row>`select subject, event, side, oriented, renew_at, cast(level as text) as level,
    cast(band as text) as band, cast(fire_at as text) as fire_at, cast(upper as text) as upper, cast(base as text) as base
    from triggers where subscription_id = (select max(id) from subscriptions) order by subject`.execute(opened.db);
  return rows;
}

const amount = (iost: number) => (BigInt(iost) * IOST).toString();

test.each<readonly [name: string, subject: Subject, rule: Rule, more: Partial<NewWatch>, subjects: readonly string[]]>([
  ['a node', nodeOf('carol'), online, {}, ['carol']],
  ['an account', accountOf('savings_1'), { event: 'released', direction: 'both' }, {}, ['savings_1']],
  ['an event of all', ALL, online, {}, ['*']],
  ['a line of all', ALL, votes(IOST), {}, ['alice', 'bob_1']],
  ['a move of all', ALL, { event: 'move', level: IOST, periodSeconds: 60, direction: 'both' }, {}, ['alice', 'bob_1']],
  ['an event of mine', MINE, online, { nodes: ['carol', 'alice', 'carol'] }, ['alice', 'carol']],
  ['a line of mine', MINE, votes(IOST), { nodes: ['carol'] }, ['carol']],
  ['mine without accounts', MINE, votes(IOST), {}, []],
  [
    'a line of all on a chain never seen',
    ALL,
    votes(IOST),
    { terms: { ...TERMS, chain: { ...TERMS.chain, chainId: 7 } } },
    [],
  ],
])('%s listens to what it says', async (_name, subject, rule, more, subjects) => {
  await saveMetrics(store.db, 'votes', { bob_1: 1n, alice: 1n });
  const rows = await draw(subject, rule, more);
  expect(rows.map((row) => row.subject)).toEqual(subjects);
  for (const row of rows) expect(row.event).toBe(rule.event);
});

test('the lines of a thousand nodes', async () => {
  const values = Array.from({ length: 1_234 }, (_, index) => [`node_${index}`, BigInt(index)] as const);
  for (let start = 0; start < values.length; start += 500) {
    await saveMetrics(store.db, 'votes', Object.fromEntries(values.slice(start, start + 500)));
  }
  const rows = await draw(ALL, votes(617n));
  expect(rows).toHaveLength(1_234);
  expect(rows.filter(({ side }) => side === 1)).toHaveLength(617);
});

const known = { alice: 2_500_000n * IOST };

test.each<readonly [name: string, rule: Rule, value: bigint, row: Partial<Row>]>([
  [
    'above a milestone',
    votes(2_400_000n * IOST),
    known.alice,
    { side: 1, level: amount(2_400_000), band: amount(12_000) },
  ],
  ['exactly at it', votes(known.alice), known.alice, { side: 1, fire_at: amount(2_500_000) }],
  ['one unit below', votes(known.alice + 1n), known.alice, { side: 0, fire_at: (known.alice + 1n).toString() }],
  ['of the largest value', votes(9_000_000_000_000_000_001n), 0n, { side: 0, level: '9000000000000000001' }],
  [
    'elected',
    { event: 'elected', direction: 'both' },
    known.alice,
    { side: 1, level: amount(2_100_000), band: amount(10_500) },
  ],
  [
    'above the threshold',
    { event: 'margin', level: 500_000n * IOST, direction: 'both' },
    400_000n * IOST,
    { side: 0, level: amount(500_000), band: amount(13_000) },
  ],
  ['among the first', { event: 'rank', level: 20n, direction: 'both' }, -20n, { side: 1, level: '-20', band: '0' }],
  ['behind the first', { event: 'rank', level: 20n, direction: 'both' }, -21n, { side: 0, fire_at: '-20' }],
  [
    'making enough blocks',
    { event: 'blocks', level: 10n, direction: 'down' },
    70n,
    { side: 1, level: '10', oriented: -1 },
  ],
])('a line of a node that is %s', async (_name, rule, value, row) => {
  await saveMetrics(store.db, rule.event, { alice: value });
  expect(await draw(nodeOf('alice'), rule)).toMatchObject([
    { subject: 'alice', oriented: 0, upper: null, renew_at: null, ...row },
  ]);
});

test('where one crossing is told, the exact line is its own and the band lies on the other side', async () => {
  await saveMetrics(store.db, 'votes', { high: 300n * IOST, low: 100n * IOST });
  const fireAt = async (node: string, direction: Rule['direction']) =>
    (await draw(nodeOf(node), votes(200n * IOST, direction))).map(({ oriented, fire_at }) => [oriented, fire_at]);
  expect(await fireAt('high', 'up')).toEqual([[1, amount(199)]]);
  expect(await fireAt('low', 'up')).toEqual([[1, amount(200)]]);
  expect(await fireAt('high', 'down')).toEqual([[-1, amount(200)]]);
  expect(await fireAt('low', 'down')).toEqual([[-1, amount(201)]]);
});

test('a value that was never read leaves the side open', async () => {
  await saveMetrics(store.db, 'votes', { bob_1: 1n });
  expect(await draw(nodeOf('alice'), votes(IOST))).toMatchObject([
    { side: null, oriented: 0, fire_at: IOST.toString() },
  ]);
});

test('the width of the band is a setting, and no sum leaves 64 bits', async () => {
  for (const [bandPpm, band] of [
    [0, '0'],
    [20_000, amount(4)],
  ] as const) {
    const opened = await openAlertStore('sqlite::memory:', bandPpm);
    expect(await draw(nodeOf('alice'), votes(200n * IOST), {}, opened)).toMatchObject([{ band }]);
    await opened.close();
  }
  const opened = await openAlertStore('sqlite::memory:', 999_999);
  await saveMetrics(opened.db, 'votes', { alice: 0n });
  const [line] = await draw(nodeOf('alice'), votes(9_000_000_000_000_000_000n, 'down'), {}, opened);
  expect([line?.fire_at, line?.band]).toEqual([(2n ** 63n - 1n).toString(), '223372036854775807']);
  await opened.close();
});

test('spans are counted by the time of the chain, and from nothing where none runs', async () => {
  const since = { chain: CHAIN, metric: 'unlisted', subject: 'alice', at: NOON - 6 * HOUR_MS };
  await store.db.insertInto('metric_since').values(since).execute();
  const unlisted = (hours: bigint): Rule => ({ event: 'unlisted', level: hours * 3_600n, direction: 'up' });
  expect(await draw(nodeOf('alice'), unlisted(6n))).toMatchObject([{ side: 1 }]);
  expect(await draw(nodeOf('alice'), unlisted(7n))).toMatchObject([{ side: 0, level: '25200' }]);
  expect(await draw(nodeOf('bob_1'), unlisted(1n))).toMatchObject([{ side: 0 }]);
});

const move = (level: bigint, more: Partial<Rule> = {}): Rule => ({
  event: 'move',
  level,
  periodSeconds: 86_400,
  direction: 'both',
  ...more,
});

test.each<readonly [name: string, rule: Rule, value: bigint, bounds: readonly (string | null)[]]>([
  ['an amount', move(100n * IOST), 500n * IOST, [amount(400), amount(600)]],
  ['a percentage', move(525n, { isPercent: true }), 1_000n, ['948', '1052']],
  ['a percentage of nothing', move(500n, { isPercent: true }), 0n, ['-1', '1']],
  ['up', move(100n * IOST, { direction: 'up' }), 500n * IOST, [null, amount(600)]],
  ['down', move(100n * IOST, { direction: 'down' }), 500n * IOST, [amount(400), null]],
  [
    'more than there can be',
    move(9_000_000_000n * IOST),
    9_000_000_000_000_000_000n,
    [(9_000_000_000_000_000_000n - 9_000_000_000n * IOST).toString(), (2n ** 63n - 1n).toString()],
  ],
])('a move by %s lies around the votes of now', async (_name, rule, value, [lower, upper]) => {
  await saveMetrics(store.db, 'votes', { alice: value });
  expect(await draw(nodeOf('alice'), rule)).toMatchObject([
    { base: value.toString(), fire_at: lower, upper, level: null, side: null, renew_at: NOON + 6 * HOUR_MS },
  ]);
});

test('a move of a node that was never read takes its base at once', async () => {
  expect(await draw(nodeOf('alice'), move(IOST))).toMatchObject([
    { base: null, fire_at: null, upper: null, renew_at: NOON },
  ]);
});
