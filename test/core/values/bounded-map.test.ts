import { expect, test } from 'vitest';
import { createBoundedMap } from '../../../src/core/values/bounded-map.ts';

test('what was set longest ago makes room, and setting again keeps', () => {
  const map = createBoundedMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4]);
  map.delete('a');
  expect(map.get('a')).toBeUndefined();
});
