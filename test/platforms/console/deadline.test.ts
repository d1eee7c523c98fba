// Waiting has an end.
import { expect, test } from 'vitest';
import { within } from '../../../src/platforms/console/deadline.ts';

test('what comes in time is the answer', async () => {
  expect(await within(60_000, Promise.resolve('answer'))).toBe('answer');
});

test('what comes too late or fails is nothing', async () => {
  expect(await within(1, new Promise(() => undefined))).toBeUndefined();
  expect(await within(60_000, Promise.reject(new Error('broken')))).toBeUndefined();
});
