// What a button does, as the line that a person types for it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionLine } from '../../../src/core/command/action-line.ts';
import { nameArgs, splitCommand } from '../../../src/core/command/arguments.ts';
import { plainText } from '../../../src/core/reply/text.ts';

test('the line of an action parses back to its arguments', () => {
  const options = { page: { kind: 'text' }, search: { kind: 'text' } } as const;
  const pieces = fc.constantFrom('a', ' ', '"', "'", '=', ':', '页', 'page=', '/', '“', '「', 'x');
  const value = fc
    .array(pieces, { minLength: 1 })
    .map((parts) => plainText(parts.join('')))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(value, value, (page, search) => {
      const { command, rest } = splitCommand(actionLine({ command: 'standings', args: { page, search } }));
      expect(command).toBe('standings');
      expect(nameArgs(options, { kind: 'line', text: rest })).toEqual({ page, search });
    }),
  );
});
