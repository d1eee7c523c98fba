// What watches the running bot: it counts, judges its health, and serves both over HTTP.
import type { Chain } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { Store } from '../core/ports/store.ts';
import { createHealth, type Health } from './health.ts';
import type { Listen } from './listener.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createHttpServer, type HttpServer } from './server.ts';

interface ObserverDeps {
  /** Those that are configured. */
  readonly platforms: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}

export interface Observer extends Omit<Metrics, 'contentType' | 'text'> {
  /** Listens when it resolves. Rejects with HttpUnusable. */
  serve(listen: Listen, watched: { readonly chain: Chain; readonly store: Store }): Promise<HttpServer>;
}

export function createObserver({ platforms, clock, log }: ObserverDeps): Observer {
  const metrics = createMetrics({ platforms, clock });
  let health: Health | undefined;
  return {
    ...metrics,
    onEvent: (platform, event) => {
      metrics.onEvent(platform, event);
      health?.onEvent(platform, event);
    },
    serve: (listen, { chain, store }) => {
      health = createHealth({ platforms, chain, store, clock });
      return createHttpServer({ ...listen, health, metrics, log });
    },
  };
}
