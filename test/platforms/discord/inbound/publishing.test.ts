// Who makes the bot say something to others by a press: nobody but the one whose answer it is, where they may write themselves.
// All buttons of all public answers of the real commands, in every kind of place, pressed by everybody else.
import { describe, expect, test } from 'vitest';
import { nameArgs } from '../../../../src/core/command/arguments.ts';
import { listed } from '../../../../src/core/command/lookup.ts';
import type { FakeDiscord } from '../../../fakes/discord/index.ts';
import { flatten } from '../../../fakes/discord/limits.ts';
import type { FakeChannel, FakeMessage } from '../../../fakes/discord/types.ts';
import { commands, startHost } from '../../../support/host.ts';
import { startScene } from '../stage.ts';

const PLACES = {
  'a server': ({ world, guildId }: FakeDiscord) => world.addChannel({ type: 0, guildId }),
  'a channel for announcements': ({ world, guildId }: FakeDiscord) => world.addChannel({ type: 5, guildId }),
  'a thread': ({ world, guildId, room }: FakeDiscord) => world.addChannel({ type: 11, guildId, parentId: room.id }),
  'a conversation': ({ world }: FakeDiscord) => world.addChannel({ type: 3 }),
  'a server that only the asker took it to': ({ world }: FakeDiscord) => world.addChannel({ type: 0, guildId: '123' }),
} as const;

/** Every command whose answer is for all, as help shows how to call it. */
const CALLS = listed(commands)
  .filter(({ privacy }) => privacy === 'chat')
  .map(
    ({ name, options, examples: [example = ''] }) =>
      [name, nameArgs(options, { kind: 'line', text: example })] as const,
  );

const publicIn = ({ world }: FakeDiscord, { id }: FakeChannel) =>
  world.messages.filter(({ channelId, onlyFor }) => channelId === id && onlyFor === undefined);
const buttonsOf = ({ versions }: FakeMessage) =>
  flatten(versions.at(-1)?.components ?? []).flatMap(({ custom_id: id }) => id ?? []);

describe.each(Object.entries(PLACES))('in %s', (name, open) => {
  test('whatever others press is answered to them alone', async () => {
    await using bot = await startHost();
    await using scene = await startScene(bot.host, { answerWithinMs: 60_000 });
    const { fake } = scene;
    const isForeign = /conversation|only the asker/.test(name);
    const asked = await Promise.all(
      CALLS.map(async ([command, values]) => {
        const channel = open(fake);
        await fake.person({ channel, isForeign }).slash(command, values);
        const said = () => publicIn(fake, channel).filter(({ versions }) => versions.length > 0);
        await expect.poll(() => said().length, { message: command }).toBeGreaterThan(0);
        return channel;
      }),
    );
    const pressed = await Promise.all(
      asked.map(async (channel) => {
        const shown = publicIn(fake, channel);
        const before = JSON.stringify(shown);
        const others = [false, true].map((isReader) => fake.person({ channel, isForeign, isReader }));
        const buttons = shown.flatMap((below) => buttonsOf(below).map((button) => ({ below, button })));
        const all = others.flatMap((other) => buttons.map(({ below, button }) => other.forge(button, below)));
        const presses = await Promise.all(all);
        await expect.poll(() => presses.filter(({ answered }) => answered !== 'yes')).toEqual([]);
        expect(JSON.stringify(publicIn(fake, channel))).toBe(before);
        return presses.length;
      }),
    );
    const presses = pressed.reduce((sum, count) => sum + count, 0);
    expect(presses).toBeGreaterThan(20);
  });
});
