// Alerts behind the chat platforms; loaded once the bot can answer, for nobody waits for them at the start.

import type { Log } from '../core/ports/log.ts';
import type { ChatAdapter } from '../core/ports/platform.ts';
import type { Observer } from '../http/index.ts';
import type { Service } from './app.ts';
import type { Core } from './compose.ts';
import { clock } from './compose.ts';
import type { Config } from './config.ts';

interface AlertDeps {
  readonly config: Pick<Config, 'alerts' | 'owners'>;
  readonly core: Core;
  readonly adapters: readonly ChatAdapter[];
  readonly log: Log;
  readonly observer: Observer | undefined;
}

export function openAlerts({ config, core, adapters, log, observer }: AlertDeps): Service {
  let running: Service | undefined;
  return {
    start: async () => {
      const { createAlerts } = await import('../alerts/index.ts');
      const { chain, reader, observers, store, names, texts } = core;
      running = createAlerts({
        ...{ settings: config.alerts, owners: config.owners, adapters, clock, log },
        ...{ chain, reader, observers, store, names, texts },
        ...(observer && { observer }),
      });
      await running.start();
    },
    stop: async () => running?.stop(),
  };
}
