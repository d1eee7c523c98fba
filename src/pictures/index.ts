// Pictures, drawn in a thread of their own and kept for a while, for after news everybody asks for the same ones.

import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { Chart, Pictures } from '../core/ports/pictures.ts';
import { createBoundedMap } from '../core/values/bounded-map.ts';
import { within } from '../core/values/deadline.ts';
import { oncePer } from '../core/values/memo.ts';
import { createWorkQueue, type WorkQueue } from '../threads/work-queue.ts';
import type { Drawn } from './worker.ts';

/** A picture has about 50 KB. */
const MAX_PICTURES = 100;
/** How long an answer waits for its picture; the first one takes a quarter of a second. */
const PATIENCE_MS = 1_500;
/** After the thread failed nobody waits for it for so long. */
const REST_MS = 60_000;

const QUEUE = {
  program: new URL('./worker.ts', import.meta.url),
  maxJobs: 30,
  idleMs: 300_000,
};
const JOB_LIMIT_MS = 10_000;

interface PicturesDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** By default ten seconds for one picture. */
  readonly jobLimitMs?: number;
  readonly queue?: WorkQueue<Chart>;
  readonly patienceMs?: number;
}

const keyOf = oncePer((chart: Chart) => JSON.stringify(chart));

/** Its thread is started for the first picture. After `stop` there are none. */
export function createPictures({
  clock,
  log,
  jobLimitMs = JOB_LIMIT_MS,
  queue = createWorkQueue<Chart>({ ...QUEUE, jobLimitMs }),
  patienceMs = PATIENCE_MS,
}: PicturesDeps): Pictures & Pick<WorkQueue<Chart>, 'stop'> {
  const pictures = createBoundedMap<Promise<Uint8Array | undefined>>(MAX_PICTURES);
  let restsUntil = Number.NEGATIVE_INFINITY;

  const take = async (chart: Chart, key: string): Promise<Uint8Array | undefined> => {
    try {
      // Our own worker answers, and nothing else speaks to the queue.
      const drawn = (await queue.run(chart)) as Drawn;
      if ('png' in drawn) return drawn.png;
      log.error('a picture cannot be drawn', { chart: chart.title, reason: drawn.trouble });
      return undefined;
    } catch (error) {
      log.warn('no pictures for a while', { error });
      restsUntil = clock.now() + REST_MS;
      pictures.delete(key);
      return undefined;
    }
  };
  return {
    draw: async (chart) => {
      const key = keyOf(chart);
      const known = pictures.get(key);
      if (!known && clock.now() < restsUntil) return undefined;
      const picture = known ?? take(chart, key);
      pictures.set(key, picture);
      return within(patienceMs, picture, () => undefined);
    },
    stop: queue.stop,
  };
}
