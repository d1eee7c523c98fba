// Sending no faster than Telegram allows, waiting longer each time, and order within a chat.
import { expect, test } from 'vitest';
import { createLanes } from '../../../src/platforms/telegram/lanes.ts';
import { createPace } from '../../../src/platforms/telegram/pace.ts';
import { pause } from '../../../src/platforms/telegram/pause.ts';

test('a chat gets a short burst, then one message a second', () => {
  const pace = createPace(30);
  expect([1, 2, 3, 4, 5, 6, 7].map(() => pace.bookChat('1', 0))).toEqual([0, 0, 0, 0, 0, 1_000, 2_000]);
  expect(pace.bookChat('2', 0)).toBe(0);
  expect(pace.bookChat('1', 60_000)).toBe(0);
});

test('a group gets at most 20 a minute', () => {
  const pace = createPace(30);
  const waits = Array.from({ length: 20 }, (_, second) => pace.bookChat('-1', second * 1_000));
  expect(waits.every((wait) => wait === 0)).toBe(true);
  const atOnce = Array.from({ length: 40 }, () => pace.bookChat('-2', 0));
  expect(atOnce.at(-1)).toBe(60_000);
});

test('all chats together get 30 a second', () => {
  const pace = createPace(30);
  const waits = Array.from({ length: 90 }, () => pace.bookAll(0));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(30);
  expect(waits.at(-1)).toBe(2_000);
});

test('chats that are quiet again are forgotten', () => {
  const pace = createPace(30);
  for (let chat = 0; chat < 5_000; chat++) expect(pace.bookChat(String(chat), chat * 10_000)).toBe(0);
});

test('a pause ends with its signal', async () => {
  const ending = new AbortController();
  const paused = pause(60_000, ending.signal);
  ending.abort();
  expect(await paused).toBe(false);
  expect(await pause(0, ending.signal)).toBe(false);
});

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
