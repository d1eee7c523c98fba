// What people ask, as the core hears it: from which place, by whom, and while they are still typing.
import { describe, type ExpectStatic, test } from 'vitest';
import type { AdapterHost, Invocation } from '../../../../src/core/ports/platform.ts';
import type { FakeDiscord } from '../../../fakes/discord/index.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { seenBy, startScene } from '../stage.ts';

// Mostly waiting, so side by side.
describe.concurrent('questions', () => {
  describe('suggestions', () => {
    const node = { ...standings, options: { node: { kind: 'node' } } } as const;

    test('are those of the core, 25 at most, whatever was typed', async ({ expect }) => {
      const asked: unknown[] = [];
      const complete: AdapterHost['complete'] = async (...question) => {
        asked.push(question);
        return Array.from({ length: 40 }, (_, index) => ({ value: `node_${index}`, label: `${index} *`.repeat(40) }));
      };
      const host = { ...createScriptedHost(() => say('x')), commands: [node], complete };
      await using scene = await startScene(host, { answerWithinMs: 3_000 });
      const choices = await scene.fake.person().type('standings', 'node', 'me"*\n');
      expect(asked).toEqual([['standings', 'node', 'me"*\n', 25]]);
      expect(choices).toHaveLength(25);
      expect(choices?.[1]).toMatchObject({ value: 'node_1' });
    });

    test('that would come later than three seconds are none', async ({ expect }) => {
      const complete = () => new Promise<never>(() => undefined);
      const host = { ...createScriptedHost(() => say('x')), commands: [node], complete };
      await using scene = await startScene(host, { answerWithinMs: 3_000 });
      expect(await scene.fake.person().type('standings', 'node', 'm')).toEqual([]);
    });

    test('an autocomplete value is free text: what was typed instead arrives as it is', async ({ expect }) => {
      const host = { ...createScriptedHost(() => say('x')), commands: [node] };
      await using scene = await startScene(host);
      await scene.fake.person().slash('standings', { node: 'nobody *suggested* this' });
      await expect
        .poll(() => host.heard[0]?.raw)
        .toEqual({ kind: 'named', values: { node: 'nobody *suggested* this' } });
    });
  });

  describe('the core hears', () => {
    async function heardFrom(
      expect: ExpectStatic,
      options: (fake: FakeDiscord) => object,
    ): Promise<Invocation | undefined> {
      const host = createScriptedHost(() => say('x'));
      await using scene = await startScene(host);
      await scene.fake.person(options(scene.fake)).slash('standings', {});
      await expect.poll(() => host.heard.length).toBe(1);
      return host.heard[0];
    }

    test('a server as a group, and who may manage it as its admin', async ({ expect }) => {
      const plain = await heardFrom(expect, (fake) => ({ channel: fake.room, locale: 'zh-CN' }));
      expect(plain).toMatchObject({ isChatAdmin: false, locale: 'zh-CN', chat: { kind: 'group' } });
      expect(plain?.chat).not.toHaveProperty('canPost');
      expect(await heardFrom(expect, (fake) => ({ channel: fake.room, isAdmin: true }))).toMatchObject({
        isChatAdmin: true,
      });
    });

    test('a thread by its own id', async ({ expect }) => {
      let id = '';
      const heard = await heardFrom(expect, (fake) => {
        const channel = fake.world.addChannel({ type: 11, guildId: fake.guildId, parentId: fake.room.id });
        id = channel.id;
        return { channel };
      });
      expect(heard?.chat).toEqual({ platform: 'discord', chatId: id, kind: 'group' });
    });

    test('that it cannot post where it is no member, with how to take it in, or where it has no right to', async ({
      expect,
    }) => {
      const foreign = await heardFrom(expect, (fake) => ({
        channel: fake.world.addChannel({ type: 0, guildId: '123' }),
        isForeign: true,
      }));
      expect(foreign?.chat).toMatchObject({ kind: 'group', canPost: false });
      const invitation = new URL(foreign?.chat.inviteUrl ?? '');
      expect(invitation.origin + invitation.pathname).toBe('https://discord.com/oauth2/authorize');
      expect(invitation.searchParams.get('scope')).toBe('bot applications.commands');
      const group = await heardFrom(expect, (fake) => ({
        channel: fake.world.addChannel({ type: 3 }),
        isForeign: true,
      }));
      expect(group?.chat).toMatchObject({ kind: 'group-dm', canPost: false });
      expect(group?.chat).not.toHaveProperty('inviteUrl');
      const silent = await heardFrom(expect, (fake) => ({ channel: fake.room, botPermissions: 0n }));
      expect(silent?.chat.canPost).toBe(false);
      expect(silent?.chat).not.toHaveProperty('inviteUrl');
    });
  });

  test('user installs are answered where the bot is no member, buttons too', async ({ expect }) => {
    await using scene = await startScene(
      createScriptedHost(() => say('hello there', { actions: [{ label: 'Again', command: 'standings', args: {} }] })),
    );
    const channel = scene.fake.world.addChannel({ type: 0, guildId: '123' });
    const person = scene.fake.person({ channel, isForeign: true });
    await person.slash('standings', {});
    await expect.poll(() => seenBy(person)).toContain('hello there');
    await person.press('Again');
    await expect.poll(() => person.messages()[0]?.versions.length).toBe(2);
    const onlooker = scene.fake.person({ channel, isForeign: true });
    await onlooker.press('Again');
    await expect.poll(() => onlooker.messages().length).toBe(2);
    expect(person.messages()).toHaveLength(1);
  });

  test('a guest may say five things more, so what is longer says where all of it is', async ({ expect }) => {
    await using scene = await startScene(createScriptedHost(() => say('word '.repeat(9_000))));
    const channel = scene.fake.world.addChannel({ type: 0, guildId: '123' });
    const person = scene.fake.person({ channel, isForeign: true });
    await person.slash('standings', {});
    await expect.poll(() => seenBy(person)).toContain('platforms.discord.more');
    expect(scene.logged.join()).not.toContain('40094');
  });
});
