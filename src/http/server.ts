// The HTTP side of Herald: is it alive, can it work, its numbers, and a door for platforms that call instead of being asked.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Log } from '../core/ports/log.ts';
import { within } from '../core/values/deadline.ts';
import { type Listen, listen } from './listener.ts';
import { createAnswer, type PostHandler, pathOf, sendFailure, type Watched } from './pages.ts';

const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 3_000,
  /** For the whole request, body included. */
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
};
/** A connection on which nothing moves for so long is dropped. */
const SILENCE_MS = 30_000;
const MAX_CONNECTIONS = 256;
const MAX_REQUESTS_PER_CONNECTION = 1_000;
const LAST_ANSWERS_MS = 2_000;

interface HttpDeps extends Listen {
  /** Shown on pages to whoever asks; without it only what is mounted answers. */
  readonly watched?: Watched;
  /** The variable that says where. */
  readonly setting: string;
  readonly log: Log;
}

export interface HttpServer {
  readonly url: string;
  /** POST requests to exactly this path go to the handler. */
  mount(path: string, handler: PostHandler): void;
  /** Answers under way have 2 s; everything else ends at once. Calling it twice is fine. */
  close(): Promise<void>;
}

/** Listens when it resolves. Rejects with HttpUnusable. */
export async function createHttpServer({ host, port, watched, setting, log }: HttpDeps): Promise<HttpServer> {
  const mounted = new Map<string, PostHandler>();
  const answer = createAnswer({ watched, mounted });
  const underWay = new Set<Promise<void>>();
  const server = createServer(LIMITS, (request, response) => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    underWay.add(ended);
    response.once('close', () => {
      underWay.delete(ended);
      resolve();
    });
    answer(request, response).catch((error: unknown) => {
      log.error('HTTP request failed', { path: pathOf(request), error });
      sendFailure(response);
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_CONNECTION;
  server.timeout = SILENCE_MS;
  const url = await listen(server, { host, port }, setting);
  server.on('error', (error) => log.warn('HTTP connection not taken', { error }));

  let closed: Promise<void> | undefined;
  return {
    url,
    mount: (path, handler) => {
      mounted.set(path, handler);
    },
    close: () => {
      closed ??= close(server, underWay);
      return closed;
    },
  };
}

async function close(server: Server, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await within(LAST_ANSWERS_MS, Promise.all(underWay), () => undefined);
  server.closeAllConnections();
  await closed;
}
