import { expect, test } from 'vitest';
import { oncePer } from '../../../src/core/values/memo.ts';

test('works out each object once, whatever comes of it', () => {
  const asked: object[] = [];
  const size = oncePer((key: object) => {
    asked.push(key);
    return Object.keys(key).length || undefined;
  });
  const [a, b] = [{ one: 1 }, {}];
  expect([size(a), size(b), size(a), size(b)]).toEqual([1, undefined, 1, undefined]);
  expect(asked).toEqual([a, b]);
});

test('a failure is not remembered', () => {
  let failing = true;
  const tried = oncePer((_: object) => {
    if (failing) throw new Error('not yet');
    return 'done';
  });
  const key = {};
  expect(() => tried(key)).toThrow('not yet');
  failing = false;
  expect(tried(key)).toBe('done');
});
