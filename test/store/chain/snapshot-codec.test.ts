// A snapshot comes back exactly as it was, and nothing else comes back as a snapshot.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSnapshot, encodeSnapshot } from '../../../src/store/chain/snapshot-codec.ts';
import { anySnapshot, snapshotAt } from '../samples.ts';

test('any snapshot survives the way there and back', () => {
  fc.assert(
    fc.property(anySnapshot, (snapshot) => {
      expect(decodeSnapshot(encodeSnapshot(snapshot))).toStrictEqual(snapshot);
    }),
  );
});

test('each field is needed, at every depth', () => {
  const whole: unknown = JSON.parse(encodeSnapshot(snapshotAt(1)));
  const paths = pathsOf(whole);
  expect(paths.length).toBeGreaterThan(50);
  for (const path of paths) {
    const body = JSON.stringify(whole, without(path));
    expect(() => decodeSnapshot(body), path.join('.')).toThrow(TypeError);
  }
});

test.each(['', 'null', '[]', '"text"', '{}', '{"version":1}', '{"version":1,"snapshot":null}', '{"version":1'])(
  'no snapshot: %s',
  (body) => {
    expect(() => decodeSnapshot(body)).toThrow();
  },
);

test('any JSON that is no snapshot is refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => decodeSnapshot(JSON.stringify({ version: 1, snapshot: value }))).toThrow(TypeError);
    }),
  );
});

test.each([
  ['votes as a number', 'votes', 5],
  ['votes with a fraction', 'votes', '5.5'],
  ['votes in hexadecimal', 'votes', '0x5'],
  ['an unknown status', 'status', 4],
  ['a number as text', 'time', '5'],
  ['a flag as a number', 'online', 1],
  ['a map as an object', 'scores', { alice: '1' }],
])('refused: %s', (_, field, value) => {
  const body = encodeSnapshot(snapshotAt(1));
  const wrong = JSON.stringify(JSON.parse(body), (key, old: unknown) => (key === field ? value : old));
  expect(wrong).not.toBe(body);
  expect(() => decodeSnapshot(wrong)).toThrow(new RegExp(field));
});

type Path = readonly string[];

/** Paths of all named fields; list items and pairs of a map are left as they are. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    return [...(Array.isArray(value) ? [] : [here]), ...pathsOf(inner, here)];
  });
}

/** A replacer for JSON.stringify that leaves out the field at `path`. */
function without(path: Path) {
  const paths = new Map<unknown, Path>();
  return function (this: unknown, key: string, value: unknown) {
    const here = key === '' ? [] : [...(paths.get(this) ?? []), key];
    if (typeof value === 'object' && value !== null) paths.set(value, here);
    return here.join('\n') === path.join('\n') ? undefined : value;
  };
}
