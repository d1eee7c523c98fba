// What is answered to whom: three pages for anyone who looks, and mounted handlers for those who post.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Health, Readiness } from './health.ts';
import type { Metrics } from './metrics.ts';

/** Answers a POST. It checks who calls and bounds the body itself; what it throws becomes a 500. */
export type PostHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Page {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
  readonly allow?: string;
}

/** What the operator's pages are made of. */
export interface Watched {
  readonly health: Pick<Health, 'readiness'>;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
}

interface PagesDeps {
  /** undefined: there are no pages here, for anybody may call. */
  readonly watched: Watched | undefined;
  readonly mounted: ReadonlyMap<string, PostHandler>;
}

/** May reject, with nothing or a part of the answer sent. */
export function createAnswer({ watched, mounted }: PagesDeps): Answer {
  const pages = new Map(watched && pagesOf(watched));
  return async (request, response) => {
    const path = pathOf(request);
    const { method } = request;
    const page = pages.get(path);
    const handler = mounted.get(path);
    if (page) send(response, method === 'GET' || method === 'HEAD' ? await page() : notAllowed('GET, HEAD'));
    else if (handler && method === 'POST') await handler(request, response);
    else send(response, handler ? notAllowed('POST') : { status: 404, body: 'Not found.\n' });
  };
}

function pagesOf({ health, metrics }: Watched): Iterable<readonly [path: string, page: () => Promise<Page>]> {
  return [
    ['/healthz', async () => ({ status: 200, body: 'ok\n' })],
    ['/readyz', async () => readinessPage(await health.readiness())],
    ['/metrics', async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() })],
  ];
}

/** After something went wrong: a fixed sentence, or the end of the connection when the answer has begun. */
export function sendFailure(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else send(response, { status: 500, body: 'Something went wrong; the log says what.\n' });
}

/** Without the query. */
export function pathOf(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? '';
}

function readinessPage(readiness: Readiness): Page {
  const body = `${JSON.stringify(readiness)}\n`;
  return { status: readiness.ready ? 200 : 503, type: 'application/json; charset=utf-8', body };
}

function notAllowed(allow: string): Page {
  return { status: 405, body: `Only ${allow}.\n`, allow };
}

/** Pages are asked for now and then, so nobody keeps a connection for them. */
function send(response: ServerResponse, { status, type = 'text/plain; charset=utf-8', body, allow }: Page): void {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' };
  response.writeHead(status, { ...headers, connection: 'close', ...(allow && { allow }) }).end(body);
}
