// One round: the real program is killed again and again while it has something to tell and the platforms have trouble; then
// everything gets calm, it finishes, and what people were shown is judged.
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTranslator } from '../../src/core/answer/i18n.ts';
import { decodeState } from '../../src/election/state-codec.ts';
import { loadFacts } from '../../src/start/facts.ts';
import { loadCatalogue } from '../../src/start/vocabulary.ts';
import { type Herald, start } from '../e2e/herald.ts';
import { createRandom } from '../fakes/random-faults.ts';
import { checkLog } from './event-log.ts';
import { judge, type Verdict } from './verdict.ts';
import { openWorld, type World } from './world.ts';

export interface RoundOptions {
  readonly seed: number;
  readonly kills: number;
  /** Of the recording; by default all. */
  readonly steps?: number;
  /** Between one kill and the next start, for once; Discord forgets nonces meanwhile. */
  readonly napMs?: number;
}

export interface Round extends Verdict {
  /** Messages that met trouble. */
  readonly faults: number;
  readonly kills: number;
  /** Kills right after a message was shown. */
  readonly midSend: number;
  readonly seconds: number;
}

const FAULT_RATE = 0.2;
const FAULTS = ['too-many', 'server-error', 'late-error', 'reset', 'no-answer'] as const;
const STEP_EVERY_MS = 60;
const LONGEST_MS = 1_200_000;
const FINISH_MS = 600_000;
const FIRST_MESSAGE_MS = 20_000;
/** What a look takes, from its first request until it is saved. */
const LOOK_MS = 200;
const NONCE_MEMORY_MS = 180_000;

export async function runRound({ seed, kills, steps, napMs = 0 }: RoundOptions): Promise<Round> {
  const startedAt = performance.now();
  await using world = await openWorld(seed, steps);
  const { fakes, states } = world;
  const random = createRandom(seed);
  const player = playing(world);
  const strange: string[] = [];
  const nap = Math.floor(random() * kills);
  let midSend = 0;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const herald = begin(world);
      if (kill === 0) await hasLooked(world, -1);
      if (kill === 0) await fakes.tell('faults', { rate: FAULT_RATE, seed, kinds: FAULTS, retryAfterS: 1 });
      player.goTo(Math.floor(((kill + 1) * states.length) / kills) - 2);
      if (await moment(world, random)) midSend += 1;
      strange.push(...(await killed(herald)));
      if (kill === nap && napMs > 0) await rest(world, napMs);
    }
    await fakes.tell('faults');
    player.goTo(states.length - 2);
    strange.push(...(await finish(world)));
  } finally {
    player.stop();
  }
  const counts = await fakes.tell('counts');
  const verdict = await verdictOn(world);
  const outbox = await world.store.outbox.counts(Date.now());
  const left = outbox.waiting + outbox.dead > 0 ? [`${outbox.waiting} wait, ${outbox.dead} are dead letters`] : [];
  const faults = counts.telegram.faults + counts.discord.faults;
  const seconds = (performance.now() - startedAt) / 1_000;
  return { ...verdict, faults, kills, midSend, seconds, strange: [...verdict.strange, ...strange, ...left] };
}

function begin({ env }: World): Herald {
  return start([], { env, patienceMs: LONGEST_MS });
}

/** The chain goes on step by step until it is where it should be. */
function playing({ devnet }: World) {
  let end = -1;
  const timer = setInterval(() => {
    if (devnet.step < end) devnet.advance();
  }, STEP_EVERY_MS);
  return {
    goTo: (step: number) => {
      end = step;
    },
    stop: () => clearInterval(timer),
  };
}

/** Waits for the moment to kill at; whether that is right after a message was shown, while others are on their way. */
async function moment(world: World, random: () => number): Promise<boolean> {
  const [dice, platform] = [random(), random() < 0.5 ? 'telegram' : 'discord'] as const;
  if (dice < 0.1) await sleep(50 + random() * 2_450);
  // Later than this the news of a look are on their way, before it those that waited.
  else if (dice < 0.65) await duringLook(world, dice < 0.3 ? random() * LOOK_MS : LOOK_MS);
  if (dice < 0.3) return false;
  const isShown = await world.fakes.tell('next', platform, FIRST_MESSAGE_MS);
  // Most of them within the time that a message takes from its claim to its end, the others anywhere.
  await sleep(random() < 0.7 ? random() ** 3 * 150 : 50 + random() * 2_450);
  return isShown;
}

/** So long after the program began to read the chain. */
async function duringLook({ devnet }: World, ms: number): Promise<void> {
  const before = devnet.requestCount;
  for (const deadline = Date.now() + FIRST_MESSAGE_MS; Date.now() < deadline; await sleep(1)) {
    if (devnet.requestCount > before) break;
  }
  await sleep(ms);
}

async function killed({ child, ended, written }: Herald): Promise<readonly string[]> {
  const early = child.exitCode;
  child.kill('SIGKILL');
  await ended;
  return early === null ? [] : [`ended by itself with ${early}: ${written().slice(-2_000)}`];
}

async function rest({ fakes }: World, ms: number): Promise<void> {
  await sleep(ms);
  await fakes.tell('later', Math.max(0, NONCE_MEMORY_MS - ms + 1_000));
}

/** With nothing in its way, the program tells everything and ends when it is asked to. */
async function finish(world: World): Promise<readonly string[]> {
  const herald = begin(world);
  const isDone = await hasFinished(world);
  const early = herald.child.exitCode;
  herald.child.kill('SIGTERM');
  const { code } = await herald.ended;
  return [
    ...(isDone ? [] : ['not everything was told in ten minutes']),
    ...(early === null && code === 0 ? [] : [`ended with ${code}: ${herald.written().slice(-2_000)}`]),
  ];
}

async function hasFinished(world: World): Promise<boolean> {
  const { states, store } = world;
  for (const deadline = Date.now() + FINISH_MS; Date.now() < deadline; await sleep(100)) {
    if (!(await hasSeen(world, states.length - 2))) continue;
    if ((await store.outbox.counts(Date.now())).waiting === 0) return true;
  }
  return false;
}

async function hasLooked(world: World, step: number): Promise<void> {
  for (const deadline = Date.now() + FINISH_MS; Date.now() < deadline; await sleep(50)) {
    if (await hasSeen(world, step)) return;
  }
  throw new Error('the program does not look at the chain');
}

/** Whether the state after this step was announced. */
async function hasSeen({ store, chain, states }: World, step: number): Promise<boolean> {
  const saved = await store.ticks.load(chain);
  if (!saved) return false;
  const { state } = JSON.parse(saved.body) as { readonly state: string }; // written by the poll
  return decodeState(state).block >= (states[step + 1]?.block ?? Number.POSITIVE_INFINITY);
}

async function verdictOn({ fakes, store, chain, watches, states }: World): Promise<Verdict> {
  const { names } = await loadFacts(fileURLToPath(new URL('../../data', import.meta.url)));
  const translator = await createTranslator(await loadCatalogue(), 'en');
  const words = { t: translator.for('en'), locale: 'en', names };
  const log = await store.subscriptions.events(chain, TYPES, undefined, 0);
  const verdict = judge(watches, log, await fakes.tell('delivered'), words);
  const [first, last] = [states[0], states.at(-1)];
  const wrong = first && last ? checkLog(log, first, last) : ['no recording'];
  return { ...verdict, strange: [...verdict.strange, ...wrong] };
}

/** Of the log: those that are watched here, and those that are only logged. */
const TYPES = [
  ...['elected', 'unelected', 'online', 'offline', 'registered', 'approved', 'leaving', 'left', 'unregistered'],
  ...['profile_changed', 'strike', 'barred', 'unbarred', 'dividend_credited', 'votes'],
];
