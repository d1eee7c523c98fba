// How many ask at once changes no number: what is not ready says so, and comes when it is asked for again.
import { expect, test } from 'vitest';
import { startHost } from '../../support/host.ts';
import { shortSimulator } from '../../support/short-rotation.ts';
import { asksAtOnce, estimateIn, untilReady } from './crowd-of-questions.ts';

test('estimates asked at once are those asked one by one', async () => {
  await using crowded = await startHost({ ttlMs: 600_000, rotation: shortSimulator() });
  await using calm = await startHost({ ttlMs: 600_000, rotation: shortSimulator() });
  await asksAtOnce(crowded, calm);
});

test('estimates that are not ready say so, and are the same once they are', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await using crowded = await startHost({ ttlMs: 600_000, rotation: shortSimulator(promise) });
  await using calm = await startHost({ ttlMs: 600_000, rotation: shortSimulator() });
  expect(await asksAtOnce(crowded, calm, async () => resolve())).toBe(19);
});

test('the same question asked by many at once has one answer', async () => {
  await using bot = await startHost({ ttlMs: 600_000 });
  const data = estimateIn(await untilReady(bot, 'rewards votes=7m'));
  const again = await Promise.all(Array.from({ length: 20 }, () => bot.ask('rewards votes=7m')));
  for (const outcome of again) expect(estimateIn(outcome)).toEqual(data);
});
