// Jobs wait here for the one worker thread, which is started for the first of them and leaves when there is nothing to do.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { EstimateUnavailable } from '../core/errors.ts';
import { within } from '../core/within.ts';
import type { Job, JobResult } from './job.ts';

export interface WorkQueue {
  /** Rejects with EstimateUnavailable when too many wait, the worker fails or takes too long, or the queue was stopped. */
  run(job: Job): Promise<JobResult>;
  stop(): Promise<void>;
}

export interface WorkQueueOptions {
  /** The worker's program. */
  readonly program: URL;
  /** Jobs that may wait at the same time. */
  readonly maxWaiting: number;
  readonly jobLimitMs: number;
  /** The worker gives its memory back after being idle for so long. */
  readonly idleMs: number;
}

export function createWorkQueue({ program, maxWaiting, jobLimitMs, idleMs }: WorkQueueOptions): WorkQueue {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  const hire = () => {
    const hired = startWorker(program);
    hired.once('exit', () => {
      if (worker === hired) worker = undefined;
    });
    return hired;
  };
  const dismiss = async () => {
    clearTimeout(idle);
    await worker?.terminate();
  };
  const work = async (job: Job): Promise<JobResult> => {
    if (isStopped) throw new EstimateUnavailable('simulations were stopped');
    clearTimeout(idle);
    worker ??= hire();
    try {
      return await within(jobLimitMs, ask(worker, job), () => {
        throw new Error(`no result after ${jobLimitMs} ms`);
      });
    } catch (cause) {
      await dismiss();
      throw new EstimateUnavailable('a simulation failed', { cause });
    } finally {
      if (worker) idle = setTimeout(dismiss, idleMs).unref();
    }
  };
  return {
    run: async (job) => {
      if (waiting >= maxWaiting) throw new EstimateUnavailable(`${waiting} simulations are waiting already`);
      waiting += 1;
      const result = last
        .then(() => work(job))
        .finally(() => {
          waiting -= 1;
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
  // What goes wrong during a job is that job's error; at any other time nobody waits for it.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

async function ask(worker: Worker, job: Job): Promise<JobResult> {
  const settled = new AbortController();
  const { signal } = settled;
  const left = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`the worker left with code ${code}`);
  });
  worker.ref();
  try {
    worker.postMessage(job);
    const [result] = await Promise.race([once(worker, 'message', { signal }), left]);
    // Our own worker answers, and nothing else speaks on this port.
    return result as JobResult;
  } finally {
    settled.abort();
    worker.unref();
  }
}
