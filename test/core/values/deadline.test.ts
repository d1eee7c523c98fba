// Waiting has an end.
import { expect, test } from 'vitest';
import { within } from '../../../src/core/values/deadline.ts';

test('what comes in time is the answer', async () => {
  expect(await within(60_000, Promise.resolve('answer'), () => 'late')).toBe('answer');
});

test('what comes too late is what was said for that case', async () => {
  const never = new Promise(() => undefined);
  expect(await within(1, never, () => undefined)).toBeUndefined();
  const refuse = () => {
    throw new Error('late');
  };
  await expect(within(1, never, refuse)).rejects.toThrow('late');
});

test('what fails in time fails', async () => {
  await expect(within(60_000, Promise.reject(new Error('broken')), () => 'late')).rejects.toThrow('broken');
});
