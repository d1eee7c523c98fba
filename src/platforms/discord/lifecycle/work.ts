// What is under way: trouble in one piece of work stays in it, and the end waits for all of them, for a while.
import type { Log } from '../../../core/ports/log.ts';
import { lastAnswers } from '../../last-answers.ts';
import { describeError } from '../deliver/errors.ts';

export interface Work {
  /** Aborted when nothing new is begun any more. */
  readonly ended: AbortSignal;
  follow<T>(work: Promise<T>): Promise<T>;
  begin(task: () => Promise<void>): void;
  end(): Promise<void>;
}

export function createWork(log: Log): Work {
  const underWay = new Set<Promise<unknown>>();
  const ended = new AbortController();
  const follow = <T>(work: Promise<T>): Promise<T> => {
    const done = work.finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  };
  return {
    ended: ended.signal,
    follow,
    begin: (task) => {
      if (ended.signal.aborted) return;
      const failed = (error: unknown) =>
        log.error('an event of Discord was not handled', { error: describeError(error) });
      void follow(task().catch(failed));
    },
    end: async () => {
      ended.abort();
      await lastAnswers(Promise.allSettled(underWay));
    },
  };
}
