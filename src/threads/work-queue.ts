// Jobs wait here for the one worker thread, which is started for the first of them and leaves when there is nothing to do.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { EstimateBusy, EstimateUnavailable } from '../core/ports/outage.ts';
import { within } from '../core/values/deadline.ts';

export interface WorkQueue<Job> {
  /** What the worker answers. Rejects with EstimateBusy when too many jobs wait, and with EstimateUnavailable, and nothing
   *  else, when the worker fails or takes too long, or the queue was stopped. */
  run(job: Job): Promise<unknown>;
  /** Ends what is under way. Calling it twice is fine. */
  stop(): Promise<void>;
}

export interface WorkQueueOptions {
  /** What the worker runs: a module that answers each message with one. */
  readonly program: URL;
  /** Jobs at the same time, the one under way included. */
  readonly maxJobs: number;
  readonly jobLimitMs: number;
  /** A worker that is idle for so long leaves, and its memory with it. */
  readonly idleMs: number;
}

export function createWorkQueue<Job>({ program, maxJobs, jobLimitMs, idleMs }: WorkQueueOptions): WorkQueue<Job> {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let jobs = 0;
  let last: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  const dismiss = async () => {
    clearTimeout(idle);
    const leaving = worker;
    worker = undefined;
    await leaving?.terminate();
  };
  const work = async (job: Job): Promise<unknown> => {
    if (isStopped) throw new EstimateUnavailable('the thread was stopped');
    clearTimeout(idle);
    try {
      worker ??= startWorker(program);
      const result = await within(jobLimitMs, ask(worker, job), () => {
        throw new Error(`no result after ${jobLimitMs} ms`);
      });
      idle = setTimeout(dismiss, idleMs).unref();
      return result;
    } catch (cause) {
      await dismiss();
      throw new EstimateUnavailable('the thread failed', { cause });
    }
  };
  return {
    run: async (job) => {
      if (jobs >= maxJobs) throw new EstimateBusy(`${jobs} jobs are waiting already`);
      jobs += 1;
      const result = last
        .then(() => work(job))
        .finally(() => {
          jobs -= 1;
        });
      last = result.catch(() => undefined);
      return result;
    },
    stop: async () => {
      isStopped = true;
      await dismiss();
      await last;
    },
  };
}

/** It knows nothing of the environment, and does not keep the process alive. */
function startWorker(program: URL): Worker {
  const worker = new Worker(program, { env: {}, execArgv: [] });
  // What goes wrong during a job fails that job; nobody waits for what goes wrong at another time.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

async function ask(worker: Worker, job: unknown): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const left = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`the worker left with code ${code}`);
  });
  worker.ref();
  try {
    const answered = once(worker, 'message', { signal });
    worker.postMessage(job);
    const [result] = await Promise.race([answered, left]);
    return result;
  } finally {
    settled.abort();
    worker.unref();
  }
}
