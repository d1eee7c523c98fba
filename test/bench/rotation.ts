// The producer rotation: a year and a day of it, beside the same rule with a plain sort of BigInts; and what the rest of
// the bot notices of a simulation in its worker.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DAY_ROUNDS, ROUND_BLOCKS, YEAR_ROUNDS } from '../../src/election/chain-time.ts';
import { countRounds } from '../../src/election/rotation/run.ts';
import { type RotationState, rotationStateOf } from '../../src/election/rotation/state.ts';
import { createRotationSimulator } from '../../src/simulation/index.ts';
import { firstSnapshot } from '../support/recorded-snapshot.ts';
import { ms, printRow, quantile, timed } from './figures.ts';

const TIMES = 7;
const HALVING_BLOCKS = 31_104_000;

export async function benchRotation(): Promise<void> {
  const snapshot = firstSnapshot();
  const state = rotationStateOf(snapshot);
  const elected = snapshot.candidates.filter((candidate) => candidate.elected).length;
  const year = countRounds(state, [YEAR_ROUNDS])[0];
  for (const [account, rounds] of sortedRounds(state, YEAR_ROUNDS)) {
    if (year?.get(account) !== rounds) throw new Error(`${account} is listed in ${rounds} rounds`);
  }

  console.log(`\nRotation of ${elected} elected nodes, ${state.nodes.length} of them Servi (median of ${TIMES})`);
  printRow('', 'a year', 'a day');
  const row = async (what: string, run: (rounds: number) => unknown) => {
    const of = async (rounds: number) => ms(await median(async () => run(rounds)));
    printRow(what, await of(YEAR_ROUNDS), await of(DAY_ROUNDS));
  };
  await row('scores in two doubles, the top 17 only', (rounds) => countRounds(state, [rounds]));
  await row('the same rule with a sort of BigInts', (rounds) => sortedRounds(state, rounds));
  await benchWorker();
}

async function benchWorker(): Promise<void> {
  const snapshot = firstSnapshot();
  const simulator = createRotationSimulator({ log: { info: () => {}, warn: () => {}, error: () => {} } });
  printRow('', 'wall time', 'main thread held');
  const row = async (what: string, run: () => Promise<unknown>) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const wall = await timed(run);
    // The sampling timer itself needs a turn to be late in.
    await new Promise((resolve) => setTimeout(resolve, 5));
    delay.disable();
    printRow(what, ms(wall), ms(delay.max / 1e6));
  };
  await row('a year in the worker, its start included', () => simulator.year(snapshot));
  await row('the kept year', () => simulator.year(snapshot));
  let votes = 5_000_000_00000000n;
  const change = () => {
    votes += 1_000_000_00000000n;
    return { votes, isProducer: true };
  };
  await row('a what-if in the worker', () => simulator.whatIf(snapshot, change()));
  await row('ten what-ifs at once', () =>
    Promise.all(Array.from({ length: 10 }, () => simulator.whatIf(snapshot, change()))),
  );
  await row('votes for one more round a day', () => simulator.votesForOneMore(snapshot, 'luckystake'));
  await simulator.stop();
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i += 1) times.push(await timed(run));
  return quantile(times, 0.5);
}

/** The obvious way, for a state without bars. */
function sortedRounds(state: RotationState, rounds: number): ReadonlyMap<string, number> {
  const rows = state.nodes.map(({ account, publicKey, votes, online }) => {
    const score = state.scores.get(account) ?? 0n;
    return { account, publicKey, votes, online, score, rounds: 0, isListed: state.pending.includes(account) };
  });
  const eligible = rows.filter(({ online }) => online);
  const price = 10n * BigInt(rows.length);
  let { block } = state;
  for (let round = 0; round < rounds; round += 1) {
    block += ROUND_BLOCKS;
    for (const row of eligible) row.score += row.votes;
    const total = rows.reduce((sum, { score }) => sum + score, 0n);
    const charge = (total + price - 1n) / price;
    eligible.sort((a, b) => {
      if (a.score !== b.score) return a.score < b.score ? 1 : -1;
      return Number(b.isListed) - Number(a.isListed) || (a.publicKey < b.publicKey ? -1 : 1);
    });
    for (const row of rows) row.isListed = false;
    for (const row of eligible.slice(0, state.producerNumber)) {
      row.isListed = true;
      row.rounds += 1;
      row.score = row.score < charge ? 0n : row.score - charge;
    }
    if (block % HALVING_BLOCKS === 0) for (const row of rows) row.score /= 2n;
  }
  return new Map(rows.map((row) => [row.account, row.rounds]));
}
