// Whatever the limit, parts stay below it and hold everything, in order.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packLines, splitLines } from '../../src/platforms/split.ts';

const lines = fc.array(fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 })));

describe('splitLines', () => {
  test('no part is longer than the limit and nothing is lost', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 2, max: 80 }), (all, limit) => {
        const parts = splitLines(all, limit);
        for (const part of parts) expect(part.join('\n').length).toBeLessThanOrEqual(limit);
        expect(parts.flat().join('')).toBe(all.join(''));
      }),
    );
  });

  test('lines that fit stay whole', () => {
    fc.assert(
      fc.property(lines, (all) => {
        expect(splitLines(all, 500).flat()).toEqual(all);
      }),
    );
  });

  test('parts are as full as whole lines allow', () => {
    expect(splitLines(['aaa', 'bbb', 'ccc'], 7)).toEqual([['aaa', 'bbb'], ['ccc']]);
    expect(splitLines(['aaa', 'bbb', 'ccc'], 6)).toEqual([['aaa'], ['bbb'], ['ccc']]);
    expect(splitLines([], 10)).toEqual([]);
  });

  test('a long line is cut between what readers see as characters', () => {
    const family = '👩‍👩‍👧';
    expect(splitLines([family + family], 10).flat()).toEqual([family, family]);
  });

  test('a character larger than the limit is cut between code points', () => {
    const zalgo = `a${'\u0301'.repeat(20)}`;
    const parts = splitLines([zalgo], 8).flat();
    expect(parts.join('')).toBe(zalgo);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(8);
  });
});

test('packLines gives a line that is larger than a page a page of its own', () => {
  const sizes = new Map([
    ['small', 1],
    ['large', 9],
  ]);
  const sizeOf = (line: string) => sizes.get(line) ?? 0;
  expect(packLines(['small', 'large', 'small', 'small'], 2, sizeOf)).toEqual([
    ['small'],
    ['large'],
    ['small', 'small'],
  ]);
});
