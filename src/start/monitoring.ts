// What operators see of the running bot: metrics and health over HTTP, loaded only where an address is configured.
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { Observer } from '../http/index.ts';
import type { HttpServer } from '../http/server.ts';
import { type Config, platformsOf } from './config.ts';
import type { OpenCore } from './core.ts';

export interface Monitoring {
  /** Told of everything that is worth counting. */
  readonly observer: Observer | undefined;
  /** Platforms may be called there. Rejects with HttpUnusable. */
  serve(
    core: Pick<OpenCore, 'chain' | 'store'>,
  ): Promise<Partial<Pick<HttpServer, 'mount'>> & Pick<HttpServer, 'close'>>;
}

export async function createMonitoring(config: Config, clock: Clock, log: Log): Promise<Monitoring> {
  const { http: address } = config;
  if (!address) return { observer: undefined, serve: async () => ({ close: async () => {} }) };
  const { createObserver } = await import('../http/index.ts');
  const observer = createObserver({ platforms: platformsOf(config), clock, log });
  return {
    observer,
    serve: async (core) => {
      const server = await observer.serve(address, core);
      log.info('health and metrics are served', { url: server.url });
      return server;
    },
  };
}
