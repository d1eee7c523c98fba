import { expect, test } from 'vitest';
import { startHost } from '../../support/host.ts';

test('a shared answer is worked out once for a snapshot, and anew for the next, another language or another question', async () => {
  const clock = { time: Date.now(), now: () => clock.time };
  await using bot = await startHost({ clock, ttlMs: 15_000 });
  const ask = async (line: string, locale = 'en') =>
    (await bot.ask(line, { userId: `someone-${locale}`, locale })).reply;
  const first = await ask('standings');
  expect(await ask('standings')).toBe(first);
  expect(await ask('standings 1')).not.toBe(first);
  expect((await ask('standings', 'zh-CN')).title).not.toBe(first.title);
  bot.devnet.advance();
  clock.time += 20_000;
  const next = await ask('standings');
  expect(next).not.toBe(first);
  expect(next.footer).toContain('520200');
});

test('a shared answer that has grown old says so', async () => {
  const clock = { time: Date.now(), now: () => clock.time };
  let isDown = false;
  await using bot = await startHost({
    clock,
    ttlMs: 15_000,
    intercept: () => (isDown ? { kind: 'answer', status: 404, body: '' } : undefined),
  });
  const { reply: fresh } = await bot.ask('standings');
  isDown = true;
  clock.time += 300_000;
  const { reply: old } = await bot.ask('standings');
  expect(old.footer).not.toBe(fresh.footer);
  expect(old.footer).toContain('5 min');
});

test('an answer for one person is shared with nobody', async () => {
  await using bot = await startHost({ ttlMs: 15_000 });
  await bot.ask('me add v00000_x', { userId: 'owner' });
  expect((await bot.ask('me', { userId: 'owner' })).reply.data).not.toEqual(
    (await bot.ask('me', { userId: 'other' })).reply.data,
  );
});
