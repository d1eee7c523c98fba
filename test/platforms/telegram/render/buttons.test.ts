// Button data: all that a press means in 64 bytes, and nothing else is believed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../../../src/core/reply/text.ts';
import { decodePress, encodePress, keyboardOf, type Press } from '../../../../src/platforms/telegram/render/buttons.ts';

test('what a button says comes back, whatever its values are', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  const values = fc.dictionary(name, fc.string({ unit: 'grapheme', maxLength: 12 }), { noNullPrototype: true });
  fc.assert(
    fc.property(name, values, fc.boolean(), fc.boolean(), (command, args, inPlace, hasThread) => {
      const about = { chatId: '-1001234567890', ...(hasThread && { threadId: '77' }) };
      const data = encodePress({ command, args, inPlace, about });
      if (data === undefined) return;
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      const shown = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, plainText(value)]));
      expect(decodePress(data)).toEqual({ command, args: shown, inPlace, about });
    }),
  );
});

test('any text is read as one of ours or as none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (data) => {
      const press: Press | undefined = decodePress(data);
      expect(press === undefined || /^[a-z]{1,32}$/.test(press.command)).toBe(true);
    }),
  );
});

test('a button whose meaning does not fit is left out, the others stay', () => {
  const action = (label: string, search: string) => ({ label, command: 'standings', args: { page: '2', search } });
  const keyboard = keyboardOf([action('too long', '火币矿池'.repeat(5)), action('fine', '火币矿池')], {
    command: 'standings',
  });
  expect(keyboard?.inline_keyboard.flat().map(({ text }) => text)).toEqual(['fine']);
  expect(keyboardOf([action('too long', 'x'.repeat(64))], { command: 'standings' })).toBeUndefined();
  expect(keyboardOf([], { command: 'standings' })).toBeUndefined();
});

test('short buttons share a row, long ones do not', () => {
  const action = (label: string) => ({ label, command: 'standings', args: {} });
  const labels = [
    'Previous',
    'Next',
    'For this chat: 简体中文',
    'a very long label that goes on and on and on and on and on and on',
  ];
  const rows = keyboardOf(labels.map(action), { command: 'standings' })?.inline_keyboard;
  expect(rows?.map((row) => row.length)).toEqual([2, 1, 1]);
  expect(rows?.at(-1)?.[0]?.text).toMatch(/^a very long label .{20,42}…$/);
});
