import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('tells the newest programme as published, part by part, and that nobody knows whether it is still paid', async () => {
  await using bot = await startHost();
  await bot.devnet.stop();
  const outcome = await bot.ask('program');
  const text = readable(outcome);
  expect(text).toContain('As published in 2020 (rule set v4, from 2020-07-01); whether it is still paid is not known.');
  expect(text).toContain('By it 840,000,000 IOST a year went to the elected nodes');
  expect(text).toContain("blocks made: 210,000,000 a year (25 %), all of it the node's own");
  expect(text).toContain('share of votes, paid daily: 210,000,000 a year (25 %), 50 % of it for the voters');
  expect(text).toMatch(/contribution, rated .*: 420,000,000 a year \(50 %\), 50 % of it for the voters/);
  expect(text).not.toContain('paid by the quarter: 210,000,000');
  expect(text).toContain('for nodes with at least 2,100,000 votes');
  expect(text).toContain('no sign of it was found after 2023 (read 2026-11-25)');
  expect(text).toContain("IOST's first chain (L1, chain id 1024) and its node election run");
  expect(text).toContain('admitted block producers from 10,000,000 votes (2019-04-30)');
  expect(outcome.reply.footer).toContain(
    'known to hold until 2023, sources last read 2026-11-25 · 2020-12 https://medium',
  );
  expect(outcome.reply.data).toMatchObject({
    id: 'v4',
    published: '2020-12',
    until: null,
    parts: [
      { part: 'blocks', share: '0.25', pool: '210000000', voters: '0' },
      { part: 'votes', share: '0.25', pool: '210000000', voters: '0.5' },
      { part: 'rating', share: '0.5', pool: '420000000', voters: '0.5' },
    ],
    results: [],
  });
});

test('tells an older one as past, with what was paid under it', async () => {
  await using bot = await startHost();
  const text = readable(await bot.ask('program 2019'));
  expect(text).toContain('As published in 2019 (rule set 2019): it held from 2019-03-10 to 2020-03-09 and is past.');
  expect(text).toContain('share of votes, paid by the quarter: 210,000,000 a year (25 %)');
  expect(text).toContain('2019-Q1: 12,600,000 IOST for 22 days');
  expect(text).toContain('2020-Q1: 40,000,000 IOST for 69 days; 16 nodes of the best tier got 1,240,000 each');
});

test('tells all of them by their dates', async () => {
  await using bot = await startHost();
  const { reply } = await bot.ask('program history');
  expect(reply.blocks[0]).toMatchObject({
    kind: 'list',
    items: [
      expect.stringMatching(
        /^As published in 2019 .*: blocks 210,000,000, votes 210,000,000, quarterly votes 210,000,000/,
      ),
      expect.stringMatching(/^As published in 2020 \(rule set v2\): it held from 2020-03-10 to 2020-06-30/),
      expect.stringMatching(/^As published in 2020 \(rule set v4.*rating 420,000,000\.$/),
      expect.stringMatching(/^Rule set 2025, from 2025 on: no published program is known/),
    ],
  });
  expect(reply.actions?.map(({ args }) => args.rules)).toEqual(['2019', 'v2', 'v4', '2025']);
  expect(readable(await bot.ask('奖励 历史', { locale: 'zh-CN' }))).toContain('没有已知的公布方案');
});

test('offers the rule sets that there are for one that there is not', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('program v3');
  expect(outcome.kind).toBe('mistake');
  expect(readable(outcome)).toContain('I know no rule set “v3”. There are 2019, v2, v4, 2025.');
  expect(outcome.reply.actions?.[1]).toMatchObject({ command: 'program', args: { rules: 'v2' } });
});
