import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('everything that is kept of the one who asks, as a file and in short', async () => {
  await using bot = await startHost();
  const anna = { userId: 'anna' };
  await bot.ask('me add v00000_x savings', anna);
  await bot.ask('settings zh-CN', anna);
  await bot.ask('settings en', anna);
  await bot.ask('watch iost_kor votes 3m', anna);
  await bot.ask('watch iost_kor online', anna);
  await bot.ask('quiet 23:00 7:00 +8', anna);
  await bot.ask('watch huobipool elected', { userId: 'ben' });
  const outcome = await bot.ask('mydata', anna);
  expect(outcome.reply.visibility).toBe('private');
  const text = readable(outcome);
  expect(text).toContain('Saved accounts: 1 entry');
  expect(text).toContain('Subscriptions: 2 entries');
  const [file] = outcome.reply.blocks.flatMap((block) => (block.kind === 'file' ? [block] : []));
  const data = JSON.parse(new TextDecoder().decode(file?.data));
  expect(data).toEqual(outcome.reply.data);
  expect(data).toMatchObject({
    saved_accounts: [{ account: 'v00000_x', label: 'savings' }],
    subscribers: [{ zone: '+08:00', quiet_from: 1_380, quiet_to: 420 }],
    subscriptions: [
      { subject: 'iost_kor', event: 'votes', level: '300000000000000' },
      { subject: 'iost_kor', event: 'online' },
    ],
  });
  expect(JSON.stringify(data)).not.toContain('huobipool');
});

test('in Chinese every table has a name', async () => {
  await using bot = await startHost();
  await bot.ask('watch iost_kor votes 3m', { locale: 'zh-CN' });
  await bot.ask('testalert');
  const { blocks } = (await bot.ask('mydata', { locale: 'zh-CN' })).reply;
  const labels = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields.map(({ label }) => label) : []));
  expect(labels.length).toBeGreaterThan(3);
  for (const label of labels) expect(label).not.toMatch(/^[a-z_]+$/);
});
