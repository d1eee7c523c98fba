// From the moment at which a node shows a block to the message about it in each of 300 chats, at the platforms' own limits:
// the real program beside fakes that hold it to them.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RuleName } from '../../src/rules/index.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import type { Delivered } from '../fakes/delivered.ts';
import { createRandom } from '../fakes/random-faults.ts';
import { type SpawnedFakes, spawnFakes } from '../fakes/spawn.ts';
import transitions from '../fixtures/transitions.json' with { type: 'json' };
import { silent, startDevnet } from '../support/devnet.ts';
import { readAlerts } from '../support/shown-alerts.ts';
import { type Place, person, placeOf } from '../support/watches.ts';
import { ms, printRow, quantile } from './figures.ts';
import { scratch, startHerald } from './processes.ts';

const ON_EACH = 150;
/** Told at the first look that shows it; the others must stand in two. */
const AT_ONCE = ['dividend_credited'];
const IN_TWO = ['online', 'offline', 'registered', 'approved', 'leaving', 'left', 'profile_changed', 'barred'];
const WATCHED: readonly RuleName[] = ['dividend', 'online', 'status', 'profile', 'barred'];
const MEAN_STEP_MS = 400;
/** Longer than a look every few seconds takes to come, and one every half minute to be told. */
const QUIET_MS = 7_000;
/** From the start of the program to its first look. */
const START_S = 6;
const TERMS = {
  chain: { chainId: 1_024, netName: 'mainnet', synthetic: true },
  threshold: 210_000_000_000_000n,
  time: 0,
};

export async function benchLatency(): Promise<void> {
  console.log(
    `\nFrom the block to the message, ${ON_EACH} private chats on each platform, every change told to all (blocks at random moments)`,
  );
  printRow('', 'p50', 'p99', 'worst');
  await measure('a look every 30 s, as by default', 30, 1);
  await measure('a look every 5 s', 5, 5);
}

/** The chain goes on at random moments for so many looks. */
async function measure(what: string, everyS: number, looks: number): Promise<void> {
  await using fakes = await spawnFakes({ limits: { scale: 1 } });
  await using devnet = await startDevnet();
  const database = `sqlite:${join(scratch, `latency-${everyS}.db`)}`;
  await subscribe(database, await peopleOn(fakes));
  const second = new Date().getSeconds() + START_S;
  const seconds = Array.from({ length: 60 / everyS }, (_, index) => (second + index * everyS) % 60);
  await using _program = startHerald({
    IOST_RPC: devnet.url,
    IOST_POLL: `${seconds.join()} * * * * *`,
    DATABASE_URL: database,
    LOG_LEVEL: 'error',
    DISCORD_TOKEN: fakes.discord.token,
    DISCORD_API_BASE: fakes.discord.apiBase,
    TELEGRAM_TOKEN: fakes.telegram.token,
    TELEGRAM_API_ROOT: fakes.telegram.apiRoot,
  });
  await sleep((START_S + 1) * 1_000);
  const shownAt: number[] = [];
  const random = createRandom(everyS);
  for (const end = Date.now() + (everyS * looks - 2) * 1_000; Date.now() < end; ) {
    await sleep(random() * 2 * MEAN_STEP_MS);
    devnet.advance();
    shownAt.push(Date.now());
  }
  await quiet(fakes);
  const delivered = await fakes.tell('delivered');
  const waits = [
    ...waitsOf('telegram', delivered.telegram, shownAt),
    ...waitsOf('discord', delivered.discord, shownAt),
  ];
  report(`${what}: told at once`, waits, AT_ONCE);
  if (looks > 1) report(`${what}: confirmed by a second one`, waits, IN_TWO);
}

async function peopleOn(fakes: SpawnedFakes): Promise<readonly Place[]> {
  const ids = Array.from({ length: ON_EACH }, (_, index) => index + 1);
  await fakes.tell('telegramPeople', ids);
  const others = await fakes.tell('discordPeople', ON_EACH);
  return [...ids.map((id) => person('telegram', String(id))), ...others.map((id) => person('discord', id))];
}

async function subscribe(database: string, places: readonly Place[]): Promise<void> {
  const store = await createStore(database, ruleTable(), silent);
  for (const { owner } of places) {
    for (const event of WATCHED) {
      const rule = { event, direction: 'both' } as const;
      const watch = {
        subject: { kind: 'all' },
        rule,
        creator: { platform: 'any', userId: '1' },
        terms: TERMS,
      } as const;
      await store.subscriptions.add(owner, watch, 100, Date.now());
    }
  }
  await store.close();
}

/** Until nothing more comes. */
async function quiet(fakes: SpawnedFakes): Promise<void> {
  const count = async () => Object.values(await fakes.tell('delivered')).reduce((sum, all) => sum + all.length, 0);
  let [before, now] = [-1, await count()];
  while (now !== before) {
    await sleep(QUIET_MS);
    [before, now] = [now, await count()];
  }
}

interface Wait {
  readonly type: string;
  readonly ms: number;
}

/** Of each line in each chat: changes of one kind that came together are as late as the first of them. */
function waitsOf(platform: string, delivered: readonly Delivered[], shownAt: readonly number[]): readonly Wait[] {
  const told = new Set<string>();
  return delivered.flatMap((message) => {
    const { told: lines } = readAlerts(message.text);
    return lines.flatMap(({ type, who }) => {
      const account = /\((\w+)\)$/.exec(who)?.[1] ?? who;
      const news = transitions.filter(({ step, events }) => {
        const at = shownAt[step];
        const isIt = events.some((event) => event.type === type && event.node === account);
        return (
          isIt &&
          at !== undefined &&
          at <= message.at &&
          !told.has([placeOf(platform, message), type, account, step].join())
        );
      });
      for (const { step } of news) told.add([placeOf(platform, message), type, account, step].join());
      const [first] = news;
      return first ? [{ type, ms: message.at - (shownAt[first.step] ?? Number.NaN) }] : [];
    });
  });
}

function report(what: string, waits: readonly Wait[], types: readonly string[]): void {
  const times = waits.filter(({ type }) => types.includes(type)).map((wait) => wait.ms);
  printRow(what, ...[0.5, 0.99, 1].map((q) => ms(quantile(times, q))));
}
