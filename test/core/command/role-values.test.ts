import { expect, test } from 'vitest';
import { UserError } from '../../../src/core/answer/errors.ts';
import { parseArgs, readArgs } from '../../../src/core/command/arguments.ts';
import { declarationProblems } from '../../../src/core/command/check.ts';
import type { Options } from '../../../src/core/command/command.ts';
import type { Known } from '../../../src/core/ports/known.ts';
import { createZoneSearch } from '../../../src/core/values/zone-names.ts';
import { simple } from '../sample-world.ts';

const options = {
  role: { kind: 'role', also: ['off'] },
  channel: { kind: 'channel' },
} as const satisfies Options;

const team = { id: '5', name: 'Team', isEveryone: false, rings: true };
const news = { id: '8', name: 'news', canPost: true };
const known: Known = {
  roles: new Map(
    [team, { ...team, id: '1', isEveryone: true }, { ...team, id: '6', rings: false }].map((role) => [role.id, role]),
  ),
  channels: new Map([[news.id, news]]),
};

function read(values: Readonly<Record<string, string>>, surroundings: Known = known) {
  return readArgs(options, values, { zones: createZoneSearch(), known: surroundings });
}

function mistake(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.key;
    throw error;
  }
}

test('a role or channel is what the platform knows of it, by its id or as it is mentioned', () => {
  expect(read({ role: '5', channel: '8' })).toEqual({ role: team, channel: news });
  expect(read({ role: '<@&5>', channel: '<#8>' })).toEqual({ role: team, channel: news });
});

test('a word may stand in the place of a role, also where there are none', () => {
  expect(read({ role: 'OFF' }, {})).toEqual({ role: 'off', channel: undefined });
});

test.each([
  [{ role: '7' }, known, 'errors.not-a-role'],
  [{ role: 'Team' }, known, 'errors.not-a-role'],
  [{ role: '@everyone' }, known, 'errors.not-a-role'],
  [{ role: '<@5>' }, known, 'errors.not-a-role'],
  [{ role: '1' }, known, 'errors.role-of-everyone'],
  [{ role: '6' }, known, 'errors.silent-role'],
  [{ role: '5' }, {}, 'errors.no-roles'],
  [{ channel: '9' }, known, 'errors.not-a-channel'],
  [{ channel: '8' }, {}, 'errors.no-channels'],
])('%o is refused, with what to do', (values, surroundings, key) => {
  expect(mistake(() => read(values, surroundings))).toBe(key);
});

test('they are declared like any other option, and nothing is known of one that a test line names', () => {
  expect(declarationProblems({ ...simple('ping', async () => Promise.reject()), options, examples: [''] })).toEqual([]);
  expect(mistake(() => parseArgs(options, { kind: 'line', text: '<@&5>' }))).toBe('errors.no-roles');
});
