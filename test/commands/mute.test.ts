import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';
import { tell } from '../support/tell.ts';

const HOUR_MS = 3_600_000;
let someone = 0;
let me: Asker;
let now = Date.UTC(2026, 10, 23, 9, 30);
let bot: TestHost;
beforeAll(async () => {
  bot = await startHost({ clock: { now: () => now } });
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(() => {
  someone += 1;
  me = { userId: `person${someone}` };
  now = Date.UTC(2026, 10, 23, 9, 30);
});

const idOf = async (line: string, asker: Asker = me) => {
  const { subscription } = (await bot.ask(line, asker)).reply.data as { subscription: { id: number } };
  return subscription.id;
};
/** Until when all is muted, and each subscription. */
const mutedIn = async (asker: Asker = me) => {
  const data = (await bot.ask('alerts here', asker)).reply.data as {
    preferences: { mutedUntil: string | null };
    subscriptions: { mutedUntil: string | null }[];
  };
  return [data.preferences.mutedUntil, ...data.subscriptions.map(({ mutedUntil }) => mutedUntil)];
};

test('silences one, or all, and says until when', async () => {
  const id = await idOf('watch iost_kor elected');
  await bot.ask('watch iost_kor online', me);
  const one = await bot.ask(`mute 2h ${id}`, me);
  expect(one.reply).toMatchObject({ tone: 'good', visibility: 'private', data: { id } });
  expect(readable(one)).toContain('Muted until 2026-11-23 11:30 UTC: IOSTer Korea (iost_kor): is elected');
  expect(await mutedIn()).toEqual([null, '2026-11-23T11:30:00.000Z', null]);
  expect(readable(await bot.ask('mute 1w', me))).toContain('All alerts are muted until 2026-11-30 09:30 UTC');
  expect(await mutedIn()).toEqual(['2026-11-30T09:30:00.000Z', '2026-11-23T11:30:00.000Z', null]);
  expect(readable(await bot.ask('mute off', me))).toContain('You hear of everything again');
  expect(await mutedIn()).toEqual([null, '2026-11-23T11:30:00.000Z', null]);
  await bot.ask(`mute ${id} off`, me);
  expect(await mutedIn()).toEqual([null, null, null]);
});

test('what happens meanwhile is not told, what happens after it is', async () => {
  const news = () => tell(bot, { events: [{ type: 'offline', subject: 'mathwallet', fires: ['online'] }], now });
  const id = await idOf('watch mathwallet online');
  expect(await news()).toBe(1);
  for (const line of ['mute 2h', `mute 2h ${id}`]) {
    await bot.ask(line, me);
    expect(await news()).toBe(0);
    now += 2 * HOUR_MS;
    expect(await news()).toBe(1);
  }
});

test('asks for how long, and each answer is a tap away', async () => {
  const id = await idOf('watch iost_kor elected');
  for (const line of ['mute', 'mute all', `mute ${id}`]) {
    const { reply } = await bot.ask(line, me);
    expect(reply.actions?.map(({ label }) => label)).toEqual(['1 hour', '8 hours', '1 day', '7 days']);
    for (const action of reply.actions ?? []) expect((await bot.press(action, me)).kind).toBe('answered');
    const again = await bot.ask(line, me);
    expect(readable(again)).toContain('It is muted until 2026-11-30 09:30 UTC.');
    const off = again.reply.actions?.at(-1);
    if (!off) throw new Error('no button');
    await bot.press(off, me);
    expect(await mutedIn()).toEqual([null, null]);
  }
});

test('a silence that is over is none, also when the clock was set back and forth', async () => {
  await bot.ask('watch iost_kor elected', me);
  await bot.ask('mute 1h', me);
  now += 2 * HOUR_MS;
  expect(await mutedIn()).toEqual([null, null]);
  now -= 100 * HOUR_MS;
  expect((await mutedIn())[0]).toBe('2026-11-23T10:30:00.000Z');
  expect(readable(await bot.ask('mute 1h', me))).toContain('muted until 2026-11-19');
});

describe('bad input changes nothing', () => {
  test.each([
    ['mute 0m', 'must be between 1m and 1y'],
    ['mute 2y', 'must be between 1m and 1y'],
    ['mute 999999w', 'must be between 1m and 1y'],
    ['mute -2h', 'is not one of'],
    ['mute span=-2h', 'is not a length of time'],
    ['mute span=soon', 'Write 90m, 6h, 7d or 2w'],
    ['mute off 2h', 'not both'],
    ['mute all 2h 1', 'not both'],
    ['mute 2h 999999', 'There is no number 999999'],
    [`mute ${'x'.repeat(100_000)}`, 'at most'],
  ])('%.20s: %s', async (line, said) => {
    await bot.ask('watch iost_kor elected', me);
    const outcome = await bot.ask(line, me);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain(said);
    expect(await mutedIn()).toEqual([null, null]);
  });

  test('where nothing is watched', async () => {
    expect(readable(await bot.ask('mute 2h', me))).toContain('nothing to mute');
  });
});

test('somebody else’s subscription is not there, and a group’s is its administrators’', async () => {
  const group = { kind: 'group', chatId: '-1' } as const;
  const id = await idOf('watch iost_kor elected');
  const forged = { label: '', command: 'mute', args: { id: String(id), span: '1d' } };
  expect(readable(await bot.press(forged, { userId: 'mallory' }))).toContain('There is no number');
  await bot.ask('watch iost_kor elected', { ...group, ...me, isChatAdmin: true });
  expect(readable(await bot.ask('mute 1d here', { ...group, ...me }))).toContain('Only an administrator');
  expect(await mutedIn()).toEqual([null, null]);
  expect(await mutedIn({ ...group, ...me })).toEqual([null, null]);
  expect((await bot.ask('mute 1d', { ...group, ...me, isChatAdmin: true })).reply.visibility).toBe('chat');
});
