// A simulator that works a day ahead instead of a year, once it is let go.
import { createRotationSimulator } from '../../src/simulation/index.ts';
import { type Job, runJob } from '../../src/simulation/job.ts';
import { silent } from './devnet.ts';

export function shortSimulator(isFree: Promise<void> = Promise.resolve()) {
  const run = async (job: Job) => {
    await isFree;
    return runJob(job.kind === 'count' ? { ...job, rounds: 144 } : job);
  };
  return createRotationSimulator({ log: silent, queue: { run, stop: async () => {} } });
}
