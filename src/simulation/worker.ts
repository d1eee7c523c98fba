// The thread that simulates: a job comes in, its result goes out, one at a time.
import { parentPort } from 'node:worker_threads';
import { type Job, runJob } from './job.ts';

parentPort?.on('message', (job: Job) => parentPort?.postMessage(runJob(job)));
