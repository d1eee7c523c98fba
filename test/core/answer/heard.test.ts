// On a platform where an answer may come too late: nothing is changed unless the person will hear of it.
import { expect, test } from 'vitest';
import type { Invocation } from '../../../src/core/ports/platform.ts';
import { commands, startHost } from '../../support/host.ts';

const anna = { platform: 'test', userId: 'anna' };
const invocation = (more: Partial<Invocation>): Invocation => ({
  command: 'watch',
  raw: { kind: 'line', text: 'huobipool elected' },
  source: 'typed',
  actor: anna,
  chat: { platform: 'test', chatId: 'anna', kind: 'private' },
  isChatAdmin: true,
  isOperator: true,
  ...more,
});
const mine = { kind: 'person', person: anna } as const;

test('a change that nobody would hear of is not made', async () => {
  await using bot = await startHost();
  const late = await bot.host.answer(invocation({ willHear: async () => false }));
  expect(late.kind).toBe('ignored');
  expect(await bot.store.subscriptions.list(mine)).toEqual([]);
  await bot.host.answer(invocation({ willHear: async () => true }));
  expect(await bot.store.subscriptions.list(mine)).toHaveLength(1);
});

test('nobody is asked about what changes nothing, or about a mistake that is known before', async () => {
  await using bot = await startHost();
  const willHear = () => Promise.reject(new Error('asked'));
  const looks = commands.filter(({ changes }) => changes === false).map(({ name }) => name);
  for (const command of looks) {
    const raw = { kind: 'line', text: command === 'node' || command === 'compare' ? 'huobipool' : '' } as const;
    expect((await bot.host.answer(invocation({ command, raw, willHear }))).kind, command).not.toBe('failed');
  }
  const raw = { kind: 'named', values: { id: 'no number' } } as const;
  expect((await bot.host.answer(invocation({ command: 'unwatch', raw, willHear }))).kind).toBe('mistake');
});

test('what was asked about can be pressed again by whoever was too late', async () => {
  await using bot = await startHost();
  const asked = await bot.host.answer(invocation({ source: 'link' }));
  expect(asked.kind).toBe('asked');
  const [{ command, args } = { command: '', args: {} }] = asked.reply.actions ?? [];
  const press = (isHeard: boolean) =>
    bot.host.answer(
      invocation({ command, raw: { kind: 'named', values: args }, source: 'pressed', willHear: async () => isHeard }),
    );
  expect((await press(false)).kind).toBe('ignored');
  expect(await bot.store.subscriptions.list(mine)).toEqual([]);
  expect((await press(true)).kind).toBe('answered');
  expect(await bot.store.subscriptions.list(mine)).toHaveLength(1);
});
