// The ordered map against the plain way to do it: a Map whose keys are sorted whenever they are asked for.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOrderedMap } from '../../src/devnet/ordered-map.ts';

const key = fc.constantFrom('', 'a', 'a-', 'a-b', 'ab', 'a_b', 'b', 'v_1', 'v_1-x', 'v_10-x', 'z');
const change = fc.tuple(key, fc.option(fc.string()));

test('keeps keys in order through sets and deletes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, fc.string())),
      fc.array(change),
      key,
      fc.nat(12),
      (entries, changes, from, limit) => {
        const ordered = createOrderedMap(entries);
        const plain = new Map(entries);
        for (const [name, value] of changes) {
          if (value === null) ordered.delete(name);
          else ordered.set(name, value);
          if (value === null) plain.delete(name);
          else plain.set(name, value);
        }
        const expected = [...plain.keys()].sort().filter((name) => name >= from);
        expect(ordered.keysFrom(from, () => true, limit)).toEqual(expected.slice(0, limit));
        for (const name of expected) expect(ordered.get(name)).toBe(plain.get(name));
      },
    ),
  );
});
