// What another process may do with the fakes: everything here takes and gives plain JSON.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivered } from './delivered.ts';
import type { FakeDiscord } from './discord/index.ts';
import type { FakePerson } from './discord/person.ts';
import type { RandomFaults } from './random-faults.ts';
import type { FakeTelegram } from './telegram/index.ts';
import type { User } from './telegram/world.ts';

export interface Fakes {
  readonly telegram: FakeTelegram;
  readonly discord: FakeDiscord;
}

interface Counts {
  /** Messages that met a fault by chance. */
  readonly faults: number;
  /** Answers with 429 because of a limit. */
  readonly refused: number;
}

export type Control = ReturnType<typeof createControl>;

export function createControl({ telegram, discord }: Fakes) {
  const users = new Map<number, User>();
  const people = new Map<string, FakePerson>();
  return {
    /** Whether a bot listens there now. */
    isHeard: () => ({ telegram: telegram.updates.isPolled(), discord: discord.gateway.isConnected() }),
    /** How to reach them. */
    addresses: () => ({
      telegram: { apiRoot: telegram.apiRoot, token: telegram.token },
      discord: { apiBase: discord.apiBase, token: discord.token },
    }),
    /** People who opened the bot on Telegram. */
    telegramPeople: (ids: readonly number[], language = 'en'): void => {
      for (const id of ids) users.set(id, telegram.person(id, language));
    },
    /** Groups on Telegram, with negative ids. */
    telegramGroups: (ids: readonly number[]): void => {
      for (const id of ids) telegram.group(id);
    },
    /** People on Discord: their ids. */
    discordPeople: (count: number, locale = 'en-US'): readonly string[] =>
      Array.from({ length: count }, () => {
        const person = discord.person({ locale });
        people.set(person.id, person);
        return person.id;
      }),
    /** Channels of a server on Discord: their ids. */
    discordChannels: (count: number): readonly string[] =>
      Array.from({ length: count }, () => discord.world.addChannel({ type: 0, guildId: discord.guildId }).id),
    /** One of them writes to the bot in private. */
    sayOnTelegram: (id: number, text: string): void => {
      const user = users.get(id);
      if (!user) throw new Error(`nobody is ${id}`);
      telegram.say(user, 'private', text);
    },
    /** One of them calls a command in private. */
    callOnDiscord: async (
      id: string,
      command: string,
      values: Readonly<Record<string, string>> = {},
    ): Promise<void> => {
      const person = people.get(id);
      if (!person) throw new Error(`nobody is ${id}`);
      await person.slash(command, values);
    },
    /** From now on, on both; undefined: none any more. Each platform has its own sequence of them. */
    faults: (random?: RandomFaults): void => {
      telegram.faults.randomly(random);
      discord.faults.randomly(random && { ...random, seed: random.seed + 1 });
    },
    /** Everything that was shown, oldest first. */
    delivered: (): { readonly telegram: readonly Delivered[]; readonly discord: readonly Delivered[] } => ({
      telegram: telegram.delivered(),
      discord: discord.delivered(),
    }),
    counts: (): { readonly telegram: Counts; readonly discord: Counts } => ({
      telegram: { faults: telegram.faults.byChance, refused: telegram.limits.refused },
      discord: { faults: discord.faults.byChance, refused: discord.rates.refused },
    }),
    /** Waits for the next message that is shown there, and says whether there was one in that time. */
    next: async (platform: keyof Fakes, withinMs: number): Promise<boolean> => {
      const shown = { telegram: () => telegram.delivered().length, discord: () => discord.world.messages.length };
      const before = shown[platform]();
      for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(1)) {
        if (shown[platform]() > before) return true;
      }
      return false;
    },
    /** Moves the clock by which Discord forgets nonces. */
    later: (ms: number): void => discord.later(ms),
  };
}
