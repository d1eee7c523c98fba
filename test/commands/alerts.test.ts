import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodePress } from '../../src/platforms/telegram/render/buttons.ts';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
let someone = 0;
let me: Asker;
const NOW = Date.UTC(2026, 10, 23, 9, 30);
beforeAll(async () => {
  bot = await startHost({ clock: { now: () => NOW } });
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(() => {
  someone += 1;
  me = { userId: `person${someone}` };
});

const EVENTS = ['elected', 'online', 'status', 'profile', 'dividend', 'overtaken'];
const watchAll = async (asker = me) => {
  for (const event of EVENTS) await bot.ask(`watch iost_kor ${event}`, asker);
};

test('an empty list says how to begin', async () => {
  const outcome = await bot.ask('alerts', me);
  expect(outcome.reply).toMatchObject({ visibility: 'private', actions: [{ command: 'watch' }] });
  expect(readable(outcome)).toContain('Nothing is watched yet. Begin with “watch”');
});

test('the list has numbers, words and a few buttons for each, a page at a time', async () => {
  await watchAll();
  const first = await bot.ask('alerts', me);
  const text = readable(first);
  expect(text).toMatch(/#\d+ IOSTer Korea \(iost_kor\): is elected, or no longer is/);
  expect(text).toContain('Page 1 of 2, 6 of at most 100 subscriptions.');
  expect(text).toContain('Alerts go to: privately on test');
  expect(text).toContain('Time zone: UTC, where it is 09:30 now');
  const actions = first.reply.actions ?? [];
  expect(actions.length).toBeLessThanOrEqual(25);
  expect(actions.map(({ command }) => command).slice(0, 3)).toEqual(['mute', 'unwatch', 'why']);
  for (const { command, args } of actions) expect(encodePress({ command, args, inPlace: true })).toBeDefined();
  const next = actions.find(({ primary }) => primary);
  if (!next) throw new Error('no next page');
  const second = await bot.press(next, me);
  expect(readable(second)).toContain('is overtaken by another node');
  expect(second.reply.data).toMatchObject({ page: 2, pages: 2 });
  expect((await bot.ask('alerts 99', me)).reply.data).toMatchObject({ page: 2 });
});

test('every button works', async () => {
  await watchAll();
  const { actions = [] } = (await bot.ask('alerts 2', me)).reply;
  const isLast = ({ command }: { readonly command: string }) => Number(command === 'unwatch');
  for (const action of actions.toSorted((a, b) => isLast(a) - isLast(b))) {
    expect((await bot.press(action, me)).kind, action.label).toBe('answered');
  }
});

test('what is muted says until when, and can be heard again', async () => {
  const { subscription } = (await bot.ask('watch iost_kor elected', me)).reply.data as { subscription: { id: number } };
  await bot.ask(`mute 2h ${subscription.id}`, me);
  const muted = await bot.ask('alerts', me);
  expect(readable(muted)).toContain('(muted until 2026-11-23 11:30 UTC)');
  const [unmute] = muted.reply.actions ?? [];
  if (!unmute) throw new Error('no button');
  await bot.press(unmute, me);
  expect(readable(await bot.ask('alerts', me))).not.toContain('muted');
});

test('settings are shown: quiet hours, digest, zone, silence', async () => {
  await bot.ask('watch iost_kor elected', me);
  await bot.ask('quiet 23:00 7:00 Asia/Shanghai', me);
  await bot.ask('digest weekly friday 18:00', me);
  await bot.ask('mute 1d', me);
  const outcome = await bot.ask('alerts', me);
  const text = readable(outcome);
  expect(text).toContain('Quiet hours: 23:00 to 07:00');
  expect(text).toContain('Digest: every Friday at 18:00');
  expect(text).toContain('Time zone: Asia/Shanghai, where it is 17:30 now');
  expect(text).toContain('All muted until: 2026-11-24 17:30 Asia/Shanghai');
  expect(outcome.reply.data).toMatchObject({
    preferences: {
      zone: 'Asia/Shanghai',
      quiet: { from: '23:00', to: '07:00' },
      digest: { every: 'week', at: '18:00', weekday: 5 },
      digestDue: '2026-11-27T10:00:00.000Z',
      mutedUntil: '2026-11-24T09:30:00.000Z',
    },
  });
});

test('in Chinese', async () => {
  await bot.ask('watch iost_kor elected', me);
  const text = readable(await bot.ask('alerts', { ...me, locale: 'zh-CN' }));
  expect(text).toContain('IOSTer Korea (iost_kor)：当选或失去当选资格');
  expect(text).toContain('第 1/1 页，共 1 项，上限 100 项。');
});

describe('a role to ping', () => {
  const roles = new Map(
    [
      ['98765', 'Team', true],
      ['98766', 'Others', true],
      ['77', 'Silent', false],
      ['1', '@everyone', true],
    ].map(([id, name, rings]) => [
      `${id}`,
      { id: `${id}`, name: `${name}`, isEveryone: id === '1', rings: rings === true },
    ]),
  );
  const admin = () =>
    ({ ...me, kind: 'group', chatId: `-${someone}`, isChatAdmin: true, known: { roles } }) as const satisfies Asker;
  const role = async (asker: Asker) => {
    const { preferences } = (await bot.ask('alerts', asker)).reply.data as { preferences: { pingRole: string | null } };
    return preferences.pingRole;
  };

  test('is named by administrators of a group, as a mention or an id, and taken back', async () => {
    const named = await bot.ask('alerts ping <@&98765>', admin());
    expect(named.reply).toMatchObject({ tone: 'good', visibility: 'chat' });
    expect(readable(named)).toContain('Nobody else is ever pinged.');
    expect(readable(named)).toContain('Role to ping: Team');
    expect(await role(admin())).toBe('98765');
    await bot.ask('alerts ping=98766', admin());
    expect(await role(admin())).toBe('98766');
    await bot.ask('quiet 23:00 07:00', admin());
    expect(await role(admin())).toBe('98766');
    expect(readable(await bot.ask('alerts --ping off', admin()))).toContain('Nobody is pinged any more.');
    expect(await role(admin())).toBeNull();
  });

  test.each(['77', '1', '@everyone', '@here', 'moderators', '<@123456>', '123', '<@&1> <@&2>', `${'1'.repeat(40)}`])(
    'is not %s',
    async (text) => {
      expect((await bot.ask(`alerts ping="${text}"`, admin())).kind).toBe('mistake');
      expect(await role(admin())).toBeNull();
    },
  );

  test('ends by a button too, for a platform offers roles to choose from and no words', async () => {
    const { actions = [] } = (await bot.ask('alerts ping 98765', admin())).reply;
    const off = actions.find(({ label }) => label === 'Ping nobody any more');
    if (!off) throw new Error('no button');
    expect(readable(await bot.press(off, admin()))).toContain('Nobody is pinged any more.');
    expect(await role(admin())).toBeNull();
  });

  test('is nothing where the platform has no roles', async () => {
    const outcome = await bot.ask('alerts ping 98765', { ...admin(), known: {} });
    expect(readable(outcome)).toContain('there are no roles here');
  });

  test('is nobody else’s to name, and nothing in a private chat', async () => {
    expect((await bot.ask('alerts ping 98765', { ...admin(), isChatAdmin: false })).kind).toBe('mistake');
    expect(await role(admin())).toBeNull();
    expect(readable(await bot.ask('alerts ping 98765', { ...me, known: { roles } }))).toContain('in groups only');
  });
});

test('a group’s list is for everyone to see', async () => {
  const group = { kind: 'group', chatId: '-77' } as const;
  await bot.ask('watch iost_kor elected', { ...group, ...me, isChatAdmin: true });
  const outcome = await bot.ask('alerts here', { ...group, userId: 'anyone' });
  expect(outcome.reply).toMatchObject({ title: 'Alerts of this chat', visibility: 'chat' });
  expect(readable(outcome)).toContain('is elected');
});
