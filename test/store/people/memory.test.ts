import { expect, test } from 'vitest';
import { createRecent } from '../../../src/store/people/memory.ts';

test('what was set is known for five seconds, and being asked for does not prolong it', () => {
  let now = 0;
  const recent = createRecent<string>(() => now);
  recent.set('a', 'x');
  now = 4_999;
  expect(recent.get('a')).toBe('x');
  now = 5_000;
  expect(recent.get('a')).toBeUndefined();
  expect(recent.get('b')).toBeUndefined();
});

test('it does not grow without bound', () => {
  const recent = createRecent<number>(() => 0);
  for (let i = 0; i <= 10_000; i += 1) recent.set(String(i), i);
  expect(recent.get('0')).toBeUndefined();
  expect(recent.get('10000')).toBe(10_000);
});
