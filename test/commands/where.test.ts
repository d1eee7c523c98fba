import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('says which tokens of that name can vote, which cannot, and what is not known, each with its date', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('where');
  const text = readable(outcome);
  expect(text).toContain('first chain (L1, chain id 1024): it can vote');
  expect(text).toContain('BEP20 tokens on BNB Chain (since 2025-01): they cannot vote');
  expect(text).toContain('it has no election, so they cannot vote');
  expect(text).toContain('no sign of it was found after 2023 (read 2026-11-25)');
  expect(outcome.reply.data).toMatchObject({
    asOf: '2026-11-25',
    canVote: [{ chainId: 1024, block: 471005961, seen: '2026-08-20', source: 'operator of the producer iost_4_life' }],
    cannotVote: [{ id: 'bep20' }, { id: 'layer2' }],
  });
});

test('is answered without the chain, in Chinese too', async () => {
  await using bot = await startHost();
  await bot.devnet.stop();
  expect(readable(await bot.ask('where', { locale: 'zh-CN' }))).toContain('可以投票');
});
