// What the core does around an answer: the language, first meetings, asking to slow down, and what it tells of itself.
import { describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/core/answer/dispatch.ts';
import type { AdapterEvent, Invocation, Outcome } from '../../../src/core/ports/platform.ts';
import {
  chainOf,
  createMemoryLog,
  createWorld,
  node,
  openWorld,
  reply,
  simple,
  start,
  type World,
} from '../sample-world.ts';

const world = await createWorld([node, start, simple('mute', async () => reply(''), 'chat-admin')]);
const group = { chat: { platform: 'test', chatId: 'zh', kind: 'group' } } as const;
const broken = () => Promise.reject(new Error('disk full'));

const invocation = (change: Partial<Invocation> = {}): Invocation => ({
  command: 'node',
  raw: { kind: 'line', text: 'x' },
  source: 'typed',
  actor: { platform: 'test', userId: 'someone' },
  chat: { platform: 'test', chatId: '1', kind: 'private' },
  isChatAdmin: false,
  ...change,
});
const ask = (change: Partial<Invocation> = {}, deps: Partial<World> = {}): Promise<Outcome> =>
  openWorld({ ...world, ...deps }).answer(invocation(change));
const warnings = (log: ReturnType<typeof createMemoryLog>) => log.entries.map(({ message }) => message);

describe('the language', () => {
  const chats = { ...world.chats, settings: async () => ({ locale: 'zh-CN' }) };
  const chinese = { actor: { platform: 'test', userId: 'chinese' } };

  test.each<[string, Partial<Invocation>, string]>([
    ['asked for goes before the saved one', { ...chinese, forcedLocale: 'en' }, 'en'],
    ['asked for may be near one', { forcedLocale: 'zh_TW' }, 'zh-CN'],
    ['asked for and unknown is the default', { ...chinese, forcedLocale: 'tlh' }, 'en'],
    ["of a group goes before the platform's hint", { ...group, locale: 'en' }, 'zh-CN'],
    ['of a group is not that of a private chat', { locale: 'en' }, 'en'],
  ])('%s', async (_, change, locale) => expect((await ask(change, { chats })).locale).toBe(locale));

  test("the person's own goes before the group's", async () => {
    const english = { ...world.chats, settings: async () => ({ locale: 'en' }) };
    expect((await ask({ ...chinese, ...group }, { chats: english })).locale).toBe('zh-CN');
  });

  test('is the hint when the group cannot be read', async () => {
    const log = createMemoryLog();
    const outcome = await ask({ ...group, locale: 'zh' }, { chats: { ...world.chats, settings: broken }, log });
    expect(outcome).toMatchObject({ kind: 'answered', locale: 'zh-CN' });
    expect(warnings(log)).toEqual(['settings could not be read']);
  });
});

describe('a first meeting', () => {
  const strangers = { ...world.people, meet: async () => true };

  test('brings the greeting along, in the language of the answer', async () => {
    const { kind, welcome } = await ask({ locale: 'zh' }, { people: strangers });
    expect(kind).toBe('answered');
    expect(welcome).toMatchObject({ title: '你好 greeting', visibility: 'private' });
    expect(welcome?.actions?.map(({ command }) => command)).toEqual(['standings', 'vote', 'help']);
  });

  test('by a mistake is one too', async () => {
    expect((await ask({ command: 'hello' }, { people: strangers })).welcome).toBeDefined();
  });

  test('is noted but not greeted twice when the greeting was asked for', async () => {
    const met: string[] = [];
    const people = { ...world.people, meet: async ({ userId }: { userId: string }) => met.push(userId) > 0 };
    expect(await ask({ command: 'Start', raw: { kind: 'line', text: '' } }, { people })).not.toHaveProperty('welcome');
    expect(met).toEqual(['someone']);
  });

  test('is noted before the answer, which may be that the person is forgotten', async () => {
    const known = new Set<string>();
    const meet = async ({ userId }: { userId: string }) => known.add(userId).size === 1;
    const forgetting = simple('mute', async () => {
      known.clear();
      return reply('');
    });
    const raw = { kind: 'line', text: '' } as const;
    const deps = { commands: [forgetting], people: { ...world.people, meet } };
    expect((await ask({ command: 'mute', raw }, deps)).kind).toBe('answered');
    expect(known).toEqual(new Set());
  });

  test('is over for those who are known', async () => expect(await ask()).not.toHaveProperty('welcome'));

  test('costs no answer when the store is in trouble', async () => {
    const log = createMemoryLog();
    const outcome = await ask({}, { people: { ...world.people, meet: broken }, log });
    expect(outcome.kind).toBe('answered');
    expect(outcome).not.toHaveProperty('welcome');
    expect(warnings(log)).toEqual(['person not noted']);
  });
});

describe('the greeting', () => {
  const footerOf = async (deps: Partial<World>) => {
    const host = openWorld({ ...world, ...deps });
    return (await host.greeting(invocation().chat)).footer;
  };

  test('of a group speaks its language, else the one that is hinted at', async () => {
    const chats = { ...world.chats, settings: async () => ({ locale: 'zh-CN' }) };
    const host = openWorld({ ...world, chats });
    expect((await host.greeting(group.chat, 'en')).title).toBe('你好 greeting');
    expect((await host.greeting(invocation().chat, 'en')).title).toBe('Hello greeting');
  });

  test('says so when the votes are synthetic', async () => {
    expect(await footerOf({ chain: chainOf([], true) })).toBe('synthetic');
    expect(await footerOf({ chain: chainOf([]) })).toBeUndefined();
  });

  test('never waits for the chain, and forgets nothing that it said', async () => {
    expect(await footerOf({ chain: { ...chainOf([]), standings: () => new Promise(() => {}) } })).toBeUndefined();
    expect(await footerOf({ chain: { ...chainOf([]), standings: broken } })).toBeUndefined();
    const chain = { ...chainOf([], true) };
    const host = openWorld({ ...world, chain });
    await host.greeting(invocation().chat);
    chain.standings = () => new Promise(() => {});
    expect((await host.greeting(invocation().chat)).footer).toBe('synthetic');
  });
});

describe('one who asks too fast', () => {
  const fill = async (change: Partial<Invocation> = {}, deps: Partial<World> = {}) => {
    const host = openWorld({ ...world, ...deps });
    for (let i = 0; i < 20; i += 1) expect((await host.answer(invocation(change))).kind).toBe('answered');
    return host;
  };

  test('is told once for how long, for their eyes only; then the same is ignored', async () => {
    const host = await fill();
    const first = await host.answer(invocation());
    expect(first).toMatchObject({ kind: 'too-fast', locale: 'en', reply: { visibility: 'private', tone: 'warning' } });
    expect(first.reply.blocks).toEqual([{ kind: 'text', text: 'Slow down for 60 seconds' }]);
    expect(await host.answer(invocation({ command: 'nonsense' }))).toEqual({ ...first, kind: 'ignored' });
    expect(await host.answer(invocation({ isOperator: true }))).toMatchObject({ kind: 'answered' });
  });

  test('is not met meanwhile', async () => {
    let met = 0;
    const meet = async () => {
      met += 1;
      return false;
    };
    const host = await fill({}, { people: { ...world.people, meet } });
    await host.answer(invocation());
    expect(met).toBe(20);
  });

  test('still gets completions', async () => {
    const host = await fill();
    for (let i = 0; i < 30; i += 1) expect(await host.complete('node', 'node', 'huo', 5)).toHaveLength(1);
  });
});

test('a button that is forged for an administrator is refused', async () => {
  const raw = { kind: 'named', values: {} } as const;
  expect(await ask({ command: 'mute', raw, ...group })).toMatchObject({ kind: 'mistake' });
  expect(await ask({ command: 'mute', raw, ...group, isChatAdmin: true })).toMatchObject({ kind: 'answered' });
});

test('updates and moved chats reach the store, which in trouble lets them pass', async () => {
  const moved: unknown[] = [];
  const seen: unknown[] = [];
  const move = async (...chats: unknown[]) => void moved.push(chats);
  const add = async (...update: unknown[]) => seen.push(update) === 1;
  const host = openWorld({ ...world, chats: { ...world.chats, move }, updates: { add } });
  expect([await host.isNew('test', '7'), await host.isNew('test', '7')]).toEqual([true, false]);
  expect(seen).toEqual([
    ['test', '7', 0],
    ['test', '7', 0],
  ]);
  await host.chatMoved('test', 'a', 'b');
  expect(moved).toEqual([
    [
      { platform: 'test', chatId: 'a' },
      { platform: 'test', chatId: 'b' },
    ],
  ]);

  const log = createMemoryLog();
  const shaken = openWorld({ ...world, chats: { ...world.chats, move: broken }, updates: { add: broken }, log });
  expect(await shaken.isNew('test', '7')).toBe(true);
  expect(await shaken.chatMoved('test', 'a', 'b')).toBeUndefined();
  expect(warnings(log)).toEqual(['update not noted', 'chat not moved']);
});

test('closed and opened places reach the store, which in trouble lets them pass', async () => {
  const told: unknown[] = [];
  const close = async (...given: unknown[]) => void told.push(['close', ...given]);
  const open = async (...given: unknown[]) => void told.push(['open', ...given]);
  const room = { kind: 'chat', chatId: '-100' } as const;
  const host = openWorld({ ...world, chats: { ...world.chats, close, open } });
  await host.placesClosed('test', [room]);
  await host.placeOpened('test', room);
  expect(told).toEqual([
    ['close', 'test', [room], 0],
    ['open', 'test', room],
  ]);
  const log = createMemoryLog();
  const chats = { ...world.chats, close: broken, open: broken, closed: broken };
  const shaken = openWorld({ ...world, chats, log });
  await shaken.placesClosed('test', [room]);
  await shaken.placeOpened('test', room);
  expect(await shaken.closedPlaces('test')).toEqual([]);
  expect(warnings(log)).toEqual(['places not closed', 'a place not opened', 'closed places not read']);
});

test('events and outcomes are handed on, with few different labels', async () => {
  const events: (readonly [string, AdapterEvent])[] = [];
  const outcomes: Answered[] = [];
  const host = openWorld({
    ...world,
    onEvent: (...event) => events.push(event),
    onOutcome: (answered) => outcomes.push(answered),
  });
  host.report('test', { kind: 'connected' });
  expect(events).toEqual([['test', { kind: 'connected' }]]);
  for (const command of ['NODE', '你好node', 'nonsense', '__proto__']) await host.answer(invocation({ command }));
  expect(outcomes.map(({ command, platform, kind }) => [command, platform, kind])).toEqual([
    ['node', 'test', 'answered'],
    ['node', 'test', 'answered'],
    ['unknown', 'test', 'mistake'],
    ['unknown', 'test', 'mistake'],
  ]);
  expect(outcomes.every(({ ms }) => Number.isFinite(ms) && ms >= 0)).toBe(true);
});
