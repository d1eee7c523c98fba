// `node test/crash/main.ts KILLS [SEED]`: so many kills in rounds of 25, each with a fresh database and a seed of its own. One
// round in ten rests for two minutes in the middle of its work. Ends with 1 when anything is lost, doubled or strange.
import { removeFolders } from '../e2e/herald.ts';
import { type Round, runRound } from './round.ts';

const A_ROUND = 25;
const NAP_EVERY = 10;
const NAP_MS = 125_000;

const [kills = A_ROUND, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const rounds: Round[] = [];
for (let left = kills, number = 0; left > 0; left -= A_ROUND, number += 1) {
  const napMs = number % NAP_EVERY === NAP_EVERY - 1 ? NAP_MS : 0;
  const round = await runRound({ seed: seed + number, kills: Math.min(left, A_ROUND), napMs });
  rounds.push(round);
  report(`seed ${seed + number}`, [round]);
  for (const kind of ['lost', 'doubled', 'strange'] as const) {
    for (const line of round[kind].slice(0, 20)) console.log(`    ${kind}: ${line.slice(0, 500)}`);
  }
}
report('all', rounds);
removeFolders();
process.exitCode = rounds.some(({ lost, doubled, strange }) => lost.length + doubled.length + strange.length > 0)
  ? 1
  : 0;

function report(what: string, of: readonly Round[]): void {
  const sum = (number: (round: Round) => number) => of.reduce((total, round) => total + number(round), 0);
  console.log(
    [
      `${what}: ${sum((round) => round.kills)} kills (${sum((round) => round.midSend)} while messages were on their way)`,
      `${sum((round) => round.faults)} faults, ${sum((round) => round.messages)} messages`,
      `${sum((round) => round.alerts)} alerts, ${sum((round) => round.repeats)} marked as repeats`,
      `lost ${sum((round) => round.lost.length)}, unmarked doubles ${sum((round) => round.doubled.length)}`,
      `strange ${sum((round) => round.strange.length)}, ${sum((round) => round.seconds).toFixed(0)} s`,
    ].join(', '),
  );
}
