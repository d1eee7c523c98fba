import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
let someone = 0;
let me: Asker;
beforeAll(async () => {
  bot = await startHost({ clock: { now: () => Date.UTC(2026, 10, 23, 16, 5) } });
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(() => {
  someone += 1;
  me = { userId: `person${someone}` };
});

const dataOf = async (line: string, asker = me) => (await bot.ask(line, asker)).reply.data;

test('holds alerts back from one time of day to another, in one’s zone', async () => {
  const outcome = await bot.ask('quiet 23:00 7am shanghai', me);
  expect(outcome.reply).toMatchObject({
    tone: 'good',
    visibility: 'private',
    data: { zone: 'Asia/Shanghai', quiet: { from: '23:00', to: '07:00' } },
  });
  const text = readable(outcome);
  expect(text).toContain('Quiet hours: 23:00 to 07:00');
  expect(text).toContain('Time zone: Asia/Shanghai, where it is 00:05 now');
  expect(text).toContain('comes at 07:00, in one message');
  expect(readable(await bot.ask('testalert', me))).toContain('alerts wait until 2026-11-24 07:00 Asia/Shanghai');
});

test('is shown without being asked to change, and each end can be changed alone', async () => {
  const empty = await bot.ask('quiet', me);
  expect(empty.reply).toMatchObject({ tone: 'neutral', data: { quiet: null, zone: 'UTC' } });
  expect(readable(empty)).toContain('Times are in UTC. If you live by another clock');
  await bot.ask('quiet 22 6:30', me);
  expect(await dataOf('quiet to=7:15')).toMatchObject({ quiet: { from: '22:00', to: '07:15' } });
  expect(await dataOf('quiet from 21:45')).toMatchObject({ quiet: { from: '21:45', to: '07:15' } });
  expect(await dataOf('quiet New York')).toMatchObject({ zone: 'America/New_York', quiet: { from: '21:45' } });
  expect(await dataOf('quiet')).toMatchObject({ zone: 'America/New_York', quiet: { from: '21:45', to: '07:15' } });
  expect(await dataOf('quiet off')).toMatchObject({ zone: 'America/New_York', quiet: null });
});

test('buttons turn it on and off', async () => {
  const [on] = (await bot.ask('quiet', me)).reply.actions ?? [];
  if (!on) throw new Error('no button');
  const outcome = await bot.press(on, me);
  expect(outcome.reply.data).toMatchObject({ quiet: { from: '23:00', to: '07:00' } });
  const [off] = outcome.reply.actions ?? [];
  if (!off) throw new Error('no button');
  expect((await bot.press(off, me)).reply.data).toMatchObject({ quiet: null });
});

test('a zone of one’s own moves the digest, too', async () => {
  expect(await dataOf('digest daily 09:00')).toMatchObject({ digestDue: '2026-11-24T09:00:00.000Z' });
  expect(await dataOf('quiet zone=+8')).toMatchObject({ digestDue: '2026-11-24T01:00:00.000Z' });
});

describe('bad input changes nothing', () => {
  test.each([
    ['quiet 23:00', 'when quiet hours begin and when they end'],
    ['quiet 23:00 23:00', 'from 23:00 to 23:00 would be none or all day'],
    ['quiet off 23:00 7:00', 'not both'],
    ['quiet from=25:00 to=7:00', 'is not a time of day'],
    ['quiet 23:00 7:00 Atlantis', 'no time zone that I know'],
    ['quiet 23:00 7:00 +99', 'no time zone that I know'],
    ['quiet 23:00 7:00 CST', 'Did you mean one of these?'],
    [`quiet 23:00 7:00 ${'x'.repeat(100_000)}`, 'at most'],
    [`quiet 23:00 7:00 ${'x'.repeat(1_500)}`, 'no time zone that I know'],
  ])('%.40s: %s', async (line, said) => {
    const outcome = await bot.ask(line, me);
    expect(outcome.kind).toBe('mistake');
    expect(readable(outcome)).toContain(said);
    expect(readable(outcome).length).toBeLessThan(500);
    expect(await dataOf('quiet')).toMatchObject({ zone: 'UTC', quiet: null });
  });

  test('a zone that was meant is a tap away, with the times kept', async () => {
    const [action] = (await bot.ask('quiet 23:00 7:00 shangai', me)).reply.actions ?? [];
    if (!action) throw new Error('no button');
    expect((await bot.press(action, me)).reply.data).toMatchObject({ zone: 'Asia/Shanghai', quiet: { from: '23:00' } });
  });
});

test('in a group everyone sees them and administrators set them', async () => {
  const group = { kind: 'group', chatId: '-3' } as const;
  expect((await bot.ask('quiet 1:00 2:00 here', { ...group, ...me })).kind).toBe('mistake');
  expect((await bot.ask('quiet 1:00 2:00', { ...group, ...me, isChatAdmin: true })).reply.visibility).toBe('chat');
  expect(await dataOf('quiet here', { ...group, userId: 'anyone' })).toMatchObject({
    quiet: { from: '01:00', to: '02:00' },
  });
  expect(await dataOf('quiet')).toMatchObject({ quiet: null });
});

test('zones complete', async () => {
  expect(await bot.host.complete('quiet', 'zone', 'shang', 5)).toEqual([
    { value: 'Asia/Shanghai', label: 'Asia/Shanghai' },
  ]);
});
