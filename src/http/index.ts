// What watches the running bot: it counts, judges its health, and serves both over HTTP, beside the door for platforms that call
// or at an address of their own.
import type { Chain } from '../core/ports/chain.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { Store } from '../core/ports/store.ts';
import type { Scrub } from '../core/values/scrub.ts';
import { createHealth, type Health } from './health.ts';
import type { Listen } from './listener.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Watched } from './pages.ts';
import { createHttpServer, type HttpServer } from './server.ts';

interface ObserverDeps {
  /** Those that are configured. */
  readonly platforms: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  readonly scrub: Scrub;
}

/** Where to listen: at one address for everything, or at two. */
export interface Served {
  /** For platforms that call. */
  readonly http?: Listen;
  /** For health and metrics. */
  readonly metrics?: Listen;
}

export interface Observer extends Omit<Metrics, 'contentType' | 'text'> {
  /** Listens when it resolves. Rejects with HttpUnusable. */
  serve(at: Served, watched: { readonly chain: Chain; readonly store: Store }): Promise<Door>;
}

export interface Door {
  /** undefined where no platform can call. */
  readonly mount?: HttpServer['mount'];
  close(): Promise<void>;
}

export function createObserver({ platforms, clock, log, scrub }: ObserverDeps): Observer {
  const metrics = createMetrics({ platforms, clock });
  let health: Health | undefined;
  return {
    ...metrics,
    onEvent: (platform, event) => {
      metrics.onEvent(platform, event);
      health?.onEvent(platform, event);
    },
    serve: (at, { chain, store }) => {
      health = createHealth({ platforms, chain, store, clock, scrub });
      return open(at, { health, metrics }, log);
    },
  };
}

async function open({ http, metrics }: Served, watched: Watched, log: Log): Promise<Door> {
  await using opened = new AsyncDisposableStack();
  const serve = async (listen: Listen, setting: string, shown?: Watched) => {
    const server = await createHttpServer({ ...listen, setting, log, ...(shown && { watched: shown }) });
    opened.defer(server.close);
    if (shown) log.info('health and metrics are served', { url: server.url });
    return server;
  };
  if (metrics) await serve(metrics, 'METRICS_PORT', watched);
  const door = http && (await serve(http, 'HTTP_PORT', metrics ? undefined : watched));
  const closing = opened.move();
  return { ...(door && { mount: metrics ? door.mount : besidePages(door, log) }), close: () => closing.disposeAsync() };
}

/** Whoever can call can read the pages as well, and is told so once. */
function besidePages({ mount }: HttpServer, log: Log): HttpServer['mount'] {
  let isSaid = false;
  return (path, handler) => {
    if (!isSaid) log.warn('health and metrics are as public as the webhook: set METRICS_PORT');
    isSaid = true;
    mount(path, handler);
  };
}
