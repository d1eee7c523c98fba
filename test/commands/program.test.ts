import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('shares the pool of 840 million, and says which rules say so', async () => {
  await using bot = await startHost();
  await bot.devnet.stop();
  const outcome = await bot.ask('program');
  const text = readable(outcome);
  expect(text).toContain('840,000,000 IOST go to the elected nodes: 420,000,000 from the ecosystem fund');
  expect(text).toContain('blocks made | 25 % | 210,000,000');
  expect(text).toContain('share of votes | 25 % | 210,000,000');
  expect(text).toContain('contribution rating | 50 % | 420,000,000');
  expect(text).toContain('Voters of a node with at least 2,100,000 votes get 50 %');
  expect(outcome.reply.footer).toBe('Rule set 2019-node-en of 2019 · https://iost.io/node-en');
  expect(outcome.reply.data).toMatchObject({
    version: '2019-node-en',
    parts: [
      { part: 'blocks', share: '0.25', amount: '210000000' },
      { part: 'votes', share: '0.25', amount: '210000000' },
      { part: 'contribution', share: '0.5', amount: '420000000' },
    ],
  });
});
