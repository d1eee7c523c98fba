// One question from the command line.
import { describe, expect, test } from 'vitest';
import type { AdapterHost, Invocation, Outcome } from '../../../../src/core/ports/platform.ts';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import { askOnce, parseAskArgs } from '../../../../src/platforms/console/inbound/ask.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';

async function ask(reply: Reply, question: { json?: boolean; locale?: string }, kind: Outcome['kind'] = 'answered') {
  const heard: Invocation[] = [];
  let written = '';
  const host: AdapterHost = {
    ...createScriptedHost(() => reply),
    texts: () => (key, values) => [key, ...Object.values(values ?? {})].join(' '),
    answer: async (invocation) => {
      heard.push(invocation);
      return { kind, reply, locale: 'en' };
    },
  };
  const write = (text: string) => {
    written += text;
  };
  const ports = { host, write, screen: { columns: 80, colours: false } };
  const code = await askOnce(ports, { line: '/standings 1', json: false, ...question });
  return { code, written, heard: heard[0] };
}

test('the answer is written as text, and the question arrives as the local person asks it', async () => {
  const { code, written, heard } = await ask(say('the answer'), {});
  expect({ code, written }).toEqual({ code: 0, written: 'the answer\n' });
  expect(heard).toEqual({
    command: 'standings',
    raw: { kind: 'line', text: '1' },
    actor: { platform: 'console', userId: 'local' },
    actorName: 'local',
    chat: { platform: 'console', chatId: 'local', kind: 'private' },
    isChatAdmin: true,
    isOperator: true,
    source: 'typed',
    isTextOnly: true,
  });
});

test('a language asked for goes before the saved one', async () => {
  expect((await ask(say(''), { locale: 'zh-CN' })).heard?.forcedLocale).toBe('zh-CN');
});

test.each(['zh-cn', 'zh', 'zh_TW', 'EN-gb'])('the language may be written %s', async (locale) => {
  expect((await ask(say(''), { locale })).heard?.forcedLocale).toBe(locale);
});

test.each([true, false])('an unknown language is a mistake that names those there are (json: %s)', async (json) => {
  const { code, written, heard } = await ask(say(''), { locale: 'xx\u001b[2J', json });
  expect({ code, heard }).toEqual({ code: 2, heard: undefined });
  expect(written).toContain('console.unknown-locale xx [2J en, zh-CN');
});

test.each([
  ['answered', 0],
  ['failed', 1],
  ['mistake', 2],
  ['unavailable', 3],
  ['too-fast', 1],
  ['ignored', 1],
] as const)('%s exits with %i', async (kind, code) => {
  expect((await ask(say('words'), {}, kind)).code).toBe(code);
});

describe('--json', () => {
  test('is one line of the reply and its data', async () => {
    const { written } = await ask({ ...say('two\nlines'), data: { votes: '2100000.00000001' } }, { json: true });
    expect(written.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(written)).toEqual({ reply: say('two\nlines'), data: { votes: '2100000.00000001' } });
  });

  test('no data is null, and pictures are base64', async () => {
    const image = { kind: 'image', name: 'a.png', alt: 'a', data: new Uint8Array([1, 2, 250]) } as const;
    const { written } = await ask({ ...say(''), blocks: [image] }, { json: true });
    expect(JSON.parse(written)).toEqual({ reply: { ...say(''), blocks: [{ ...image, data: 'AQL6' }] }, data: null });
  });

  test('is safe to look at in a terminal and still says the same', async () => {
    const text = 'a\u001b[2J\u009b31m\u202eb\u2028\u{E0001}c';
    const { written } = await ask(say(text), { json: true });
    expect(written.slice(0, -1)).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(written).reply).toEqual(say(text));
  });
});

describe('arguments', () => {
  test.each([
    [['standings 1'], { line: 'standings 1', json: false }],
    [['--json', 'standings 1'], { line: 'standings 1', json: true }],
    [['standings', '1', '--json'], { line: 'standings 1', json: true }],
    [['--', 'standings', '1'], { line: 'standings 1', json: false }],
    [['--locale', 'zh-CN', 'me'], { line: 'me', json: false, locale: 'zh-CN' }],
    [['--locale=zh-CN', 'me'], { line: 'me', json: false, locale: 'zh-CN' }],
  ])('%j', (args, question) => {
    expect(parseAskArgs(args)).toEqual({ kind: 'question', ...question });
  });

  test.each([[[]], [['']], [['  ']], [['--json']], [['--what', 'me']], [['--locale']], [['me', '--locale', '--json']]])(
    '%j gets the usage',
    (args) => {
      expect(parseAskArgs(args)).toEqual({ kind: 'usage', usage: expect.stringContaining('[--json] [--locale') });
    },
  );
});
