import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/answer/errors.ts';
import type { Command } from '../../../src/core/command/command.ts';
import { ChainUnavailable } from '../../../src/core/ports/outage.ts';
import type { Invocation, Outcome } from '../../../src/core/ports/platform.ts';
import {
  createMemoryLog,
  createWorld,
  help,
  node,
  openWorld,
  reply,
  simple,
  standings,
  type World,
} from '../sample-world.ts';

const secret = 'token 12345:SECRET at /srv/bot.ts';
const offer = { option: 'node', choices: [{ value: 'huobi', label: 'Huobi' }] };
const commands: readonly Command[] = [
  standings,
  node,
  help,
  simple('down', () => Promise.reject(new ChainUnavailable('unreachable', 'node1: ECONNREFUSED'))),
  simple('broken', () => Promise.reject(new Error(secret))),
  simple('throws', () => {
    throw secret;
  }),
  simple('untranslated', () => Promise.reject(new UserError('no.such.key'))),
  {
    ...standings,
    name: 'which',
    run: () => Promise.reject(new UserError('errors.empty', {}, { ...offer, option: 'search' })),
  },
  simple('mute', async () => reply('muted'), 'chat-admin'),
  simple('drain', async () => reply('drained'), 'owner'),
];
const world = await createWorld(commands);

function ask(line: string, change: Partial<Invocation> = {}, deps: Partial<World> = {}): Promise<Outcome> {
  const [command = '', ...rest] = line.split(' ');
  return openWorld({ ...world, ...deps }).answer({
    command,
    raw: { kind: 'line', text: rest.join(' ') },
    source: 'typed',
    actor: { platform: 'test', userId: 'someone' },
    chat: { platform: 'test', chatId: '1', kind: 'group' },
    isChatAdmin: false,
    ...change,
  });
}

const lines = ({ reply: { blocks } }: Outcome) =>
  blocks.map((block) => (block.kind === 'text' ? block.text : block.kind));
const actor = (userId: string) => ({ actor: { platform: 'test', userId } });

describe('a command', () => {
  test('runs with typed arguments, whatever case its name is in', async () => {
    const outcome = await ask('StandingS 2 huobi pool');
    expect(outcome).toMatchObject({ kind: 'answered', locale: 'en', reply: { visibility: 'chat' } });
    expect(lines(outcome)).toEqual(['2 votes huobi pool']);
  });

  test('takes named arguments', async () => {
    expect(lines(await ask('standings', { raw: { kind: 'named', values: { page: '3' } } }))).toEqual(['3 votes ']);
  });
});

describe('the language', () => {
  test.each([
    ['someone', undefined, 'en'],
    ['someone', 'zh_TW', 'zh-CN'],
    ['someone', 'tlh', 'en'],
    ['chinese', 'en', 'zh-CN'],
  ])('of %s with the hint %s is %s', async (person, hint, locale) => {
    const outcome = await ask('node x', { ...actor(person), ...(hint && { locale: hint }) });
    expect(outcome.locale).toBe(locale);
    expect(lines(outcome)).toEqual([locale === 'en' ? 'Hello x' : '你好 x']);
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('disk full'))],
    [
      'throws',
      () => {
        throw new Error('disk full');
      },
    ],
  ])('is the hint when the store %s, and the log has it', async (_, settings) => {
    const log = createMemoryLog();
    const outcome = await ask('node x', { locale: 'zh' }, { people: { ...world.people, settings }, log });
    expect(outcome).toMatchObject({ kind: 'answered', locale: 'zh-CN' });
    expect(log.entries).toMatchObject([{ level: 'warn', fields: { error: { message: 'disk full' } } }]);
  });

  test('is the default for a locale without texts', () => {
    expect(openWorld(world).texts('tlh')('errors.empty')).toBe('Nothing there');
  });
});

describe('access', () => {
  test.each<[string, Partial<Invocation>, string]>([
    ['mute', {}, 'Admins only'],
    ['mute', { isChatAdmin: true }, 'muted'],
    ['mute', { chat: { platform: 'test', chatId: '1', kind: 'private' } }, 'muted'],
    ['drain', { isChatAdmin: true }, 'Owners only'],
    ['drain', actor('boss'), 'drained'],
    ['drain', { actor: { platform: 'other', userId: 'boss' } }, 'Owners only'],
  ])('%s %o: %s', async (command, change, text) => {
    const outcome = await ask(command, change);
    expect(lines(outcome)).toEqual([text]);
    expect(outcome.kind).toBe(text.endsWith('only') ? 'mistake' : 'answered');
  });
});

describe('a mistake', () => {
  test('gets its sentence and the usage line, for the asker only', async () => {
    const outcome = await ask('standings sort=scroe 2');
    expect(outcome).toMatchObject({ kind: 'mistake', reply: { tone: 'warning', visibility: 'private' } });
    expect(lines(outcome)).toEqual([
      'sort: scroe is none of votes, score, name',
      'Usage: standings [page] [sort: votes|score|name] [search]',
    ]);
    expect(outcome.reply.actions).toEqual([
      { label: 'score', command: 'standings', args: { page: '2', sort: 'score' } },
    ]);
  });

  test('that a command finds keeps the other arguments in what it offers', async () => {
    const outcome = await ask('which 2 hobi');
    expect(outcome.reply.actions).toEqual([{ label: 'Huobi', command: 'which', args: { page: '2', search: 'huobi' } }]);
  });

  test('without an offer has no buttons', async () => {
    expect((await ask('node')).reply).not.toHaveProperty('actions');
  });

  test('in the name offers the nearest commands with the same arguments', async () => {
    const outcome = await ask('standigns 2 votes');
    expect(lines(outcome)).toEqual(['No command standigns', 'Did you mean standings?', 'Usage: help [command]']);
    expect(outcome.reply.actions).toEqual([
      { label: 'standings', command: 'standings', args: { page: '2', sort: 'votes' } },
    ]);
    expect((await ask('stanings page=1 page=2')).reply.actions).toMatchObject([{ args: {} }]);
  });

  test('never offers what the person may not call', async () => {
    expect((await ask('drian')).reply).not.toHaveProperty('actions');
    expect((await ask('drian', actor('boss'))).reply.actions).toMatchObject([{ command: 'drain' }]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\u202Eedon'])(
    '%s is no command',
    async (name) => {
      expect((await ask(name)).kind).toBe('mistake');
    },
  );

  test('of no name at all', async () =>
    expect(lines(await ask('\u200B'))).toEqual(['Nothing there', 'Usage: help [command]']));
});

test('a chain that is away gets its sentence; the detail is for the log', async () => {
  const log = createMemoryLog();
  const outcome = await ask('down', {}, { log });
  expect(outcome).toMatchObject({ kind: 'unavailable', reply: { tone: 'bad' } });
  expect(lines(outcome)).toEqual(['Nobody there']);
  expect(log.entries).toMatchObject([
    { level: 'warn', fields: { trouble: 'unreachable', detail: 'node1: ECONNREFUSED' } },
  ]);
});

test.each(['broken', 'throws', 'untranslated'])(
  'a defect (%s) gets an id that the log has too, and nothing else',
  async (command) => {
    const log = createMemoryLog();
    const outcome = await ask(command, {}, { log });
    const [entry] = log.entries;
    expect(outcome).toMatchObject({ kind: 'failed', reply: { tone: 'bad' } });
    expect(lines(outcome)).toEqual([`Defect ${entry?.fields?.id}`]);
    expect(entry).toMatchObject({ level: 'error', fields: { command, id: expect.stringMatching(/^[0-9a-f]{8}$/) } });
    expect(JSON.stringify(outcome)).not.toContain('SECRET');
  },
);

test('whatever comes in, a short answer goes out', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'x'.repeat(5_000)));
  const raw = fc.oneof(
    fc.record({ kind: fc.constant('line' as const), text }),
    fc.record({ kind: fc.constant('named' as const), values: fc.dictionary(text, text) }),
  );
  const command = fc.oneof(text, fc.constantFrom(...commands.map(({ name }) => name)));
  await fc.assert(
    fc.asyncProperty(command, raw, text, async (name, args, locale) => {
      const outcome = await ask('', { command: name, raw: args, locale });
      expect(lines(outcome).join('\n').length).toBeLessThan(400);
      expect(lines(outcome).join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});
