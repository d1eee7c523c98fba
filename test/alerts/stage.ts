// Both platforms as a bot with hundreds of listeners meets them: fakes that hold it to their limits, and the real clients.
import type { ChatAdapter } from '../../src/core/ports/platform.ts';
import { createDiscordAdapter } from '../../src/platforms/discord/index.ts';
import { createTelegramAdapter } from '../../src/platforms/telegram/index.ts';
import type { Delivered } from '../fakes/delivered.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/index.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/index.ts';
import { createScriptedHost, say } from '../platforms/scripted-host.ts';
import { silent } from '../support/devnet.ts';
import { PATIENT_MS } from '../support/patience.ts';
import { chat, type Place, person, placeOf } from '../support/watches.ts';

/** So many times faster than by the clock the limits are counted. */
const SCALE = 50;

export interface Stage extends AsyncDisposable {
  readonly adapters: readonly ChatAdapter[];
  readonly places: readonly Place[];
  /** Messages since the last call, by the name of the place. */
  news(): ReadonlyMap<string, readonly Delivered[]>;
}

export async function openStage(): Promise<Stage> {
  const [telegram, discord] = await Promise.all([
    startFakeTelegram({ limits: { scale: SCALE } }),
    startFakeDiscord({ limits: { scale: SCALE } }),
  ]);
  const options = { log: silent, timeScale: SCALE, requestTimeoutMs: PATIENT_MS };
  const adapters = [
    createTelegramAdapter({ token: telegram.token, apiRoot: telegram.apiRoot, ...options }),
    createDiscordAdapter({ token: discord.token, apiBase: discord.apiBase, ...options }),
  ];
  const host = createScriptedHost(() => say('an answer'));
  await Promise.all(adapters.map((adapter) => adapter.start(host)));
  const seen = { telegram: 0, discord: 0 };
  const since = (platform: keyof typeof seen, all: readonly Delivered[]) => {
    const news = all.slice(seen[platform]).map((message) => [placeOf(platform, message), message] as const);
    seen[platform] = all.length;
    return news;
  };
  return {
    adapters,
    places: [...telegramPlaces(telegram), ...discordPlaces(discord)],
    news: () => {
      const all = [...since('telegram', telegram.delivered()), ...since('discord', discord.delivered())];
      const groups = Map.groupBy(all, ([place]) => place);
      return new Map([...groups].map(([place, messages]) => [place, messages.map(([, message]) => message)]));
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(adapters.map((adapter) => adapter.stop()));
      await Promise.all([telegram.stop(), discord.stop()]);
    },
  };
}

function telegramPlaces(telegram: FakeTelegram): readonly Place[] {
  const people = times(90, (index) => person('telegram', String(telegram.person(100 + index).id)));
  const groups = times(30, (index) => chat('telegram', String(telegram.group(-1_000 - index).id)));
  const forums = times(5, (index) => String(telegram.group(-2_000 - index, { is_forum: true }).id));
  const topics = forums.flatMap((id) => [
    chat('telegram', id),
    ...times(2, (index) => chat('telegram', id, `${index + 2}`)),
  ]);
  return [...people, ...groups, ...topics];
}

function discordPlaces(discord: FakeDiscord): readonly Place[] {
  const { guildId, room } = discord;
  const people = times(70, () => person('discord', discord.person().id));
  const channels = times(30, () => discord.world.addChannel({ type: 0, guildId }));
  const threads = times(10, () => discord.world.addChannel({ type: 11, guildId, parentId: room.id }));
  return [...people, ...[...channels, ...threads].map(({ id }) => chat('discord', id))];
}

function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
