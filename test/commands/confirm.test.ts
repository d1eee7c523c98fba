// What a link, a stranger or an old message asks for is asked about, and done by the press of the one who was asked.
import { expect, test } from 'vitest';
import type { Invocation } from '../../src/core/ports/platform.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';

const WATCH = { command: 'watch', raw: { kind: 'line', text: 'iost_kor elected' } } as const;

function call(bot: TestHost, change: Partial<Invocation>) {
  return bot.host.answer({
    ...WATCH,
    actor: { platform: 'test', userId: 'someone' },
    chat: { platform: 'test', chatId: 'room', kind: 'private' },
    isChatAdmin: false,
    source: 'link',
    ...change,
  });
}

const watched = async (bot: TestHost) => readable(await bot.ask('alerts')).includes('#1');

test('a link changes nothing: it shows what would happen, and a button that does it once', async () => {
  await using bot = await startHost();
  const outcome = await call(bot, {});
  expect(outcome.kind).toBe('asked');
  expect(outcome.reply.visibility).toBe('private');
  expect(readable(outcome)).toContain('watch subject=iost_kor event=elected');
  expect(await watched(bot)).toBe(false);
  const [button] = outcome.reply.actions ?? [];
  if (!button) throw new Error('no button');
  expect(button.label).toContain('watch');
  expect((await bot.press(button, { userId: 'stranger' })).kind).toBe('mistake');
  expect((await call(bot, { command: 'confirm', raw: { kind: 'named', values: button.args } })).kind).toBe('mistake');
  expect(await watched(bot)).toBe(false);
  expect((await bot.press(button)).kind).toBe('answered');
  expect(await watched(bot)).toBe(true);
  expect(readable(await bot.press(button))).toContain('This question is over');
});

test('what somebody else wrote, and what was written long ago, asks as well', async () => {
  await using bot = await startHost();
  const foreign = await call(bot, { source: 'foreign' });
  const old = await call(bot, { source: 'typed', writtenAt: Date.now() - 3_600_000 });
  expect([foreign.kind, old.kind]).toEqual(['asked', 'asked']);
  expect(readable(foreign)).toContain('Somebody else wrote this');
  expect(readable(old)).toContain('when I was away');
  expect(await watched(bot)).toBe(false);
});

test('a mistake is told at once, and nobody is asked about what cannot be', async () => {
  await using bot = await startHost();
  expect((await call(bot, { command: 'mute', raw: { kind: 'line', text: 'no-such-thing at all' } })).kind).toBe(
    'mistake',
  );
});

test('readers of a channel make nobody speak there', async () => {
  await using bot = await startHost();
  const chat = { platform: 'test', chatId: 'news', kind: 'channel' } as const;
  const ask = { command: 'standings', raw: { kind: 'line', text: '' }, source: 'pressed', chat } as const;
  expect(await call(bot, ask)).toMatchObject({ kind: 'elsewhere', reply: { visibility: 'private' } });
  expect((await call(bot, { ...ask, isChatAdmin: true })).kind).toBe('answered');
});

test('in the menus there is nothing to confirm', async () => {
  await using bot = await startHost();
  expect(readable(await bot.ask('help'))).not.toContain('confirm');
});
