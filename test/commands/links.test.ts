import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('lists the links with the date of their file', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('links');
  expect(readable(outcome)).toContain('Nodes page: https://iost.io/node-en (2021)');
  expect(readable(outcome)).toContain('looked through 2026-11');
  expect(outcome.reply.data).toMatchObject({ asOf: '2026-11' });
});

test('a link that an operator added goes by its id', async () => {
  const links = { asOf: '2026', links: [{ id: 'our-wiki', url: 'https://example.org' }], votingChannels: [] };
  await using bot = await startHost({ links });
  expect(readable(await bot.ask('links'))).toContain('our-wiki: https://example.org');
});
