// The running bot: adapters start together, and stop before what they use is closed.
import type { Core } from './compose.ts';
import type { ChatAdapter } from './core/platform.ts';

export interface App {
  /** Rejects when an adapter's configuration is bad. */
  start(): Promise<void>;
  /** Calling it twice is fine. */
  stop(): Promise<void>;
}

export function createApp({ host, closers }: Core, adapters: readonly ChatAdapter[]): App {
  let stopped: Promise<void> | undefined;
  const stopAll = async () => {
    await Promise.all(adapters.map((adapter) => adapter.stop()));
    for (const close of closers) await close();
  };
  return {
    start: async () => {
      await Promise.all(adapters.map((adapter) => adapter.start(host)));
    },
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
