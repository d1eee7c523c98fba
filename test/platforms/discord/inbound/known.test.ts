// Roles and channels as options of Discord's own, and what reaches the core of them: whether they are there, and what the bot may.
import { describe, type ExpectStatic, test } from 'vitest';
import { readArgs } from '../../../../src/core/command/arguments.ts';
import type { Known } from '../../../../src/core/ports/known.ts';
import { createZoneSearch } from '../../../../src/core/values/zone-names.ts';
import type { FakeDiscord } from '../../../fakes/discord/index.ts';
import type { PersonOptions } from '../../../fakes/discord/person.ts';
import { MAY } from '../../../fakes/discord/types.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { nowSeenBy, openScene, startScene } from '../stage.ts';

const options = { ping: { kind: 'role' }, to: { kind: 'channel' } } as const;
const alerts = { ...standings, options };

/** What the core hears of what a person names in a channel of the guild. */
async function heardOf(
  expect: ExpectStatic,
  name: (fake: FakeDiscord) => Readonly<Record<string, string>>,
  more: (fake: FakeDiscord) => Partial<PersonOptions> = () => ({}),
): Promise<{ readonly known: Known; readonly why: string }> {
  const host = { ...createScriptedHost(() => say('x')), commands: [alerts] };
  await using scene = await openScene();
  const values = name(scene.fake);
  await scene.adapter.start(host);
  await scene.fake.person({ channel: scene.fake.room, ...more(scene.fake) }).slash('standings', values);
  await expect.poll(() => host.heard.length).toBe(1);
  const { known = {} } = host.heard[0] ?? {};
  return { known, why: whyNot(values, known) };
}

/** What the core has against them. */
function whyNot(values: Readonly<Record<string, string>>, known: Known): string {
  try {
    readArgs(options, values, { zones: createZoneSearch(), known });
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
}

// Mostly waiting, so side by side.
describe.concurrent('a role', () => {
  test('that may be mentioned by all rings', async ({ expect }) => {
    const { known, why } = await heardOf(expect, (fake) => ({
      ping: fake.addRole({ name: 'voters', isMentionable: true }).id,
    }));
    expect([...(known.roles?.values() ?? [])]).toEqual([
      expect.objectContaining({ name: 'voters', isEveryone: false, rings: true }),
    ]);
    expect(why).toBe('nothing');
  });

  test('that may be mentioned by nobody is silent, unless the bot may mention all', async ({ expect }) => {
    const silent = (fake: FakeDiscord) => ({ ping: fake.addRole({ name: 'voters', isMentionable: false }).id });
    expect((await heardOf(expect, silent)).why).toBe('errors.silent-role');
    const { view, send, mentionEveryone } = MAY;
    const mighty = () => ({ botPermissions: view | send | mentionEveryone });
    expect((await heardOf(expect, silent, mighty)).why).toBe('nothing');
  });

  test('that everybody has is told from others, by its id and by its mention', async ({ expect }) => {
    for (const named of [(id: string) => id, (id: string) => `<@&${id}>`]) {
      const { why } = await heardOf(expect, (fake) => ({ ping: named(fake.guildId) }));
      expect(why).toBe('errors.role-of-everyone');
    }
  });

  test('that is not there, or of another server, or no role at all, is none', async ({ expect }) => {
    const elsewhere = (fake: FakeDiscord) =>
      fake.world.addRole({ guildId: '7', name: 'voters', isMentionable: true }).id;
    for (const ping of [() => '123', () => 'everyone', () => '@here', (fake: FakeDiscord) => fake.room.id, elsewhere]) {
      expect((await heardOf(expect, (fake) => ({ ping: ping(fake) }))).why).toBe('errors.not-a-role');
    }
  });

  test('is nothing that a private chat or a conversation has', async ({ expect }) => {
    for (const type of [1, 3]) {
      const { why } = await heardOf(
        expect,
        () => ({ ping: '5' }),
        (fake) => ({ channel: fake.world.addChannel({ type, ...(type === 1 && { recipientId: '77' }) }) }),
      );
      expect(why).toBe('errors.no-roles');
    }
  });

  test('of a server that only the person took the bot to is what came with the call', async ({ expect }) => {
    const { known } = await heardOf(
      expect,
      (fake) => ({ ping: fake.world.addRole({ guildId: '123', name: 'voters', isMentionable: true }).id }),
      (fake) => ({ channel: fake.world.addChannel({ type: 0, guildId: '123' }), isForeign: true }),
    );
    expect([...(known.roles?.values() ?? [])]).toEqual([expect.objectContaining({ name: 'voters', rings: true })]);
  });
});

test('a channel comes with whether the bot can post there', async ({ expect }) => {
  for (const [botMay, canPost] of [
    [MAY.view | MAY.send, true],
    [MAY.view, false],
    [MAY.send, false],
    [MAY.view | MAY.sendInThreads, false],
  ] as const) {
    const { known } = await heardOf(expect, ({ world, guildId }) => {
      const channel = world.addChannel({ type: 0, guildId });
      channel.botMay = botMay;
      return { to: channel.id };
    });
    expect([...(known.channels?.values() ?? [])]).toEqual([expect.objectContaining({ canPost })]);
  }
  expect((await heardOf(expect, () => ({ to: '5' }))).why).toBe('errors.not-a-channel');
});

test('a press names what the bot knows of the server', async ({ expect }) => {
  const host = {
    ...createScriptedHost(() =>
      say('which?', { actions: [{ label: 'This', command: 'standings', args: { ping: role.id } }] }),
    ),
    commands: [alerts],
  };
  await using scene = await openScene();
  const role = scene.fake.addRole({ name: 'voters', isMentionable: true });
  await scene.adapter.start(host);
  const ann = scene.fake.person({ channel: scene.fake.room });
  await ann.slash('standings', {});
  await expect.poll(() => nowSeenBy(ann).length).toBe(1);
  await ann.press('This');
  await expect.poll(() => host.heard.length).toBe(2);
  expect(host.heard[1]?.known?.roles?.get(role.id)).toMatchObject({ name: 'voters', rings: true });
});

test('they are options of Discord’s own kinds', async ({ expect }) => {
  await using scene = await startScene({ ...createScriptedHost(() => say('x')), commands: [alerts] });
  await expect.poll(() => scene.fake.world.commands[0]?.options?.map(({ type }) => type)).toEqual([8, 7]);
});
