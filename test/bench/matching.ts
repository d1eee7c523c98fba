// Deciding who is told: a tick that fires alerts for some of many subscriptions, until they are safe in the outbox.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { ruleTable } from '../../src/rules/index.ts';
import { createTickStore } from '../../src/store/lines/ticks.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite/dialect.ts';
import { buildCrowd, createTicks, type Firing, loopOverAll } from './crowd-of-watchers.ts';
import { ms, printRow, quantile, timed } from './figures.ts';
import { residentMb, scratch, startProgram } from './processes.ts';

const SIZES = [10_000, 100_000, 1_000_000];
/** Round milestones, as people choose them; and everybody at a milestone of their own. */
const FIRINGS: readonly Firing[] = [
  { count: 10, lines: 10 },
  { count: 1_000, lines: 20 },
  { count: 10_000, lines: 20 },
  { count: 1_000, lines: 1_000 },
];
const ROUNDS = 20;
const WARM_UP = 4;
const BAND_PPM = 5_000;

export async function benchMatching(): Promise<void> {
  console.log(
    '\nTicks in which all 1,800 numbers of 450 nodes change: read, decided, queued, committed (busy main thread)',
  );
  printRow('', 'p50', 'worst', 'loop over all', 'times');
  for (const size of SIZES) {
    const file = join(scratch, `crowd-${size}.db`);
    const firings = FIRINGS.filter(({ count }) => count * 2 <= size);
    await buildCrowd(file, size, firings);
    const { times, last } = await benchTicks(file, firings);
    for (const [index, firing] of firings.entries()) {
      const tick = last[index];
      const loop = tick && loopOverAll(file, tick);
      if (loop?.fired !== firing.count) throw new Error(`the loop over all found ${loop?.fired}`);
      const p50 = quantile(times[index] ?? [], 0.5);
      printRow(
        `${format(size)} subscriptions, ${format(firing.count)} fire on ${format(firing.lines)} lines`,
        ...[ms(p50), ms(quantile(times[index] ?? [], 1)), ms(loop.ms), (loop.ms / p50).toFixed(1)],
      );
    }
    if (size !== SIZES.at(-1)) continue;
    printRow('a database of a million subscriptions', `${(statSync(file).size / 1e6).toFixed(0)} MB`);
    printRow('memory of a process that does nothing else', `${(await memoryOfTicks(file)).toFixed(0)} MB`);
  }
}

async function memoryOfTicks(file: string): Promise<number> {
  await using program = startProgram(process.execPath, [
    join(import.meta.dirname, 'bare-ticks.ts'),
    file,
    '1000',
    '20',
  ]);
  await program.shows(/done/);
  return residentMb(program.pid);
}

/** Of each firing its times, and one more tick that would fire it. */
async function benchTicks(file: string, firings: readonly Firing[]) {
  const db = new Kysely<Tables>({ dialect: await openSqlite(`sqlite:${file}`) });
  const store = createTickStore(db, ruleTable(BAND_PPM));
  const next = createTicks();
  await store.save(next(undefined));
  const times = firings.map((): number[] => []);
  for (const [index, firing] of firings.entries()) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const tick = next(firing);
      let alerts = 0;
      const took = await timed(async () => {
        alerts = (await store.save(tick)).alerts;
      });
      if (alerts !== firing.count) throw new Error(`${alerts} alerts instead of ${firing.count}`);
      if (round >= WARM_UP) times[index]?.push(took);
      // As if all were delivered.
      await db.deleteFrom('outbox').execute();
      await db.deleteFrom('events').execute();
    }
  }
  await db.destroy();
  return { times, last: firings.map(next) };
}

function format(count: number): string {
  return count.toLocaleString('en');
}
