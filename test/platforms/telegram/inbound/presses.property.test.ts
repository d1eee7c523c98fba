// Whoever presses whatever, wherever: something is published only where that person may make the bot speak, and a message
// changes only for the one whose it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../../src/core/ports/platform.ts';
import type { FakeTelegram } from '../../../fakes/telegram/index.ts';
import type { Chat, User } from '../../../fakes/telegram/world.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const PLACES = ['group', 'topic', 'closed', 'channel', 'private'] as const;
const PERSONS = ['asker', 'admin', 'member', 'stranger', 'shy'] as const;
const KINDS = ['answered', 'asked', 'mistake', 'unavailable', 'too-fast', 'ignored'] as const;

interface Press {
  readonly place: (typeof PLACES)[number];
  readonly who: (typeof PERSONS)[number];
  readonly kind: (typeof KINDS)[number];
  readonly isPrivate: boolean;
  readonly inPlace: boolean;
  /** Asks about the group out of a private chat. */
  readonly about: boolean;
  /** Below which of the messages there. */
  readonly below: number;
}

const presses: fc.Arbitrary<readonly Press[]> = fc.array(
  fc.record({
    place: fc.constantFrom(...PLACES),
    who: fc.constantFrom(...PERSONS),
    kind: fc.constantFrom(...KINDS),
    isPrivate: fc.boolean(),
    inPlace: fc.boolean(),
    about: fc.boolean(),
    below: fc.nat(5),
  }),
  { minLength: 5, maxLength: 12 },
);

/** The core's rule for channels; else what the button says. */
function createHost() {
  const host = createScriptedHost(() => say('unused'));
  let count = 0;
  host.answer = async ({ chat, isChatAdmin, raw }): Promise<Outcome> => {
    count += 1;
    const [kind, visibility] = (raw.kind === 'named' ? (raw.values.search ?? '') : 'answered chat').split(' ');
    const reply = say(`answer ${count}`, {
      visibility: visibility === 'private' ? 'private' : 'chat',
      actions: [{ label: 'Next', command: 'standings', args: {} }],
    });
    if (chat.kind === 'channel' && !isChatAdmin) return { kind: 'elsewhere', reply, locale: 'en' };
    return { kind: KINDS.find((each) => each === kind) ?? 'answered', reply, locale: 'en' };
  };
  return host;
}

async function openWorld() {
  const { fake, adapter } = await converse(createHost(), { timeScale: 1_000 });
  const person: Record<Press['who'], User> = {
    asker: fake.person(1),
    admin: fake.person(2),
    member: fake.person(3),
    stranger: fake.person(4),
    shy: fake.person(5, 'en', 'stranger'),
  };
  const group = fake.group(-1_001, { is_forum: true });
  const channel = fake.group(-1_003, { type: 'channel' });
  for (const chat of [group, channel]) {
    fake.makeAdmin(person.admin, chat);
    fake.join(person.member, chat);
  }
  fake.say(person.asker, group, '/standings');
  for (const topic of [7, 8])
    fake.say(person.asker, group, '/standings', { message_thread_id: topic, is_topic_message: true });
  fake.postInChannel(channel, '/standings');
  for (const user of [person.asker, person.admin, person.member, person.stranger])
    fake.say(user, 'private', '/standings');
  await expect.poll(() => fake.delivered()).toHaveLength(8);
  fake.setTopic(group, 8, 'TOPIC_CLOSED');
  const chats: readonly (Chat | User)[] = [group, channel, ...Object.values(person)];
  return { fake, adapter, person, group, channel, chats };
}

type World = Awaited<ReturnType<typeof openWorld>>;

/** Everything of the bot's, by chat and message. */
function stateOf({ fake, chats }: World): ReadonlyMap<string, string> {
  const each = (chat: Chat | User) =>
    fake.messages(chat).map((message) => [`${chat.id} ${message.message_id}`, JSON.stringify(message)] as const);
  return new Map(chats.flatMap(each));
}

async function pressOnce(world: World, press: Press): Promise<string[]> {
  const { fake, person, group, channel } = world;
  const user = person[press.who];
  const there = press.place === 'private' ? user : press.place === 'channel' ? channel : group;
  const topic = press.place === 'topic' ? 7 : press.place === 'closed' ? 8 : undefined;
  const own = fake.messages(there).filter((message) => there !== group || message.message_thread_id === topic);
  const below = own[press.below % Math.max(1, own.length)];
  if (!below) return [];
  const before = stateOf(world);
  const about = press.about ? '-1001 ' : '';
  const data = `${press.inPlace ? '=' : '+'}${about}standings\nsearch=${press.kind} ${press.isPrivate ? 'private' : 'chat'}`;
  const id = fake.forge(user, there === user ? 'private' : (there as Chat), data, below); // only users are compared
  await expect.poll(() => fake.presses.has(id)).toBe(true);
  await quiet(fake);
  return [...stateOf(world)]
    .filter(([key, text]) => before.get(key) !== text)
    .map(([key]) => `${key}${before.has(key) ? ' changed' : ' new'}`);
}

/** Whose turn it was is over: the next in the same chat is answered. */
async function quiet(fake: FakeTelegram): Promise<void> {
  let calls = -1;
  while (calls !== fake.calls.length) {
    calls = fake.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

test('presses × places × persons publish only where they may', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(presses, async (all) => {
      const world = await openWorld();
      const { person, group, channel } = world;
      /** Whose each message in the group is. */
      const owners = new Map<string, number>();
      for (const message of world.fake.messages(group))
        owners.set(`${group.id} ${message.message_id}`, person.asker.id);
      for (const press of all) {
        const user = person[press.who];
        for (const change of await pressOnce(world, press)) {
          const [chatId = '', messageId = '', how] = change.split(' ');
          const key = `${chatId} ${messageId}`;
          const context = JSON.stringify({ press, change });
          if (Number(chatId) === channel.id)
            expect(press.who === 'admin' && press.place === 'channel', context).toBe(true);
          else if (Number(chatId) !== group.id) expect(Number(chatId), context).toBe(user.id);
          else {
            expect(['private', 'channel'], context).not.toContain(press.place);
            if (how === 'changed') expect(owners.get(key), context).toBe(user.id);
            else owners.set(key, user.id);
          }
        }
      }
      await world.adapter.stop();
      await world.fake.stop();
    }),
    { numRuns: 15 },
  );
});
