// Alerts behind the chat platforms; loaded once the bot can answer, for nobody waits for them at the start.
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { ChatAdapter } from '../core/ports/platform.ts';
import type { Observer } from '../http/index.ts';
import type { Config } from './config.ts';
import type { OpenCore } from './core.ts';

interface AlertDeps {
  readonly config: Pick<Config, 'alerts' | 'owners'>;
  readonly core: OpenCore;
  readonly adapters: readonly ChatAdapter[];
  readonly clock: Clock;
  readonly log: Log;
  readonly observer: Observer | undefined;
}

export interface Alerts {
  /** Rejects only on bad configuration. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export function openAlerts({ config, core, adapters, clock, log, observer }: AlertDeps): Alerts {
  let stop = async (): Promise<void> => {};
  return {
    start: async () => {
      const { createAlerts } = await import('../alerts/index.ts');
      const alerts = createAlerts({
        settings: config.alerts,
        owners: config.owners,
        adapters,
        chain: core.chain,
        reader: core.reader,
        observers: core.observers,
        store: core.store,
        names: core.names,
        texts: core.texts,
        clock,
        log,
        ...(observer && { observer }),
      });
      stop = alerts.stop;
      await alerts.start();
    },
    close: () => stop(),
  };
}
