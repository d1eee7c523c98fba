// Discord holds the adapters' contracts.
import { afterEach } from 'vitest';
import type { AdapterHost } from '../../../src/core/platform.ts';
import { chatAdapterContract } from '../../contracts/chat-adapter.ts';
import { type Backstage, networkedAdapterContract } from '../../contracts/networked-adapter.ts';
import type { FakeDiscord } from '../../fakes/fake-discord.ts';
import { tooMany } from '../../fakes/fake-discord-faults.ts';
import { type Scene, seenBy, startScene } from './stage.ts';

const MESSAGES = /POST \/channels/;

const scenes: Scene[] = [];
afterEach(async () => {
  for (const scene of scenes.splice(0)) await scene[Symbol.asyncDispose]();
});

async function openStage(host: AdapterHost): Promise<Backstage> {
  const scene = await startScene(host);
  scenes.push(scene);
  const { fake, adapter, logged } = scene;
  const person = fake.person();
  const { channel } = person;
  return {
    adapter,
    actor: { platform: 'discord', userId: person.id },
    chat: { kind: 'chat', chatId: channel.id },
    locale: 'en-US',
    token: fake.token,
    call: async (command, values) => {
      await person.slash(command, values);
    },
    press: async (label) => {
      await person.press(label);
    },
    shown: () => seenBy(person),
    logged: () => logged.join('\n'),
    descriptions: (command) => descriptionsOf(fake, command),
    disturb: (how) => {
      fake.faults.clear();
      if (how === 'gone') channel.refuses = [403, 50007];
      if (how === 'broken') fake.faults.next(MESSAGES, { kind: 'status', status: 502 }, Number.POSITIVE_INFINITY);
      if (how === 'reset') fake.faults.next(MESSAGES, { kind: 'reset' }, Number.POSITIVE_INFINITY);
      if (how === 'wait') fake.faults.next(MESSAGES, tooMany(1));
    },
    goDown: fake.goDown,
    comeBack: fake.comeBack,
  };
}

function descriptionsOf({ world }: FakeDiscord, name: string): readonly string[] {
  return world.commands
    .filter((command) => command.name === name)
    .flatMap(({ description, description_localizations: translated }) => [
      description,
      ...Object.values(translated ?? {}),
    ]);
}

chatAdapterContract('discord', openStage);
networkedAdapterContract('discord', openStage);
