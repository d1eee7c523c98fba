// Telegram holds the contracts of a platform on which people pass on words, and read along.
import type { AdapterHost } from '../../../src/core/ports/platform.ts';
import { indirectCallsContract, type Victim } from '../../contracts/indirect-calls.ts';
import { othersPressesContract, type SharedRoom } from '../../contracts/others-presses.ts';
import { privateAnswersContract, type Rooms } from '../../contracts/private-answers.ts';
import { type Member, toldPrivatelyContract } from '../../contracts/told-privately.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/index.ts';
import { meetAlone } from './stage.ts';

/** Nobody is kept waiting by Telegram's limits. */
const SCALE = 100;

async function start(host: AdapterHost) {
  const fake = await startFakeTelegram();
  const adapter = meetAlone(fake, { timeScale: SCALE });
  await adapter.start(host);
  const dispose = async () => {
    await adapter.stop();
    await fake.stop();
  };
  return { fake, adapter, [Symbol.asyncDispose]: dispose };
}

async function openVictim(host: AdapterHost): Promise<Victim> {
  const { fake, ...closing } = await start(host);
  const [anna, mallory, group] = [fake.person(1), fake.person(2), fake.group(-1_001)];
  fake.makeAdmin(anna, group);
  const lineOf = (command: string, rest: string) => `/${command} ${rest}`.trim();
  const always = (send: unknown) => send !== undefined;
  const linked = (begin: string, there: typeof group | 'private') => (command: string, rest: string) => {
    const payload = rest === '' ? command : `${command}_${rest}`;
    return /^[\w-]{1,64}$/.test(payload) && always(fake.say(anna, there, `${begin} ${payload}`));
  };
  const saying =
    (more: object, there: typeof group | 'private' = 'private') =>
    (command: string, rest: string) =>
      always(fake.say(anna, there, lineOf(command, rest), more));
  return {
    userId: '1',
    room: { chatId: '-1001' },
    say: async (line, where) => {
      fake.say(anna, where === 'room' ? group : 'private', `/${line}`);
    },
    ways: {
      'a link': linked('/start', 'private'),
      'a link about the room': (command, rest) => linked('/start', 'private')(`c1001_${command}`, rest),
      'a link into the room': linked('/start@herald_bot', group),
      'a forwarded message': (command, rest) => always(fake.forward(anna, 'private', mallory, lineOf(command, rest))),
      'a forwarded message in the room': (command, rest) =>
        always(fake.forward(anna, group, mallory, lineOf(command, rest))),
      'forwarded words without a slash': (command, rest) =>
        always(fake.forward(anna, 'private', mallory, `${command} ${rest}`)),
      'another bot': saying({ via_bot: { id: 7, is_bot: true, first_name: 'x' } }),
      'a quote': saying({ entities: [{ type: 'blockquote', offset: 0, length: 99 }] }, group),
      'an old message': saying({ date: Math.floor(Date.now() / 1_000) - 3_600 }),
    },
    ...closing,
  };
}

async function openSharedRoom(host: AdapterHost): Promise<SharedRoom> {
  const { fake, ...closing } = await start(host);
  const [anna, ben, group] = [fake.person(1), fake.person(2), fake.group(-1_001)];
  fake.join(ben, group);
  return {
    ask: async () => {
      fake.say(anna, group, '/standings');
    },
    press: async (who, label) => {
      fake.press(who === 'asker' ? anna : ben, group, label);
    },
    firstAnswer: () => fake.messages(group)[0]?.text ?? '',
    seen: () => [...fake.messages(group), ...fake.messages(ben)].map(({ text = '' }) => text).join('\n'),
    ...closing,
  };
}

async function openMember(host: AdapterHost, privateChat: 'open' | 'closed'): Promise<Member> {
  const { fake, adapter, ...closing } = await start(host);
  const [member, group] = [fake.person(5, 'en', privateChat === 'closed' ? 'stranger' : undefined), fake.group(-1_001)];
  fake.join(member, group);
  const inGroup = () =>
    fake
      .messages(group)
      .map(({ text = '' }) => text)
      .join('\n');
  return {
    adapter,
    userId: '5',
    ask: async (command, values) => {
      const given = Object.entries(values).map(([name, value]) => `${name}=${value}`);
      fake.say(member, group, [`/${command}`, ...given].join(' '));
    },
    press: async (label) => {
      fake.press(member, group, label);
    },
    seen: () => [inGroup(), fake.shown(member)].join('\n'),
    inPrivate: () => fake.shown(member),
    openPrivate: () => {
      fake.say(member, 'private', '/start');
    },
    ...closing,
  };
}

async function openRooms(host: AdapterHost): Promise<Rooms> {
  const { fake, ...closing } = await start(host);
  let next = 100;
  return {
    ask: async (command, values) => {
      next += 1;
      const [asker, group] = [fake.person(next), fake.group(-next)];
      const quoted = Object.entries(values).map(([name, value]) => `${name}="${value}"`);
      fake.say(asker, group, [`/${command}`, ...quoted].join(' '));
      return {
        seen: () => fake.shown(asker),
        seenByOthers: () => [...publicTexts(fake, group), ...typingIn(fake, group)],
      };
    },
    ...closing,
  };
}

/** That an answer went elsewhere is no answer. */
function publicTexts(fake: FakeTelegram, group: { readonly id: number }): readonly string[] {
  return fake.messages({ id: group.id, type: 'supergroup' }).flatMap(({ text, caption }) => {
    const said = text ?? caption ?? 'a picture';
    return /private chat/.test(said) ? [] : [said];
  });
}

function typingIn(fake: FakeTelegram, { id }: { readonly id: number }): readonly string[] {
  return fake.callsOf('sendChatAction').flatMap(({ payload }) => (payload.chat_id === String(id) ? ['typing'] : []));
}

indirectCallsContract('telegram', openVictim);
othersPressesContract('telegram', openSharedRoom);
privateAnswersContract('telegram', openRooms);
toldPrivatelyContract('telegram', openMember);
