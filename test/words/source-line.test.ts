// What the footer says about an answer's age, source and doubts.
import { expect, test } from 'vitest';
import { startHost } from '../support/host.ts';

const START = Date.parse('2026-01-01T00:00:00Z');

test('a fresh answer names block, time and the synthetic votes', async () => {
  await using bot = await startHost();
  const { footer } = (await bot.ask('standings')).reply;
  expect(footer).toBe(`recorded demo, synthetic votes · Block 519600 · 2019-11-23 00:10:00 UTC`);
  const zh = (await bot.ask('standings', { locale: 'zh-CN' })).reply.footer;
  expect(zh).toBe(`录制演示，投票为合成数据 · 区块 519600 · 2019-11-23 00:10:00 UTC`);
});

test('another chain than the mainnet is named', async () => {
  await using bot = await startHost({
    wrap: (reader) => ({
      ...reader,
      standings: async (signal) => {
        const snapshot = await reader.standings(signal);
        return { ...snapshot, chain: { chainId: 1023, netName: 'testnet', synthetic: false } };
      },
    }),
  });
  const { footer } = (await bot.ask('standings')).reply;
  expect(footer).toBe('chain id 1023, not the mainnet · Block 519600 · 2019-11-23 00:10:00 UTC');
});

test('an answer older than a minute says its age', async () => {
  let now = START;
  await using bot = await startHost({ clock: { now: () => now }, ttlMs: 3_600_000 });
  await bot.ask('standings');
  now += 60_000;
  expect((await bot.ask('standings')).reply.footer).not.toContain('ago');
  now += 120_000;
  expect((await bot.ask('standings')).reply.footer).toContain('read 3 minutes ago');
});

test('while the chain is away the last good answer says so, and why', async () => {
  let now = START;
  await using bot = await startHost({ clock: { now: () => now }, ttlMs: 0 });
  await bot.ask('standings');
  await bot.devnet.stop();
  now += 7_200_000;
  const outcome = await bot.ask('standings');
  expect(outcome.kind).toBe('answered');
  expect(outcome.reply.footer).toContain('last good answer, read 2 hours ago: no answer now');
});

test('doubts about the answer are told', async () => {
  await using bot = await startHost({
    wrap: (reader) => ({
      ...reader,
      standings: async (signal) => ({
        ...(await reader.standings(signal)),
        blocks: { first: 519600, last: 519603 },
        consistent: false,
        complete: false,
      }),
    }),
  });
  const { footer } = (await bot.ask('standings')).reply;
  expect(footer).toContain('Blocks 519600 to 519603');
  expect(footer).toContain('votes and elected list disagree');
  expect(footer).toContain('may be incomplete: this node cannot list its candidates');
});
