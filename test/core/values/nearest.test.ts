import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../../src/core/values/nearest.ts';

const names = ['standings', 'node', 'account', 'vote', 'status', 'settings', 'help'];

test.each([
  ['standigns', ['standings']],
  ['STANDINGS', ['standings', 'settings']],
  ['nod', ['node']],
  ['acount', ['account']],
  ['tat', ['status']],
  ['s', ['standings', 'status', 'settings']],
  ['xyzzy', []],
  ['', []],
  ['__proto__', []],
])('%j → %j', (query, found) => expect(nearest(query, names, 3)).toEqual(found));

test('a swap of neighbours is one error, as is each other kind', () => {
  expect(nearest('adb', ['abd'], 1)).toEqual(['abd']);
  expect(nearest('abcdef', ['abXdef', 'abdef', 'abcXdef', 'XXXXef'], 9)).toEqual(['abXdef', 'abdef', 'abcXdef']);
});

test('the beginning of a longer name may be mistyped too', () => {
  expect(nearest('houbi', ['iost_kor', 'huobi pool', 'huobi_iost'], 3)).toEqual(['huobi pool', 'huobi_iost']);
});

test('a name with one letter changed, lost or doubled is found', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), fc.constantFrom('', '#', '##'), (name, at, put) => {
      const i = at % name.length;
      expect(nearest(name.slice(0, i) + put + name.slice(i + 1), names, 1)).toEqual([name]);
    }),
  );
});

test('is quick with hostile text', () => {
  expect(
    nearest(
      'a'.repeat(5_000_000),
      Array.from({ length: 900 }, () => 'b'.repeat(10_000)),
      3,
    ),
  ).toEqual([]);
});

test('no shortcut misses what a comparison of all letters finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(word, word, (wanted, candidate) => {
      const limit = Math.max(1, Math.floor(wanted.length / 2));
      const beginning = candidate.slice(0, wanted.length);
      const isNear =
        candidate.includes(wanted) || errors(wanted, candidate) <= limit || errors(wanted, beginning) < limit;
      expect(nearest(wanted, [candidate], 1)).toEqual(isNear ? [candidate] : []);
    }),
    { numRuns: 2_000 },
  );
});

/** Insertions, deletions, replacements and swaps of neighbours, by trying everything. */
function errors(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const replaced = errors(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  if (a[0] === b[0]) return replaced;
  const swapped = a[0] === b[1] && a[1] === b[0] ? errors(a.slice(2), b.slice(2)) + 1 : replaced;
  return Math.min(replaced, swapped, errors(a.slice(1), b) + 1, errors(a, b.slice(1)) + 1);
}
