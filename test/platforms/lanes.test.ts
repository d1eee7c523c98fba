import { expect, test } from 'vitest';
import { createLanes } from '../../src/platforms/lanes.ts';

test('lanes keep order, do not wait for each other, survive failures and know when all is done', async () => {
  const lanes = createLanes();
  const gate = Promise.withResolvers<void>();
  const done: string[] = [];
  const first = lanes.run('a', () => gate.promise.then(() => done.push('a1')));
  const failing = lanes.run('a', () => Promise.reject(new Error('a2')));
  const last = lanes.run('a', async () => done.push('a3'));
  await lanes.run('b', async () => done.push('b1'));
  expect(done).toEqual(['b1']);
  gate.resolve();
  await lanes.idle();
  await expect(failing).rejects.toThrow('a2');
  await Promise.all([first, last]);
  expect(done).toEqual(['b1', 'a1', 'a3']);
});
