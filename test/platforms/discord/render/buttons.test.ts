// A button says the same after a restart, and says nothing that this version does not know.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineCommand } from '../../../../src/core/command/command.ts';
import { decodePress, encodePress } from '../../../../src/platforms/discord/render/buttons.ts';
import { commands } from '../../../support/host.ts';
import { say, standings } from '../../scripted-host.ts';

const known = [standings];
const action = (args: Readonly<Record<string, string>>) => ({ label: 'x', command: 'standings', args });

test('any arguments come back as they went', () => {
  const value = fc.string({ unit: fc.constantFrom(...'|\\ab=+,:中 1'), minLength: 1, maxLength: 20 });
  const args = fc.record({ page: value, sort: value, search: value }, { requiredKeys: [] });
  fc.assert(
    fc.property(args, fc.boolean(), (given, isOwn) => {
      const customId = encodePress(action(given), isOwn ? 'standings' : 'node', known) ?? '';
      expect(decodePress(customId, known)).toEqual({ command: 'standings', values: given, isInPlace: isOwn });
    }),
  );
});

test('what does not fit into 100 characters makes no button', () => {
  const fits = (search: string) => encodePress(action({ search }), undefined, known) !== undefined;
  expect(fits('x'.repeat(80))).toBe(true);
  expect(fits('x'.repeat(100))).toBe(false);
});

test('the longest page of the real standings fits', () => {
  const args = { page: '1000', sort: 'score', only: 'candidates', search: 'x'.repeat(64) };
  expect(encodePress({ label: 'x', command: 'standings', args }, 'standings', commands)).toBeDefined();
});

test('a command that is not there, or has other options by now, is stale', () => {
  const customId = encodePress(action({ page: '2' }), undefined, known) ?? '';
  const later = defineCommand({
    name: standings.name,
    needs: [],
    examples: [],
    changes: false,
    privacy: 'chat',
    options: { only: { kind: 'text' }, ...standings.options },
    run: async () => say(''),
  });
  expect(decodePress(customId, [later])).toBeUndefined();
  expect(decodePress(customId, [])).toBeUndefined();
  expect(encodePress({ label: 'x', command: 'gone', args: {} }, undefined, known)).toBeUndefined();
});

test.each(['', '|', 'standings', '+xxstandings', '?', '=', '+\n', '\\', 'a'.repeat(100), '{"command":"standings"}'])(
  'the forged %j means nothing',
  (customId) => {
    expect(decodePress(customId, known)).toBeUndefined();
  },
);

test('more values than options mean nothing', () => {
  const customId = encodePress(action({ search: 'x' }), undefined, known);
  expect(decodePress(`${customId}|y`, known)).toBeUndefined();
});
