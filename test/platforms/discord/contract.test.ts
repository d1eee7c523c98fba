// Discord holds the adapters' contracts.
import { afterEach } from 'vitest';
import type { AdapterHost, ChatAdapter } from '../../../src/core/ports/platform.ts';
import { createDiscordAdapter } from '../../../src/platforms/discord/index.ts';
import { chatAdapterContract } from '../../contracts/chat-adapter.ts';
import { type Backstage, networkedAdapterContract } from '../../contracts/networked-adapter.ts';
import { ROLE } from '../../contracts/news.ts';
import { othersPressesContract, type SharedRoom } from '../../contracts/others-presses.ts';
import { privateAnswersContract, type Rooms } from '../../contracts/private-answers.ts';
import { type Member, toldPrivatelyContract } from '../../contracts/told-privately.ts';
import { tooMany } from '../../fakes/discord/faults.ts';
import type { FakeDiscord } from '../../fakes/discord/index.ts';
import { readBody, rungBy } from '../../fakes/discord/text.ts';
import { MAY } from '../../fakes/discord/types.ts';
import { nowSeenBy, type Scene, seenBy, startScene } from './stage.ts';

const MESSAGES = /POST \/channels/;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const scenes: Scene[] = [];
const restarted: ChatAdapter[] = [];
afterEach(async () => {
  for (const adapter of restarted.splice(0)) await adapter.stop();
  for (const scene of scenes.splice(0)) await scene[Symbol.asyncDispose]();
});

async function openStage(host: AdapterHost): Promise<Backstage> {
  const scene = await startScene(host);
  scenes.push(scene);
  const { fake, adapter, logged } = scene;
  fake.world.roles.set(ROLE, { id: ROLE, guildId: fake.guildId, name: 'voters', isMentionable: true });
  const person = fake.person();
  const { channel } = person;
  const thread = fake.world.addChannel({ type: 11, guildId: fake.guildId, parentId: fake.room.id });
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
    thread: {
      to: { kind: 'chat', chatId: fake.room.id, threadId: thread.id },
      shown: () =>
        fake
          .delivered(thread)
          .map(({ text }) => text)
          .join('\n'),
    },
    pinged: () => fake.world.messages.flatMap((message) => rungBy(fake.world, message)),
    logged: () => logged.join('\n'),
    descriptions: (command) => descriptionsOf(fake, command),
    disturb: (how) => {
      fake.faults.clear();
      if (how === 'gone') channel.refuses = [403, 50007];
      if (how === 'broken') fake.faults.next(MESSAGES, { kind: 'status', status: 502 }, Number.POSITIVE_INFINITY);
      if (how === 'reset') fake.faults.next(MESSAGES, { kind: 'reset' }, Number.POSITIVE_INFINITY);
      if (how === 'unanswered') fake.faults.next(MESSAGES, { kind: 'late-reset' }, Number.POSITIVE_INFINITY);
      channel.botMay = how === 'no-files' ? MAY.view | MAY.send : MAY.view | MAY.send | MAY.attachFiles;
      if (how === 'wait') fake.faults.next(MESSAGES, tooMany(1));
    },
    restarted: async (again) => {
      const another = createDiscordAdapter({ token: fake.token, apiBase: fake.apiBase, log: quiet });
      restarted.push(another);
      await another.start(again);
      return another;
    },
    forget: () => fake.later(181_000),
    goDown: fake.goDown,
    comeBack: fake.comeBack,
  };
}

async function openRooms(host: AdapterHost): Promise<Rooms> {
  // As long as Discord likes: how fast this machine is says nothing of who sees what.
  const scene = await startScene(host, { answerWithinMs: 60_000 });
  const { world, guildId, room } = scene.fake;
  const places = [
    { type: 0, guildId },
    { type: 11, guildId, parentId: room.id },
    { type: 0, guildId: '123' },
    { type: 3 },
  ];
  let count = 0;
  return {
    ask: async (command, values) => {
      count += 1;
      const channel = world.addChannel(places[count % places.length] ?? { type: 3 });
      const asker = scene.fake.person({ channel, isForeign: channel.guildId !== guildId });
      await asker.slash(command, values);
      return {
        seen: () => seenBy(asker),
        seenByOthers: () =>
          world.messages
            .filter(({ channelId, onlyFor }) => channelId === channel.id && onlyFor === undefined)
            .map(({ versions }) => versions.map(readBody).join() || 'thinking'),
      };
    },
    [Symbol.asyncDispose]: () => scene[Symbol.asyncDispose](),
  };
}

async function openSharedRoom(host: AdapterHost): Promise<SharedRoom> {
  const scene = await startScene(host);
  const { fake } = scene;
  const [ann, ben] = [fake.person({ channel: fake.room }), fake.person({ channel: fake.room })];
  return {
    ask: async () => {
      await ann.slash('standings', {});
    },
    press: async (who, label) => {
      await (who === 'asker' ? ann : ben).press(label);
    },
    firstAnswer: () => nowSeenBy(ann)[0] ?? '',
    seen: () => nowSeenBy(ben).join('\n'),
    [Symbol.asyncDispose]: () => scene[Symbol.asyncDispose](),
  };
}

async function openMember(host: AdapterHost, privateChat: 'open' | 'closed'): Promise<Member> {
  const scene = await startScene(host);
  const { fake, adapter } = scene;
  const member = fake.person({ channel: fake.room });
  const direct = fake.world.addChannel({ type: 1, recipientId: member.id });
  if (privateChat === 'closed') direct.refuses = [403, 50007];
  const inPrivate = () =>
    fake
      .delivered(direct)
      .map(({ text }) => text)
      .join('\n');
  return {
    adapter,
    userId: member.id,
    ask: async (command, values) => {
      await member.slash(command, values);
    },
    press: async (label) => {
      await member.press(label);
    },
    seen: () => [seenBy(member), inPrivate()].join('\n'),
    inPrivate,
    openPrivate: () => {
      delete direct.refuses;
    },
    [Symbol.asyncDispose]: () => scene[Symbol.asyncDispose](),
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
privateAnswersContract('discord', openRooms);
othersPressesContract('discord', openSharedRoom);
toldPrivatelyContract('discord', openMember);
