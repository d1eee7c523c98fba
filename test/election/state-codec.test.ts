// An announced state comes back exactly as it was, and nothing else comes back as one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Announced, type Moments, withMoments } from '../../src/election/moments.ts';
import { type NodeState, stateOf } from '../../src/election/state.ts';
import { decodeState, encodeState } from '../../src/election/state-codec.ts';
import { recordedObservations } from '../support/recorded-election.ts';
import { aNode, anyNode, stateWith } from './election-samples.ts';

const moment = fc.option(fc.maxSafeNat(), { nil: undefined });
const anyMoments: fc.Arbitrary<Moments> = fc.record(
  { settledAt: fc.maxSafeNat(), unlistedSince: moment, unclaimedSince: moment },
  { noNullPrototype: true },
);
const account = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', ''));

const anyAnnounced: fc.Arbitrary<Announced> = fc
  .record(
    {
      chain: fc.string({ unit: 'binary' }),
      block: fc.maxSafeNat(),
      time: fc.maxSafeNat(),
      threshold: fc.bigInt({ min: 0n, max: 2n ** 80n }),
      rows: fc.uniqueArray(fc.tuple(account, anyNode, anyMoments), { selector: ([name]) => name, maxLength: 8 }),
    },
    { noNullPrototype: true },
  )
  .map(({ rows, ...rest }) => ({
    ...rest,
    nodes: new Map(rows.map(([name, node]): [string, NodeState] => [name, node])),
    moments: new Map(rows.map(([name, , moments]): [string, Moments] => [name, moments])),
  }));

test('any announced state survives the way there and back, in its order', () => {
  fc.assert(
    fc.property(anyAnnounced, (announced) => {
      const back = decodeState(encodeState(announced));
      expect(back).toStrictEqual(announced);
      expect([...back.nodes.keys()]).toEqual([...announced.nodes.keys()]);
    }),
  );
});

test('the recording in a fifth of a megabyte', () => {
  for (const observation of recordedObservations()) {
    const announced = withMoments(undefined, stateOf(observation));
    const body = encodeState(announced);
    expect(decodeState(body)).toStrictEqual(announced);
    expect(body.length).toBeLessThan(200_000);
    break;
  }
});

const moments = new Map([['alice', { settledAt: 5, unlistedSince: undefined, unclaimedSince: 7 }]]);
const sample: Announced = { ...stateWith({ alice: aNode({ votes: 3n }) }), moments };

test.each([
  '',
  'null',
  '[]',
  '{}',
  '"text"',
  '[1]',
  '[2,"c",1,1,"1",{}]',
  '[2,"c",1,1,"1",[[]]]',
  '[2,"c",1,1,"1",[1]]',
  '[1,"c",1,1,"1",[[]]]',
])('no state: %s', (body) => {
  expect(() => decodeState(body)).toThrow();
});

test('any other value of any field is refused', () => {
  const body: unknown[] = JSON.parse(encodeState(sample));
  const [row] = body.at(-1) as unknown[][];
  const odd = [{}, [], 'NaN', '-', '1e3', true, 1.5, null];
  let refused = 0;
  const replaced = (values: readonly unknown[], index: number, value: unknown) =>
    JSON.stringify(values.map((old, i) => (i === index ? value : old)));
  for (const value of odd) {
    for (const [index, old] of body.entries()) {
      const isNoNodes = Array.isArray(old) && Array.isArray(value);
      if (sameKind(old, value) || isNoNodes) continue;
      expect(() => decodeState(replaced(body, index, value)), `field ${index}: ${value}`).toThrow(TypeError);
      refused += 1;
    }
    for (const [index, old] of (row ?? []).entries()) {
      const isMoment = index === 11 || index === 12;
      if (sameKind(old, value) || (isMoment && (value === null || typeof value === 'number'))) continue;
      const rows = `[${replaced(row ?? [], index, value)}]`;
      const text = JSON.stringify(body.slice(0, -1)).replace(/]$/, `,${rows}]`);
      expect(() => decodeState(text), `field ${index} of a node: ${value}`).toThrow(TypeError);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(100);
});

test('a state of another version is refused', () => {
  expect(() => decodeState(encodeState(sample).replace('[2,', '[3,'))).toThrow(/version/);
});

test('a state of before there were ranks has those of its order, and bonuses that wait', () => {
  const [version, ...rest] = JSON.parse(encodeState(sample)) as [number, ...unknown[]];
  const rows = (rest.at(-1) as unknown[][]).map((row) => row.slice(0, 13));
  const back = decodeState(JSON.stringify([version - 1, ...rest.slice(0, -1), rows]));
  expect(back.nodes.get('alice')).toEqual(aNode({ votes: 3n, rank: 1, unclaimed: true }));
});

/** What a field could be as well: text where free text stands, a number where a number stands. */
function sameKind(old: unknown, value: unknown): boolean {
  if (typeof old === 'string' && /^[\d.]+$/.test(old)) return false;
  if (typeof old === 'number') return typeof value === 'number';
  return typeof old === typeof value && typeof old !== 'object';
}
