// The running bot: adapters start side by side, and stop before what they use is closed.

import type { Log } from '../core/ports/log.ts';
import type { AdapterHost, ChatAdapter } from '../core/ports/platform.ts';

interface AppDeps {
  readonly host: AdapterHost;
  readonly adapters: readonly ChatAdapter[];
  /** What works through the adapters by itself: starts after them and stops before them. */
  readonly service?: Service;
  /** Called one after the other once all adapters have stopped. */
  readonly closers: readonly (() => Promise<void>)[];
  readonly log: Log;
}

export interface Service {
  /** Rejects only on bad configuration. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface App {
  /** A platform that cannot start leaves the others alone. Rejects with the first reason when none can. */
  start(): Promise<void>;
  /** Calling it twice is fine. */
  stop(): Promise<void>;
}

export function createApp({ host, adapters, service, closers, log }: AppDeps): App {
  let stopped: Promise<void> | undefined;
  const stopAll = async () => {
    await service?.stop();
    await Promise.all(adapters.map((adapter) => adapter.stop()));
    for (const close of closers) await close();
  };
  return {
    start: async () => {
      const starts = await Promise.allSettled(adapters.map((adapter) => adapter.start(host)));
      const failures = starts.flatMap((start, i) =>
        start.status === 'rejected' ? [{ platform: adapters[i]?.platform, error: start.reason as unknown }] : [],
      );
      if (failures.length > 0 && failures.length === adapters.length) throw failures[0]?.error;
      for (const { platform, error } of failures) log.error('platform cannot start', { platform, error });
      if (!stopped) await service?.start();
    },
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
