// Whose turn it is: whoever waits for an answer goes first, and a long wait is told.
import { expect, test } from 'vitest';
import { createLimits } from '../../../../src/platforms/telegram/deliver/limits.ts';
import { createTurns } from '../../../../src/platforms/telegram/deliver/turns.ts';

const open = (perSecond: number) => {
  const closing = new AbortController();
  const limits = createLimits({ perSecond, timeScale: 1 });
  return { closing, limits, ...createTurns({ limits, closing: closing.signal }) };
};

test('an answer goes before all news that wait', async () => {
  const { take, closing } = open(3);
  const order: string[] = [];
  const note = (what: string) => () => order.push(what);
  const news = Array.from({ length: 5 }, (_, chat) => take(`${chat}`, 'news').then(note(`news ${chat}`)));
  const answer = take('9', 'answer').then(note('answer'));
  await Promise.all([...news.slice(0, 3), answer]);
  expect(order.indexOf('answer')).toBeLessThan(3);
  closing.abort();
  await Promise.all(news);
});

test('a long wait for the chat is told instead of waited for', async () => {
  const { take, limits } = open(30);
  limits.hold('1', 10_000, performance.now());
  expect(await take('1', 'news')).toMatchObject({ kind: 'too-long', waitMs: expect.any(Number) });
  limits.hold('1', 70_000, performance.now());
  expect(await take('1', 'answer')).toMatchObject({ kind: 'too-long' });
});

test('a chat that is told to wait while its message waits takes another turn, and nobody goes instead of it', async () => {
  const { take, limits } = open(2);
  await take('1', 'answer');
  await take('2', 'answer');
  const turns = [take('3', 'answer'), take('4', 'answer')];
  limits.hold('3', 1_300, performance.now());
  const order: number[] = [];
  await Promise.all(turns.map((turn, index) => turn.then(() => order.push(index))));
  expect(order).toEqual([1, 0]);
});

test('news can be told that there will be no turn, and all can', async () => {
  const { take, stopNews, closing } = open(1);
  expect(await take('1', 'answer')).toEqual({ kind: 'now' });
  const [news, answer] = [take('2', 'news'), take('3', 'answer')];
  stopNews();
  expect(await news).toEqual({ kind: 'closed' });
  expect(await take('4', 'news')).toEqual({ kind: 'closed' });
  closing.abort();
  expect(await answer).toEqual({ kind: 'closed' });
  expect(await take('5', 'answer')).toEqual({ kind: 'closed' });
});
