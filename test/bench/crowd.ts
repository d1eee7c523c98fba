// A crowd that asks a bot at once, and how long each of them waits: from the moment the platform has the question to the
// moment it accepts the answer.
import { setTimeout as sleep } from 'node:timers/promises';
import { ms, printRow, quantile } from './figures.ts';
import { type Program, residentMb } from './processes.ts';

export const PEOPLE = 200;
const ROUNDS = 5;
const LONGEST_WAIT_MS = 60_000;

export interface Crowd {
  /** Person number `i` asks. */
  ask(i: number): Promise<void> | void;
  /** Calls back for each accepted answer with the person's number and the answer's text. */
  onAnswer(heard: (i: number, text: string) => void): void;
  /** Stands in the right answer: being quick with an error is no feat. */
  readonly expected: string;
}

/** The first round, in which people meet the bot and caches fill, does not count. */
export async function benchCrowd(what: string, crowd: Crowd, program: Program): Promise<void> {
  const waits: number[] = [];
  const perSecond: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times = await askAtOnce(crowd);
    if (round > 0) waits.push(...times);
    if (round > 0) perSecond.push(PEOPLE / (Math.max(...times) / 1_000));
    await sleep(300);
  }
  const figures = [ms(quantile(waits, 0.5)), ms(quantile(waits, 0.99)), quantile(perSecond, 0.5).toFixed(0)];
  printRow(what, ...figures, `${residentMb(program.pid).toFixed(0)} MB`);
}

async function askAtOnce(crowd: Crowd): Promise<number[]> {
  const asked = new Map<number, number>();
  const waits: number[] = [];
  const all = Promise.withResolvers<void>();
  crowd.onAnswer((i, text) => {
    if (!text.includes(crowd.expected)) all.reject(new Error(`wrong answer: ${text.slice(0, 200)}`));
    const start = asked.get(i);
    if (start === undefined) return;
    asked.delete(i);
    waits.push(performance.now() - start);
    if (waits.length === PEOPLE) all.resolve();
  });
  await Promise.all(
    Array.from({ length: PEOPLE }, (_, i) => {
      asked.set(i, performance.now());
      return crowd.ask(i);
    }),
  );
  await Promise.race([all.promise, sleep(LONGEST_WAIT_MS, undefined, { ref: false })]);
  if (waits.length < PEOPLE) throw new Error(`${PEOPLE - waits.length} of ${PEOPLE} people got no answer`);
  return waits;
}
