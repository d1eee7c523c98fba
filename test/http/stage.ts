// A server with answers to choose, over real sockets.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { Log } from '../../src/core/ports/log.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';

const open: (HttpServer | Socket)[] = [];

export async function closeAll(): Promise<void> {
  for (const each of open.splice(0)) await ('mount' in each ? each.close() : each.destroy());
}

export async function start(listen = { host: '127.0.0.1', port: 0 }) {
  const state = { ready: true, problems: [] as string[] };
  const logged: string[] = [];
  const write = (message: string) => void logged.push(message);
  const log: Log = { info: write, warn: write, error: write };
  const metrics = createMetrics({ platforms: ['red'], clock: { now: Date.now } });
  const health = { readiness: async () => state };
  const server = await createHttpServer({ ...listen, watched: { health, metrics }, setting: 'HTTP_PORT', log });
  open.push(server);
  return { server, state, logged, get: (path: string, init?: RequestInit) => fetch(server.url + path, init) };
}

/** A raw connection, and all that comes back until it ends. */
export async function dial({ url }: HttpServer, ...chunks: (string | Buffer)[]) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  open.push(socket);
  const ended = readText(socket).catch(() => 'reset');
  await once(socket, 'connect');
  for (const chunk of chunks) socket.write(chunk);
  return { socket, ended };
}
