import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { EstimateBusy, EstimateUnavailable } from '../../src/core/ports/outage.ts';
import type { Job } from '../../src/simulation/job.ts';
import { createWorkQueue, type WorkQueue, type WorkQueueOptions } from '../../src/threads/work-queue.ts';
import { nodeOf, rotation } from '../support/rotation.ts';

const WORKER = new URL('../../src/simulation/worker.ts', import.meta.url);

let queue: WorkQueue<Job> | undefined;
afterEach(() => queue?.stop());

/** Answers each job by `answer`, JavaScript in which `rounds` and the worker's own `jobs` so far can stand. */
const program = (answer: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      let jobs = 0;
      parentPort.on('message', ({ rounds }) => { jobs += 1; ${answer} });
    `)}`,
  );

function start(options: Partial<WorkQueueOptions>): WorkQueue<Job> {
  queue = createWorkQueue<Job>({ program: WORKER, maxJobs: 5, jobLimitMs: 120_000, idleMs: 10_000, ...options });
  return queue;
}

const job = (rounds = 1): Job => ({ kind: 'count', state: rotation({ nodes: [nodeOf('a', 5n)] }), rounds });

test('the worker counts rounds, and finds the votes for one more', async () => {
  const { run } = start({});
  expect(await run(job(7))).toEqual(new Map([['a', 7]]));
  const state = rotation({ nodes: [nodeOf('a', 10n ** 12n), nodeOf('b', 10n ** 13n)], producerNumber: 1 });
  expect(await run({ kind: 'one-more', state, silent: new Set(), account: 'a' })).toBeTypeOf('bigint');
});

test('jobs are done one after the other, in their order, by one worker', async () => {
  const { run } = start({ program: program('setTimeout(() => parentPort.postMessage([jobs, rounds]), 10 - rounds)') });
  expect(await Promise.all([run(job(1)), run(job(2)), run(job(3))])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test('too many at once are refused, and room comes back', async () => {
  const { run } = start({ maxJobs: 2, program: program('parentPort.postMessage(rounds)') });
  const answers = await Promise.allSettled([run(job(1)), run(job(2)), run(job(3))]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(answers[2]).toMatchObject({ reason: expect.any(EstimateBusy) });
  expect(await run(job(4))).toBe(4);
});

test.each([
  ['throws', 'throw new Error("broken")', 120_000],
  ['leaves', 'process.exit(3)', 120_000],
  ['never lets go', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', 3_000],
])('a worker that %s fails its job, and the next one gets a new worker', async (_, fault, jobLimitMs) => {
  const answer = `if (rounds === 0) { ${fault} } else parentPort.postMessage([jobs, rounds])`;
  const { run } = start({ program: program(answer), jobLimitMs });
  const failing = run(job(0));
  const next = run(job(1));
  await expect(failing).rejects.toBeInstanceOf(EstimateUnavailable);
  expect(await next).toEqual([1, 1]);
});

test('a worker that cannot be started fails the job', async () => {
  const { run } = start({ program: new URL('./there-is-none.ts', import.meta.url) });
  await expect(run(job())).rejects.toBeInstanceOf(EstimateUnavailable);
});

test('an idle worker leaves, and another one comes', async () => {
  const { run } = start({ program: program('parentPort.postMessage(jobs)'), idleMs: 0 });
  expect(await run(job())).toBe(1);
  await expect.poll(() => run(job())).toBe(1);
});

test('stop ends what is under way and refuses the rest', async () => {
  const { run, stop } = start({ program: program('if (jobs > 1) for (;;); parentPort.postMessage(jobs)') });
  await run(job());
  const jobs = [run(job()), run(job())];
  const ends = Promise.allSettled(jobs);
  await stop();
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(run(job())).rejects.toBeInstanceOf(EstimateUnavailable);
  await stop();
});

test('a process ends while its worker is idle, and not before an answer', async () => {
  const source = `
    import { createWorkQueue } from ${JSON.stringify(new URL('../../src/threads/work-queue.ts', import.meta.url).href)};
    const queue = createWorkQueue({
      program: new URL(${JSON.stringify(WORKER.href)}), maxJobs: 1, jobLimitMs: 120_000, idleMs: 1_000_000,
    });
    const state = {
      block: 0, producerNumber: 1, nodes: [], pending: ['b'], current: [],
      scores: new Map(), strikes: new Map(), barredUntil: new Map(),
    };
    console.log(await queue.run({ kind: 'count', state, rounds: 3 }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', source], {
    timeout: 240_000,
  });
  expect(stdout.trim()).toBe("Map(1) { 'b' => 3 }");
});
