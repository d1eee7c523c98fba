// Health and metrics beside the door for platforms, or at an address of their own.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createObserver, type Served } from '../../src/http/index.ts';
import { startHost } from '../support/host.ts';

const PAGES = ['/healthz', '/readyz', '/metrics'];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is no string
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function open(at: (http: number, metrics: number) => Served) {
  const bot = await startHost();
  const [http, metrics] = [await freePort(), await freePort()];
  const logged: string[] = [];
  const note = (message: string) => void logged.push(message);
  const log = { info: () => undefined, warn: note, error: note };
  const observer = createObserver({ platforms: [], clock: { now: Date.now }, log, scrub: (text) => text });
  const door = await observer.serve(at(http, metrics), bot);
  onTestFinished(async () => {
    await door.close();
    await bot[Symbol.asyncDispose]();
  });
  const status = async (port: number, path: string, method = 'GET') =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method })).status;
  return { door, http, metrics, logged, status };
}

const host = '127.0.0.1';

test('at one address they are beside it, and a webhook that makes them public is told of once', async () => {
  const { door, http, status, logged } = await open((port) => ({ http: { host, port } }));
  for (const path of PAGES) expect(await status(http, path)).toBe(200);
  expect(logged).toEqual([]);
  for (const path of ['/one', '/two']) door.mount?.(path, (_, response) => void response.end('heard'));
  expect(await status(http, '/one', 'POST')).toBe(200);
  expect(logged).toEqual(['health and metrics are as public as the webhook: set METRICS_PORT']);
});

test('at one of their own they are nowhere else, and nothing is called there', async () => {
  const { door, http, metrics, status, logged } = await open((port, other) => ({
    http: { host, port },
    metrics: { host, port: other },
  }));
  door.mount?.('/hook', (_, response) => void response.end('heard'));
  for (const path of PAGES) expect([await status(metrics, path), await status(http, path)]).toEqual([200, 404]);
  expect([await status(http, '/hook', 'POST'), await status(metrics, '/hook', 'POST')]).toEqual([200, 404]);
  expect(logged).toEqual([]);
});

test('alone, nobody can call', async () => {
  const { door, metrics, status } = await open((_, port) => ({ metrics: { host, port } }));
  expect(door.mount).toBeUndefined();
  for (const path of PAGES) expect(await status(metrics, path)).toBe(200);
});

test('when one of them cannot be had the other is given back, and the sentence names the setting', async () => {
  const taken = createServer().listen(0, host);
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo; // a TCP server's address is no string
  const other = await freePort();
  const failing = (at: Served) => expect(open(() => at)).rejects;
  await failing({ metrics: { host, port } }).toThrow('set METRICS_PORT to another one');
  await failing({ metrics: { host, port: other }, http: { host, port } }).toThrow('set HTTP_PORT to another one');
  const again = createServer().listen(other, host);
  await once(again, 'listening');
  again.close();
});
