// Whose list a command is about in each kind of place, and what one is told who may not change it, or cannot be reached.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Privately } from '../../src/core/ports/privately.ts';
import type { Action } from '../../src/core/reply/reply.ts';
import { type Asker, readable, startHost, type TestHost } from '../support/host.ts';

let bot: TestHost;
let someone = 0;
let taken: Awaited<ReturnType<Privately['say']>> = 'told';
let me: Asker;
let group: Asker;
let admin: Asker;

beforeAll(async () => {
  bot = await startHost({ ttlMs: 60_000, takes: () => taken });
});
afterAll(() => bot[Symbol.asyncDispose]());
beforeEach(() => {
  someone += 1;
  taken = 'told';
  me = { userId: `person${someone}` };
  group = { ...me, kind: 'group', chatId: `-${someone}` };
  admin = { ...group, userId: 'admin', isChatAdmin: true };
});

const listOf = async (asker: Asker, whom = '') => {
  const { rows } = (await bot.ask(`export json ${whom}`, asker)).reply.data as {
    rows: readonly { subject: string; rule: string }[]; // what export puts there
  };
  return rows.map(({ subject, rule }) => `${subject} ${rule}`);
};
const button = (actions: readonly Action[] | undefined, label: string) => {
  const found = actions?.find((action) => action.label === label);
  if (!found) throw new Error(`no button ${label} among ${actions?.map((action) => action.label).join(', ')}`);
  return found;
};

describe('in a group', () => {
  test('a member follows something for themselves, and is told so in private at once', async () => {
    const before = bot.whispers.length;
    const outcome = await bot.ask('watch iost_kor elected', group);
    expect(outcome).toMatchObject({ kind: 'answered', reply: { tone: 'good', visibility: 'private' } });
    expect(readable(outcome)).toContain('Alerts go to: privately on test');
    const [whisper] = bot.whispers.slice(before);
    expect(whisper?.person).toEqual({ platform: 'test', userId: me.userId });
    expect(JSON.stringify(whisper?.reply)).toContain('IOSTer Korea (iost_kor): is elected');
    expect(await listOf(me)).toEqual(['iost_kor elected']);
    expect(await listOf(group, 'here')).toEqual([]);
  });

  test('an administrator means the list of the place, unless they say otherwise', async () => {
    expect((await bot.ask('watch iost_kor elected', admin)).reply.visibility).toBe('chat');
    expect((await bot.ask('watch iost_kor online me', admin)).reply.visibility).toBe('private');
    expect(await listOf(admin)).toEqual(['iost_kor elected']);
    expect(await listOf(group, 'here')).toEqual(['iost_kor elected']);
    expect(await listOf(admin, 'me')).toContain('iost_kor online');
  });

  test('whoever may not change the list of the place is offered to be told privately', async () => {
    const refused = await bot.ask('watch iost_kor elected for=here', group);
    expect(refused).toMatchObject({ kind: 'mistake', reply: { visibility: 'private' } });
    const outcome = await bot.press(button(refused.reply.actions, 'Tell me privately'), group);
    expect(outcome.kind).toBe('answered');
    expect(await listOf(me)).toEqual(['iost_kor elected']);
    expect(await listOf(group, 'here')).toEqual([]);
  });

  test('a button means the same list whoever presses it', async () => {
    const { actions } = (await bot.ask('watch iost_kor elected', admin)).reply;
    const refused = await bot.press(button(actions, 'Undo'), group);
    expect(readable(refused)).toContain('Only an administrator of this chat');
    expect(await listOf(group, 'here')).toEqual(['iost_kor elected']);
    await bot.press(button(refused.reply.actions, 'Tell me privately'), group);
    expect(await listOf(me)).toEqual(['iost_kor elected']);
  });

  test.each(['digest daily', 'quiet 1:00 2:00', 'mute 1d'])('%s is a member’s own, too', async (line) => {
    await bot.ask('watch iost_kor elected', group);
    const own = await bot.ask(line, group);
    expect(own).toMatchObject({ kind: 'answered', reply: { tone: 'good', visibility: 'private' } });
    const { preferences } = (await bot.ask('alerts', me)).reply.data as { preferences: object };
    expect((await bot.ask('alerts here', group)).reply.data).not.toMatchObject({ preferences });
    const refused = await bot.ask(`${line} here`, group);
    expect(refused.kind).toBe('mistake');
    const [offered] = refused.reply.actions ?? [];
    expect(offered?.args).toMatchObject({ for: 'me' });
  });

  test('a test alert goes where its alerts go', async () => {
    await bot.ask('testalert', group);
    const person = { kind: 'person', person: { platform: 'test', userId: me.userId ?? '' } } as const;
    expect(await bot.store.subscriptions.alerts(person, 9)).toMatchObject([{ kind: 'test' }]);
  });

  test('a number that is not on this list may be on the other', async () => {
    await bot.ask('watch iost_kor elected', admin);
    const { subscriptions } = (await bot.ask('alerts', admin)).reply.data as { subscriptions: [{ id: number }] };
    const elsewhere = await bot.ask(`why sub=${subscriptions[0].id}`, group);
    expect(readable(elsewhere)).toContain('There is no number');
    const found = await bot.press(button(elsewhere.reply.actions, 'The list of this chat'), group);
    expect(readable(found)).toContain('IOSTer Korea');
  });

  test('each list leads to the other', async () => {
    const mine = await bot.ask('alerts', group);
    expect(mine.reply).toMatchObject({ visibility: 'private' });
    const here = await bot.press(button(mine.reply.actions, 'The list of this chat'), group);
    expect(here.reply).toMatchObject({ title: 'Alerts of this chat', visibility: 'chat' });
    expect((await bot.press(button(here.reply.actions, 'My own list'), group)).reply.visibility).toBe('private');
  });

  test('“mine” is told privately alone, and nobody’s accounts are offered where others read', async () => {
    await bot.ask('me add v00000_x savings', me);
    const refused = await bot.ask('watch mine elected', { ...admin, ...me });
    const outcome = await bot.press(button(refused.reply.actions, 'Tell me privately'), { ...admin, ...me });
    expect(outcome).toMatchObject({ kind: 'answered', reply: { visibility: 'private' } });
    const { reply } = await bot.ask('watch mine released', group);
    expect(JSON.stringify(reply)).not.toMatch(/savings|v00000_x/);
    expect(JSON.stringify((await bot.ask('watch mine released', me)).reply)).toContain('savings');
  });
});

describe('a private chat that is closed', () => {
  test.each(['watch iost_kor elected', 'digest daily', 'testalert'])(
    '%s says so at once, with what to do, and changes nothing',
    async (line) => {
      taken = 'closed';
      const refused = await bot.ask(line, { ...group, privateUrl: 'https://chat.example/bot' });
      expect(refused).toMatchObject({ kind: 'mistake', reply: { visibility: 'private' } });
      expect(readable(refused)).toContain('I cannot write to you privately on test');
      expect(readable(refused)).toContain('https://chat.example/bot');
      expect((await bot.ask('alerts', me)).reply.data).toMatchObject({
        subscriptions: [],
        preferences: { digest: null },
      });
      const person = { kind: 'person', person: { platform: 'test', userId: me.userId ?? '' } } as const;
      expect(await bot.store.subscriptions.alerts(person, 9)).toEqual([]);
      taken = 'told';
      const again = await bot.press(button(refused.reply.actions, 'Try again'), group);
      expect(again).toMatchObject({ kind: 'answered', reply: { tone: 'good' } });
    },
  );

  test.each(['discord', 'telegram'])('on %s it says what is to be done there', async (platform) => {
    taken = 'closed';
    for (const locale of ['en', 'zh-CN']) {
      const refused = await bot.ask('watch iost_kor elected', { ...group, platform, locale });
      expect(readable(refused)).toMatch(locale === 'en' ? /nothing was changed/ : /什么都没有更改/);
      expect(readable(refused).toLowerCase()).toContain(platform);
    }
  });

  test('what is not sure is said, and followed all the same', async () => {
    taken = 'unsure';
    const outcome = await bot.ask('watch iost_kor elected', group);
    expect(readable(outcome)).toContain('I could not make sure');
    expect(await listOf(me)).toEqual(['iost_kor elected']);
  });

  test('nobody who asks in private is told twice', async () => {
    const before = bot.whispers.length;
    await bot.ask('watch iost_kor elected', me);
    await bot.ask('mute 1d', group);
    await bot.ask('unwatch iost_kor', group);
    expect(bot.whispers).toHaveLength(before);
  });
});

describe('where the bot only answers', () => {
  const talk = (): Asker => ({ ...me, kind: 'group-dm', chatId: `dm${someone}`, canPost: false });
  const guest = (): Asker => {
    return { ...admin, ...me, canPost: false, inviteUrl: 'https://chat.example/invite?scope=bot' };
  };

  test('everybody has a list of their own', async () => {
    for (const [line, asker] of [
      ['watch iost_kor elected', talk()],
      ['watch iost_kor online', guest()],
    ] as const) {
      expect(await bot.ask(line, asker)).toMatchObject({ kind: 'answered', reply: { visibility: 'private' } });
    }
    expect(await listOf(me)).toEqual(['iost_kor elected', 'iost_kor online']);
  });

  test('a conversation has no administrators to ask, and no list', async () => {
    for (const line of ['watch iost_kor elected here', 'digest daily here', 'testalert here', 'mute 1d here']) {
      const text = readable(await bot.ask(line, talk()));
      expect(text).toContain('I can answer, but not write by myself');
      expect(text).not.toContain('dministrator');
    }
  });

  test('the language of a conversation is anybody’s to set', async () => {
    expect(await bot.ask('settings zh-CN chat', talk())).toMatchObject({
      kind: 'answered',
      reply: { visibility: 'chat' },
    });
  });

  test('a server that has not taken the bot in is told how it can', async () => {
    const refused = await bot.ask('watch iost_kor elected here', guest());
    expect(readable(refused)).toContain('I am not a member here');
    expect(readable(refused)).toContain('https://chat.example/invite?scope=bot');
    await bot.press(button(refused.reply.actions, 'Tell me privately'), guest());
    expect(await listOf(me)).toEqual(['iost_kor elected']);
  });

  test('a member that may not write says what it lacks, and offers to tell it privately', async () => {
    const refused = await bot.ask('watch iost_kor elected', { ...admin, canPost: false });
    expect(readable(refused)).toContain('give me the right to send messages here');
    expect(button(refused.reply.actions, 'Tell me privately').args).toMatchObject({ for: 'me' });
  });
});

describe('in the name of a chat', () => {
  test('there is only the list of the place, and nobody to be told privately', async () => {
    const anonymous = { ...admin, userId: '-100', isAnonymous: true } as const;
    expect((await bot.ask('watch iost_kor elected', anonymous)).reply.visibility).toBe('chat');
    expect(readable(await bot.ask('watch iost_kor elected me', anonymous))).toContain('Write as yourself');
    const refused = await bot.ask('watch iost_kor elected', { ...anonymous, isChatAdmin: false });
    expect(readable(refused)).toContain('Only an administrator');
    expect(refused.reply.actions).toBeUndefined();
  });
});
