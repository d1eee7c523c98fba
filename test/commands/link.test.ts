import { beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '../../src/core/reply/reply.ts';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';
import { codeOf, linkBoth, newsOf, sayYes } from '../support/linking.ts';

const here = { userId: 'anna', actorName: 'Anna' };
const there = { userId: '42', platform: 'other', actorName: 'Anna abroad' };
const mallory = { userId: '666', platform: 'other', actorName: 'Anna' };
let now: number;
const start = () => startHost({ clock: { now: () => now } });
beforeEach(() => {
  now = Date.UTC(2026, 10, 23, 9, 30);
});

const rules = async (bot: TestHost, asker: Asker) => {
  const { subscriptions } = (await bot.ask('alerts', asker)).reply.data as {
    subscriptions: readonly { rule: string }[];
  };
  return subscriptions.map(({ rule }) => rule).sort();
};
const button = ({ reply }: { reply: { actions?: readonly Action[] } }, index: number): Action => {
  const action = reply.actions?.[index];
  if (!action) throw new Error('no button');
  return action;
};

test('a code leads to a question on both sides, each shown the other, and nothing is joined before both said yes', async () => {
  await using bot = await start();
  await bot.ask('watch iost_kor elected', here);
  await bot.ask('watch iost_kor online', there);
  const made = await bot.ask('link', here);
  expect(made.reply.visibility).toBe('private');
  expect(readable(made)).toContain('good for 10 minutes, once');
  const asked = await bot.ask(`link ${await codeOf(bot, here)}`, there);
  expect(asked.reply).toMatchObject({ visibility: 'private', data: { other: { userId: 'anna', name: 'Anna' } } });
  for (const shown of ['Platform: test', 'Id there: anna', 'Calls itself: Anna', 'Alerts go to test first']) {
    expect(readable(asked)).toContain(shown);
  }
  expect(await newsOf(bot, here)).toEqual([]);
  const yes = await bot.press(button(asked, 0), there);
  expect(readable(yes)).toContain('Nothing is linked before it says yes too');
  for (const asker of [here, there]) expect(await rules(bot, asker)).toHaveLength(1);
  const [question] = await newsOf(bot, here);
  if (!question) throw new Error('nobody was asked');
  for (const shown of ['Platform: other', 'Id there: 42', 'Calls itself: Anna abroad']) {
    expect(readable(question)).toContain(shown);
  }
  const linked = await bot.press(button(question, 0), here);
  expect(linked.reply).toMatchObject({ tone: 'good', visibility: 'private', data: { platforms: ['test', 'other'] } });
  expect(readable(linked)).toContain('test (alerts come here first, you are here)\nother');
  for (const asker of [here, there]) expect(await rules(bot, asker)).toEqual(['elected', 'online']);
  expect((await newsOf(bot, there)).map(readable).join()).toContain('linked now');
  await bot.ask('mute 2h', there);
  expect((await bot.ask('alerts', here)).reply.data).toMatchObject({
    preferences: { mutedUntil: '2026-11-23T11:30:00.000Z' },
  });
});

test('a stranger’s link shows the stranger, and gives away nothing', async () => {
  await using bot = await start();
  await bot.ask('watch iost_kor elected', here);
  const code = await codeOf(bot, mallory);
  const before = await bot.store.identities.dataOf({ platform: 'test', userId: 'anna' });
  const opened = await bot.follow(`link ${code}`, here);
  expect(readable(opened)).toContain('Id there: 666');
  expect(readable(opened)).toContain('Say yes only if it is yours.');
  expect(await bot.store.identities.dataOf({ platform: 'test', userId: 'anna' })).toEqual(before);
  expect(await rules(bot, mallory)).toEqual([]);
  expect(await newsOf(bot, mallory)).toEqual([]);
  for (const line of [`link yes ${code}`, 'link first', 'link share', 'link', 'unlink', 'forgetme']) {
    expect((await bot.follow(line, here)).kind, line).toBe('asked');
  }
  await bot.press(button(opened, 1), here);
  expect(await bot.store.identities.linked({ platform: 'test', userId: 'anna' })).toHaveLength(1);
});

test('a yes that somebody else has dictated is none: the question comes first', async () => {
  await using bot = await start();
  const code = await codeOf(bot, mallory);
  const dictated = await bot.ask(`link yes ${code}`, here);
  expect(readable(dictated)).toContain('Id there: 666');
  expect(await newsOf(bot, mallory)).toEqual([]);
  const shown = (await bot.ask(`link ${code}`, there)).reply.data as { code: string };
  expect((await bot.ask(`link yes ${shown.code}`, here)).kind).toBe('mistake');
  expect((await bot.press({ label: '', command: 'link', args: { set: 'yes', code: shown.code } }, here)).kind).toBe(
    'mistake',
  );
  expect(await newsOf(bot, mallory)).toEqual([]);
  await sayYes(bot, here, dictated);
  expect((await newsOf(bot, mallory)).map(readable).join()).toContain('Id there: anna');
});

test('names are one short line that can pass for nothing else', async () => {
  await using bot = await start();
  const actorName = `Anna\nPlatform: test\u202e ${'x'.repeat(900)}`;
  const code = await codeOf(bot, { ...mallory, actorName });
  const lines = readable(await bot.ask(`link ${code}`, here)).split('\n');
  const name = lines.filter((line) => line.startsWith('Calls itself: '));
  expect(name).toHaveLength(1);
  expect(name[0]?.length).toBeLessThan(90);
  expect(lines.filter((line) => line.startsWith('Platform: '))).toEqual(['Platform: other']);
});

describe('alerts go elsewhere first', () => {
  test('once the side says yes that gets them, and both are told', async () => {
    await using bot = await start();
    await linkBoth(bot, here, there);
    const made = await bot.ask('link first', there);
    expect(made.reply.data).toEqual({ platforms: ['test', 'other'] });
    expect(readable(made)).toContain('They come here first once you say yes there');
    expect(readable(await bot.ask('alerts', here))).toContain('privately on test first');
    const [question] = await newsOf(bot, here);
    if (!question) throw new Error('nobody was asked');
    expect(readable(question)).toContain('Send alerts to other first?');
    for (const asker of [there, mallory]) expect((await bot.press(button(question, 0), asker)).kind).toBe('mistake');
    const given = await bot.press(button(question, 0), here);
    expect(given.reply.data).toEqual({ platforms: ['other', 'test'] });
    expect(readable(await bot.ask('alerts', here))).toContain('privately on other first');
    expect((await newsOf(bot, there)).map(readable).join()).toContain('Alerts go to other first');
    expect((await bot.press(button(question, 0), here)).kind).toBe('mistake');
  });

  test('never after a no, nor after ten minutes', async () => {
    await using bot = await start();
    await linkBoth(bot, here, there);
    await bot.ask('link first', there);
    await bot.press(button(await bot.ask('link', here), 1), here);
    expect((await newsOf(bot, there)).map(readable).join()).toContain('the answer was no');
    await bot.ask('link first', there);
    const late = button(await bot.ask('link', here), 0);
    now += 10 * 60_000;
    expect((await bot.press(late, here)).kind).toBe('mistake');
    expect((await bot.ask('link first', here)).reply.data).toEqual({ platforms: ['test', 'other'] });
  });
});

test('what waits for a yes is shown again instead of a new code that would end it', async () => {
  await using bot = await start();
  await sayYes(bot, there, await bot.ask(`link ${await codeOf(bot, here)}`, there));
  const again = await bot.ask('link', here);
  expect(readable(again)).toContain('Id there: 42');
  expect((await bot.press(button(again, 0), here)).reply.data).toEqual({ platforms: ['test', 'other'] });
});

describe('a code is refused', () => {
  test('when it is over, used, unknown or one’s own', async () => {
    await using bot = await start();
    const own = await codeOf(bot, here);
    expect(readable(await bot.ask(`link ${own}`, here))).toContain('Write it to me on the other platform');
    now += 10 * 60_000 + 1;
    expect(readable(await bot.ask(`link ${own}`, there))).toContain('I do not know this code');
    const code = await codeOf(bot, here);
    await sayYes(bot, there, await bot.ask(`link ${code}`, there));
    for (const line of [`link ${code}`, `link yes ${code}`]) {
      expect(readable(await bot.ask(line, mallory))).toContain('I do not know');
    }
    expect((await bot.ask('alerts', there)).reply.data).toMatchObject({ subscriptions: [] });
  });

  test.each(["' or 1=1 --", '0', 'first second', 'x'.repeat(32), 'x'.repeat(100_000), '=%_'])('%.20s', async (text) => {
    await using bot = await start();
    for (const set of ['', 'set=yes ']) {
      expect((await bot.ask(`link ${set}code="${text}"`, here)).kind).toBe('mistake');
    }
    expect((await bot.ask('link yes', here)).kind).toBe('mistake');
  });

  test('a second link between the same two is told so', async () => {
    await using bot = await start();
    await linkBoth(bot, here, there);
    expect(readable(await bot.ask(`link ${await codeOf(bot, here)}`, there))).toContain('linked already');
  });
});

test('in a group it is refused, and no code is shown', async () => {
  await using bot = await start();
  const outcome = await bot.ask('link', { ...here, kind: 'group', isChatAdmin: true });
  expect(outcome).toMatchObject({ kind: 'mistake', reply: { visibility: 'private' } });
  expect(readable(outcome)).toContain('in a private chat');
});
