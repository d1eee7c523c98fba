// Everything around a bot that gets killed: both platforms in a process of their own, a chain that plays on, and a database
// with what people watch.
import type { Store } from '../../src/core/ports/store.ts';
import type { ElectionState } from '../../src/election/state.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { eventfulNodes } from '../alerts/recorded-truth.ts';
import { newFolder } from '../e2e/herald.ts';
import { type SpawnedFakes, spawnFakes } from '../fakes/spawn.ts';
import { silent, startDevnet } from '../support/devnet.ts';
import { milestonesOf, recordedElection } from '../support/recorded-election.ts';
import { chat, drawWatches, type Place, person, type Watch } from '../support/watches.ts';

const WATCHES = 500;
const LIMIT = 100;
const EVENTS = ['elected', 'online', 'status', 'profile', 'barred', 'strikes'] as const;
const RULES = [
  ...EVENTS.map((event) => ({ event, weight: 1, all: 1 })),
  { event: 'votes', weight: 2, all: 1 } as const,
  // Something is always under way.
  { event: 'dividend', weight: 2, all: 4 } as const,
];
const TERMS = {
  chain: { chainId: 1_024, netName: 'mainnet', synthetic: true },
  threshold: 210_000_000_000_000n,
  time: 0,
};

export interface World extends AsyncDisposable {
  readonly fakes: SpawnedFakes;
  readonly devnet: Awaited<ReturnType<typeof startDevnet>>;
  /** The program's own, opened beside it. */
  readonly store: Store;
  readonly chain: typeof TERMS.chain;
  readonly watches: readonly Watch[];
  /** Of every step, the initial state first. */
  readonly states: readonly ElectionState[];
  /** Of the program. */
  readonly env: Readonly<Record<string, string>>;
}

/** The chain plays so many steps. */
export async function openWorld(seed: number, steps = Number.POSITIVE_INFINITY): Promise<World> {
  const [fakes, devnet] = await Promise.all([spawnFakes(), startDevnet()]);
  const url = `sqlite:${newFolder().file}`;
  const store = await createStore(url, ruleTable(0), silent);
  const states = recordedElection().slice(0, steps + 1);
  const watches = drawWatches({
    seed,
    count: WATCHES,
    allShare: 0.3,
    rules: RULES,
    places: await placesOn(fakes),
    nodes: eventfulNodes,
    others: [...(states[0]?.nodes.keys() ?? [])],
    levels: milestonesOf(states),
  });
  for (const { place, ...watch } of watches) {
    const creator = { platform: 'any', userId: '1' };
    await store.subscriptions.add(place.owner, { ...watch, creator, terms: TERMS }, LIMIT, Date.now());
  }
  return {
    fakes,
    devnet,
    store,
    watches,
    states,
    chain: TERMS.chain,
    env: {
      IOST_RPC: devnet.url,
      IOST_POLL: '* * * * * *',
      ALERT_CONFIRM: '1',
      ALERT_BAND: '0',
      DATABASE_URL: url,
      LOG_LEVEL: 'warn',
      DISCORD_TOKEN: fakes.discord.token,
      DISCORD_API_BASE: fakes.discord.apiBase,
      TELEGRAM_TOKEN: fakes.telegram.token,
      TELEGRAM_API_ROOT: fakes.telegram.apiRoot,
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([fakes[Symbol.asyncDispose](), devnet.stop(), store.close()]);
    },
  };
}

async function placesOn(fakes: SpawnedFakes): Promise<readonly Place[]> {
  const ids = (count: number, first: number, by: number) => Array.from({ length: count }, (_, i) => first + i * by);
  const [people, groups] = [ids(60, 100, 1), ids(8, -1_000, -1)];
  await fakes.tell('telegramPeople', people);
  await fakes.tell('telegramGroups', groups);
  return [
    ...people.map((id) => person('telegram', String(id))),
    ...groups.map((id) => chat('telegram', String(id))),
    ...(await fakes.tell('discordPeople', 40)).map((id) => person('discord', id)),
    ...(await fakes.tell('discordChannels', 20)).map((id) => chat('discord', id)),
  ];
}
