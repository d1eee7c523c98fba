import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
let someone = 0;
let me: Asker;
// A Monday.
const NOW = Date.UTC(2026, 10, 23, 16, 5);
beforeAll(async () => {
  bot = await startHost({ clock: { now: () => NOW } });
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(() => {
  someone += 1;
  me = { userId: `person${someone}` };
});

const dataOf = async (line: string, asker = me) => (await bot.ask(line, asker)).reply.data;

test.each([
  ['daily', 'day', '09:00', '2026-11-24T09:00:00.000Z'],
  ['daily 16:05', 'day', '16:05', '2026-11-24T16:05:00.000Z'],
  ['daily 16:06', 'day', '16:06', '2026-11-23T16:06:00.000Z'],
  ['daily 9 +8', 'day', '09:00', '2026-11-24T01:00:00.000Z'],
  ['daily 09:00 Asia/Shanghai', 'day', '09:00', '2026-11-24T01:00:00.000Z'],
  ['weekly', 'week', '09:00', '2026-11-30T09:00:00.000Z'],
  ['weekly friday 18:00', 'week', '18:00', '2026-11-27T18:00:00.000Z'],
  ['weekly friday 18:00 New York', 'week', '18:00', '2026-11-27T23:00:00.000Z'],
  ['sunday', 'week', '09:00', '2026-11-29T09:00:00.000Z'],
  ['7:30', 'day', '07:30', '2026-11-24T07:30:00.000Z'],
])('digest %s', async (line, every, at, due) => {
  const outcome = await bot.ask(`digest ${line}`, me);
  expect(outcome.reply).toMatchObject({
    tone: 'good',
    visibility: 'private',
    data: { digest: { every, at }, digestDue: due },
  });
  expect(await dataOf('digest')).toMatchObject({ digest: { every, at }, digestDue: due });
});

test('says when the next one is due, in one’s zone', async () => {
  const text = readable(await bot.ask('digest weekly 18:00 friday Asia/Shanghai', me));
  expect(text).toContain('Digest: every Friday at 18:00');
  expect(text).toContain('Next one: 2026-11-27 18:00 Asia/Shanghai');
  expect(readable(await bot.ask('digest', { ...me, locale: 'zh-CN' }))).toContain('摘要: 每周五 18:00');
});

test('what is not said stays as it was', async () => {
  await bot.ask('digest weekly 18:00 friday +8', me);
  expect(await dataOf('digest 7:00')).toMatchObject({ digest: { every: 'week', at: '07:00', weekday: 5 } });
  expect(await dataOf('digest daily')).toMatchObject({ zone: '+08:00', digest: { every: 'day', at: '07:00' } });
  expect(await dataOf('digest UTC')).toMatchObject({ zone: 'UTC', digest: { every: 'day', at: '07:00' } });
  expect(await dataOf('digest off')).toMatchObject({ zone: 'UTC', digest: null, digestDue: null });
});

test('its buttons switch', async () => {
  for (const [label, every] of [
    ['Every day', 'day'],
    ['Every week', 'week'],
    ['No digest', undefined],
  ]) {
    const action = (await bot.ask('digest', me)).reply.actions?.find((each) => each.label === label);
    if (!action) throw new Error(`no button ${label}`);
    expect((await bot.press(action, me)).reply.data).toMatchObject({ digest: every ? { every } : null });
  }
});

test('waits as a row with its due time', async () => {
  await bot.ask('digest daily 09:00 +8', me);
  const owner = { kind: 'person', person: { platform: 'test', userId: me.userId ?? '' } } as const;
  const kinds = async () => (await bot.store.subscriptions.alerts(owner, 9)).map(({ kind }) => kind);
  expect(await kinds()).toEqual(['digest']);
  await bot.ask('digest off', me);
  expect(await kinds()).toEqual([]);
});

describe('bad input changes nothing', () => {
  test.each([
    ['monthly', 'no time zone'],
    ['every=monthly', 'is not one of daily, weekly, off'],
    ['daily at=noon', 'is not a time of day'],
    ['daily 09:00 Atlantis', 'no time zone'],
    ['weekly day=funday', 'is not one of monday'],
    [`daily ${'9'.repeat(100_000)}`, 'at most'],
  ])('digest %.30s: %s', async (line, said) => {
    const outcome = await bot.ask(`digest ${line}`, me);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain(said);
    expect(await dataOf('digest')).toMatchObject({ digest: null, zone: 'UTC' });
  });
});

test('in a group it is for administrators, where the bot can post', async () => {
  const group = { kind: 'group', chatId: '-3' } as const;
  expect((await bot.ask('digest daily here', { ...group, ...me })).kind).toBe('mistake');
  const deaf = { ...group, ...me, isChatAdmin: true, canPost: false } as const;
  expect(readable(await bot.ask('digest daily', deaf))).toContain('I cannot post by myself');
  expect((await bot.ask('digest here', { ...group, ...me })).reply.data).toMatchObject({ digest: null });
  expect((await bot.ask('digest daily', { ...group, ...me, isChatAdmin: true })).reply.visibility).toBe('chat');
});
