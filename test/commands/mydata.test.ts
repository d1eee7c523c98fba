import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';
import { linkBoth, newsOf } from '../support/linking.ts';

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

test('of those linked with one there is the shared list alone, until they share more', async () => {
  await using bot = await startHost();
  const [anna, abroad] = [{ userId: 'anna' }, { userId: '4242', platform: 'other' }];
  await bot.ask('me add v00001_x abroad', abroad);
  await bot.ask('watch iost_kor votes 3m', abroad);
  await linkBoth(bot, anna, abroad);
  const shown = async () => JSON.stringify((await bot.ask('mydata', anna)).reply.data);
  expect(readable(await bot.ask('mydata', anna))).toContain('there is only the list that you share');
  expect(await shown()).toContain('iost_kor');
  for (const hidden of ['4242', 'v00001_x']) expect(await shown()).not.toContain(hidden);
  expect((await bot.follow('link share', abroad)).kind).toBe('asked');
  await bot.ask('link share', abroad);
  for (const seen of ['4242', 'v00001_x']) expect(await shown()).toContain(seen);
  expect((await newsOf(bot, anna)).map(readable).join()).toContain('lets “mydata” show');
  await bot.ask('link private', abroad);
  for (const hidden of ['4242', 'v00001_x']) expect(await shown()).not.toContain(hidden);
});

test('in Chinese every table has a name', async () => {
  await using bot = await startHost();
  await bot.ask('watch iost_kor votes 3m', { locale: 'zh-CN' });
  await bot.ask('testalert', { locale: 'zh-CN' });
  await bot.ask('link', { locale: 'zh-CN' });
  const { blocks } = (await bot.ask('mydata', { locale: 'zh-CN' })).reply;
  const labels = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields.map(({ label }) => label) : []));
  expect(labels.length).toBeGreaterThan(3);
  for (const label of labels) expect(label).not.toMatch(/^[a-z_]+$/);
});
