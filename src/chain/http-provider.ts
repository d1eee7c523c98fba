// The SDK's provider with a transport of our own: the SDK's has no cap on size or connections, a timeout that ends with the
// headers, integers rounded above 2^53, and hands a page of HTML on as an answer.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import HTTPProvider from 'iost/lib/provider/HTTPProvider.js';
import { z } from 'zod';
import { createLimit, type Limit } from './concurrency.ts';
import { parseJson } from './exact-json.ts';
import { NodeError, type NodeErrorKind } from './node-error.ts';

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_PARALLEL = 8;
const RETRY_DELAYS_MS = [200, 800];
const MAX_RETRY_AFTER_MS = 3_000;

const rpcError = z.object({ code: z.number(), message: z.string() });

/** One request that a node answered or failed to: `call` as in `getNodeInfo`, `ms` with the body. */
export interface NodeRequest {
  readonly call: string;
  readonly kind: 'ok' | NodeErrorKind;
  readonly ms: number;
}

/** One node: its address, and what all requests to it share. */
export interface Connection {
  readonly name: string;
  /** Tells whether it is the same address as another, and not which. */
  readonly id: string;
  readonly host: string;
  /** Before the path of a call, and after it. Both may hold a key, and are told to nobody but the node. */
  readonly base: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly limit: Limit;
  readonly timeoutMs: number;
  /** Told of every request, save those that were called off. */
  readonly onRequest?: (request: NodeRequest) => void;
}

/** `timeoutMs` covers one whole answer, body included. Credentials in the URL become a header; its query goes with each call. */
export function createConnection(nodeUrl: string, timeoutMs = 10_000, name = 'node 1'): Connection {
  const { host, origin, pathname, search, username, password } = new URL(nodeUrl);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    name,
    id: createHash('sha256')
      .update(origin + pathname + search)
      .digest('hex')
      .slice(0, 16),
    host,
    base: origin + pathname.replace(/\/+$/, ''),
    query: search,
    headers: {
      'content-type': 'application/json',
      ...(credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
    limit: createLimit(MAX_PARALLEL),
    timeoutMs,
  };
}

/** Throws NodeError, or the signal's reason once it is aborted. */
export class FetchProvider extends HTTPProvider {
  readonly #connection: Connection;
  readonly #signal: AbortSignal | undefined;

  constructor(connection: Connection, signal?: AbortSignal) {
    super(connection.base);
    this.#connection = connection;
    this.#signal = signal;
  }

  override async send(method: 'get' | 'post', path: string, data?: object): Promise<unknown> {
    for (const delayMs of RETRY_DELAYS_MS) {
      try {
        return await this.#once(method, path, data);
      } catch (error) {
        const retryAfterMs = error instanceof NodeError && error.canPass ? (error.details.retryAfterMs ?? 0) : Infinity;
        if (retryAfterMs > MAX_RETRY_AFTER_MS) throw error;
        await sleep(Math.max(retryAfterMs, delayMs * (0.5 + Math.random())), undefined, { signal: this.#signal });
      }
    }
    return this.#once(method, path, data);
  }

  #once(method: 'get' | 'post', path: string, data?: object): Promise<unknown> {
    const { limit, timeoutMs, onRequest } = this.#connection;
    return limit(async () => {
      this.#signal?.throwIfAborted();
      const deadline = AbortSignal.timeout(timeoutMs);
      const signal = this.#signal ? AbortSignal.any([this.#signal, deadline]) : deadline;
      const startedAt = performance.now();
      const told = (kind: NodeRequest['kind']) =>
        onRequest?.({ call: path.split('/', 1)[0] ?? '', kind, ms: performance.now() - startedAt });
      try {
        const answer = await this.#request(method, path, data, signal);
        told('ok');
        return answer;
      } catch (error) {
        this.#signal?.throwIfAborted();
        const failure = error instanceof NodeError ? error : this.#unanswered(path, deadline, error);
        told(failure.kind);
        throw failure;
      }
    });
  }

  #unanswered(path: string, deadline: AbortSignal, cause: unknown): NodeError {
    const { host, timeoutMs } = this.#connection;
    return deadline.aborted
      ? new NodeError('timeout', `${host} ${path}: no whole answer in ${timeoutMs} ms`, { cause })
      : new NodeError('network', `${host} ${path}: connection failed`, { cause });
  }

  async #request(
    method: 'get' | 'post',
    path: string,
    data: object | undefined,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { host, base, query, headers } = this.#connection;
    const where = `${host} ${path}`;
    const response = await fetch(`${base}/${path}${query}`, {
      method: method.toUpperCase(),
      headers,
      signal,
      // Whoever is sent on to would be given the credentials, and believed in the node's place.
      redirect: 'manual',
      ...(data && { body: JSON.stringify(data) }),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new NodeError('redirect', `${where}: sends on to another address (HTTP ${response.status})`);
    }
    const text = await readText(response, where);
    if (response.ok) return parseAnswer(text, where);
    throw errorOf(response, text, where);
  }
}

async function readText(response: Response, where: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new NodeError('garbage', `${where}: answer is over ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseAnswer(text: string, where: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new NodeError('garbage', `${where}: answer is not JSON`, { cause });
  }
}

function errorOf(response: Response, text: string, where: string): NodeError {
  const { status } = response;
  const own = status < 500 && status !== 429 ? readRpcError(text) : undefined;
  if (own) {
    return new NodeError('rpc', `${where}: ${own.message.slice(0, 200)} (HTTP ${status}, code ${own.code})`, {
      status,
      rpcCode: own.code,
      rpcMessage: own.message,
    });
  }
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
  return new NodeError('status', `${where}: HTTP ${status}`, {
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function readRpcError(text: string): z.infer<typeof rpcError> | undefined {
  try {
    return rpcError.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
