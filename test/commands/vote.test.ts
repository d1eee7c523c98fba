import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('names the channels as not official, and takes the unfreeze time from the chain', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('vote');
  const text = readable(outcome);
  expect(text).toContain('One IOST is one vote.');
  expect(text).toContain('frozen for 3 days');
  expect(text).toContain('none is official');
  expect(text).toContain('TokenPocket: named on the nodes page (2021)');
  expect(text).toContain('iWallet: named after 2021');
  expect(text).toContain('its node election run: block 471,005,961 was seen on 2026-08-20');
  expect(text).toContain('(the BEP20 token, the layer 2) cannot vote');
  expect(text).toContain('Bepal: named in IOST articles of 2020');
  expect(outcome.reply.data).toMatchObject({ unfreezeSeconds: 259200, asOf: '2026-11' });
});

test('answers while the chain is away', async () => {
  await using bot = await startHost();
  await bot.devnet.stop();
  const outcome = await bot.ask('vote');
  expect(outcome.kind).toBe('answered');
  expect(readable(outcome)).toContain('no node can tell right now');
  expect(outcome.reply.data).toMatchObject({ unfreezeSeconds: null });
});
