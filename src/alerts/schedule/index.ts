// What happens by the clock. A run that is still under way is not started twice, and one that fails is told and tried again
// at its next time.
import { createTask, validate } from 'node-cron';
import type { Log } from '../../core/ports/log.ts';

export interface ScheduledJob {
  readonly name: string;
  /** Cron with five fields, or six with seconds first. UTC. */
  readonly at: string;
  run(): Promise<void>;
}

export interface Schedule {
  start(): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

export function isCron(expression: string): boolean {
  return validate(expression);
}

/** Between the next two times, in ms. */
export function intervalMs(expression: string): number {
  const [first, second] = createTask(expression, () => undefined).getNextRuns(2);
  return first && second ? second.getTime() - first.getTime() : 0;
}

export function createSchedule(jobs: readonly ScheduledJob[], log: Log): Schedule {
  const underWay = new Set<Promise<void>>();
  const begin = (job: ScheduledJob): Promise<void> => {
    const run = job
      .run()
      .catch((error: unknown) => log.error('a scheduled job failed', { job: job.name, error }))
      .finally(() => underWay.delete(run));
    underWay.add(run);
    return run;
  };
  const tasks = jobs.map((job) =>
    createTask(job.at, () => begin(job), {
      name: job.name,
      timezone: 'UTC',
      noOverlap: true,
      unref: true,
      suppressMissedWarning: true,
      logger: quiet(log),
    }),
  );
  return {
    start: () => {
      for (const task of tasks) void task.start();
    },
    stop: async () => {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(underWay);
    },
  };
}

/** The library's own words, without its habit of writing to the screen. */
function quiet(log: Log) {
  const tell = (message: string | Error) => log.info('schedule', { detail: String(message) });
  return { info: () => undefined, debug: () => undefined, warn: tell, error: tell };
}
