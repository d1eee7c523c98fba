// The devnet: a recording behind the HTTP gateway of an IOST node, standing still or playing on.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Asked, answer, callName, errorAnswer } from './calls.ts';
import { type Fault, send } from './faults.ts';
import type { Recording } from './recording.ts';
import { readBody } from './request-body.ts';
import { type ChainState, createChainState } from './state.ts';

/** A node takes no more than this many connections at once. */
const MAX_CONNECTIONS = 128;
/** Longer than a client keeps a connection that it does not use, so that none is closed just as it is used again. */
const KEEP_ALIVE_MS = 60_000;

export interface DevnetOptions {
  readonly recording: Recording;
  /** On 127.0.0.1; 0 or absent for any free one. */
  readonly port?: number;
  /** Time between two steps; 0 or absent to stand still. */
  readonly stepMs?: number;
  /** Added to every answer. */
  readonly delayMs?: number;
  /** Step to begin at; -1 or absent for the initial state. */
  readonly startStep?: number;
  /** Asked about every request that could be read: the fault that it shall meet, if any. */
  readonly intercept?: (asked: Asked) => Fault | undefined;
}

export interface Devnet {
  readonly url: string;
  /** -1 is the initial state. */
  readonly step: number;
  /** All requests so far. */
  readonly requestCount: number;
  /** Requests so far by call, as in `getNodeInfo`; those of no known call under `unknown`. */
  readonly requests: ReadonlyMap<string, number>;
  /** Goes one step on; false at the end of the recording. */
  advance(): boolean;
  /** Closes every connection, answered or not. */
  stop(): Promise<void>;
}

/** Listens when it resolves. Rejects when the port cannot be had, or with a RangeError when there is no such step. */
export async function createDevnet(options: DevnetOptions): Promise<Devnet> {
  const { recording, port = 0, stepMs = 0, startStep = -1 } = options;
  const state = stateAt(recording, startStep);
  const requests = new Map<string, number>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const call = callName(pathOf(request)) ?? 'unknown';
    requests.set(call, (requests.get(call) ?? 0) + 1);
    serve(state, options, request, response).catch((error: unknown) => send(response, errorAnswer(error)));
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const player = stepMs > 0 ? setInterval(() => state.advance() || clearInterval(player), stepMs).unref() : undefined;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is no string
    get step() {
      return state.step;
    },
    get requestCount() {
      return requests.values().reduce((sum, count) => sum + count, 0);
    },
    requests,
    advance: () => state.advance(),
    async stop() {
      clearInterval(player);
      await close(server);
    },
  };
}

async function serve(
  state: ChainState,
  { intercept, delayMs = 0 }: DevnetOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = { method: request.method ?? '', path: pathOf(request), body: await readBody(request) };
  const fault = intercept?.(asked);
  const given = answer(state, asked);
  const waitMs = delayMs + (fault?.kind === 'slow' ? fault.delayMs : 0);
  if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
  send(response, given, fault);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function stateAt(recording: Recording, step: number): ChainState {
  const last = recording.steps.length - 1;
  if (step < -1 || step > last) throw new RangeError(`the recording has steps from -1 to ${last}, not ${step}`);
  const state = createChainState(recording);
  while (state.step < step) state.advance();
  return state;
}
