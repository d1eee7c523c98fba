import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('names the node in use, its height and the versions', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('status');
  expect(outcome.reply.tone).toBe('good');
  expect(outcome.reply.data).toMatchObject({
    version: '0.0.0-test',
    node: { name: 'node 1', version: '3.11.5' },
    chain: { chainId: 1024, synthetic: true },
    block: 519600,
    time: '2019-11-23T00:10:00.000Z',
    trouble: null,
    nodes: [{ name: 'node 1', state: 'in use', trouble: null, retryAt: null }],
  });
  expect(readable(outcome)).toContain('Node in use: node 1, version 3.11.5');
});

test('says where the nodes are to owners, in private, and to nobody else', async () => {
  await using bot = await startHost({ owners: ['test:boss'] });
  const { host } = new URL(bot.devnet.url);
  await bot.ask('status');
  const asOwner = await bot.ask('status', { userId: 'boss' });
  expect(readable(asOwner)).toContain(`node 1 | ${host} | in use`);
  expect(asOwner.reply.data).toMatchObject({ nodes: [{ name: 'node 1', host }] });
  for (const asker of [
    { userId: 'someone' },
    { userId: 'boss', platform: 'other' },
    { userId: 'boss', kind: 'group' },
    { userId: 'boss', kind: 'channel', isChatAdmin: true },
    { userId: 'someone', kind: 'group', isChatAdmin: true },
  ] as const) {
    const outcome = await bot.ask('status', asker);
    expect(JSON.stringify(outcome.reply)).not.toContain(host);
    expect(readable(outcome)).toContain('node 1 | in use');
  }
});

test('a clock that differs is shown, and is no trouble', async () => {
  const recordedAt = Date.parse('2019-11-23T00:10:00Z');
  for (const [now, sentence] of [
    [recordedAt + 3 * 86_400_000, 'days behind ours'],
    [recordedAt - 3 * 86_400_000, 'days ahead of ours'],
  ] as const) {
    await using bot = await startHost({ clock: { now: () => now } });
    const outcome = await bot.ask('status');
    expect(readable(outcome)).toContain(sentence);
    expect(outcome.reply.tone).toBe('good');
  }
});

test('a node that went away shows with the reason and the next try', async () => {
  await using bot = await startHost({ ttlMs: 0 });
  await bot.ask('status');
  await bot.devnet.stop();
  const outcome = await bot.ask('status');
  expect(outcome.kind).toBe('answered');
  expect(outcome.reply.tone).toBe('warning');
  expect(outcome.reply.data).toMatchObject({
    block: 519600,
    trouble: 'unreachable',
    nodes: [{ state: 'resting', trouble: 'unreachable' }],
  });
  expect(readable(outcome)).toMatch(/resting \| no answer now, next try in \d+ second/);
});

test('answers even when no node ever did', async () => {
  await using bot = await startHost();
  await bot.devnet.stop();
  const outcome = await bot.ask('status');
  expect(outcome.kind).toBe('answered');
  expect(outcome.reply).toMatchObject({ tone: 'bad', data: { node: null, block: null } });
  expect(readable(outcome)).toContain('No node has answered yet.');
});
