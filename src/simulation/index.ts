// The rotation simulated in a thread of its own, so that no command waits for another one's estimate; what was simulated
// is kept for a day of chain time.

import type { Log } from '../core/ports/log.ts';
import { EstimateUnavailable } from '../core/ports/outage.ts';
import type { RotationSimulator, RotationYear } from '../core/ports/rotation.ts';
import { type BoundedMap, createBoundedMap } from '../core/values/bounded-map.ts';
import { YEAR_ROUNDS } from '../election/chain-time.ts';
import { silentOf } from '../election/rotation/forecast.ts';
import { changedRotation, NEWCOMER, type RotationState, rotationStateOf } from '../election/rotation/state.ts';
import { chainKey, type Snapshot } from '../election/snapshot.ts';
import { createWorkQueue, type WorkQueue } from '../threads/work-queue.ts';
import type { Job } from './job.ts';

const DAY_MS = 86_400_000;
/** Chains and days whose year is kept. */
const MAX_YEARS = 4;
/** Different questions beside it that are kept. */
const MAX_QUESTIONS = 200;

const QUEUE = {
  program: new URL('./worker.ts', import.meta.url),
  // One of a crowd waits its turn; nobody is refused what the next one gets.
  maxJobs: 200,
  idleMs: 60_000,
};
/** Against a thread that hangs: on a busy machine a year may take seconds. */
const JOB_LIMIT_MS = 60_000;

/** Of a piece of work, before one was done. */
const FIRST_GUESS_MS = 1_000;

interface SimulatorDeps {
  readonly log: Log;
  /** By default a minute for one estimate. */
  readonly jobLimitMs?: number;
  readonly queue?: WorkQueue<Job>;
}

/** Its thread is started when it is needed first. After `stop` everything that is not known yet rejects. */
export function createRotationSimulator({
  log,
  jobLimitMs = JOB_LIMIT_MS,
  queue = createWorkQueue<Job>({ ...QUEUE, jobLimitMs }),
}: SimulatorDeps): RotationSimulator & Pick<WorkQueue<Job>, 'stop'> {
  const starts = createBoundedMap<RotationState>(MAX_YEARS);
  const years = createBoundedMap<Promise<RotationYear>>(MAX_YEARS);
  const whatIfs = createBoundedMap<Promise<RotationYear & { readonly own: number }>>(MAX_QUESTIONS);
  const oneMore = createBoundedMap<Promise<bigint | undefined>>(MAX_QUESTIONS);

  const pace = createPace();
  const run = (job: Job) =>
    pace.measure(queue.run(job)).catch((error: unknown) => {
      log.warn('rotation not simulated', { error });
      throw error;
    });
  const simulate = async (state: RotationState): Promise<RotationYear> => {
    const listed = await run({ kind: 'count', state, rounds: YEAR_ROUNDS });
    if (!(listed instanceof Map)) throw new EstimateUnavailable('the simulation counted nothing');
    return { block: state.block, rounds: YEAR_ROUNDS, listed };
  };
  const startOf = (snapshot: Snapshot) => {
    const day = dayOf(snapshot);
    const state = starts.get(day) ?? rotationStateOf(snapshot);
    if (starts.get(day) === undefined) starts.set(day, state);
    return { day, state };
  };
  return {
    year: async (snapshot) => {
      const { day, state } = startOf(snapshot);
      return keep(years, day, () => simulate(state));
    },
    whatIf: async (snapshot, change) => {
      const { day, state } = startOf(snapshot);
      const { account = NEWCOMER, votes, isProducer } = change;
      return keep(whatIfs, [day, account, votes, isProducer].join(' '), async () => {
        const year = await simulate(changedRotation(state, snapshot, change));
        return { ...year, own: year.listed.get(account) ?? 0 };
      });
    },
    votesForOneMore: async (snapshot, account) => {
      const { chain, blocks } = snapshot;
      return keep(oneMore, [chainKey(chain), blocks.first, account].join(' '), async () => {
        const state = rotationStateOf(snapshot);
        const votes = await run({ kind: 'one-more', state, silent: silentOf(snapshot, state), account });
        return typeof votes === 'bigint' ? votes : undefined;
      });
    },
    waitMs: pace.waitMs,
    stop: () => queue.stop(),
  };
}

/** A doubtful snapshot answers for itself only, not for the rest of the day. */
function dayOf({ chain, time, blocks, complete, consistent }: Snapshot): string {
  const isSound = complete && consistent;
  return `${chainKey(chain)} ${isSound ? `day ${Math.floor(time / DAY_MS)}` : `block ${blocks.first}`}`;
}

/** What is under way serves everyone who asks meanwhile; what failed is tried again. */
function keep<T>(kept: BoundedMap<Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const found = kept.get(key);
  if (found) return found;
  const result = work();
  kept.set(key, result);
  result.catch(() => kept.delete(key));
  return result;
}

/** How much waits, and about how long one piece takes: one after the other, so by when the last one was done. */
function createPace() {
  let waiting = 0;
  let eachMs = FIRST_GUESS_MS;
  let freeAt = 0;
  return {
    waitMs: () => waiting * eachMs,
    measure: async <T>(work: Promise<T>): Promise<T> => {
      if (waiting === 0) freeAt = performance.now();
      waiting += 1;
      try {
        return await work;
      } finally {
        waiting -= 1;
        eachMs = performance.now() - freeAt;
        freeAt = performance.now();
      }
    },
  };
}
