// HTTP_PORT on the real program: what a probe and Prometheus see while it answers, and what the operator hears otherwise.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { startDevnet } from '../support/devnet.ts';
import { removeFolders, saidAtStart, start } from './herald.ts';

afterAll(removeFolders);

async function takePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is no string
  return { port, release: () => new Promise((resolve) => server.close(resolve)) };
}

/** A bot in the terminal, listening. */
async function serve(node: string) {
  const { port, release } = await takePort();
  await release();
  const herald = start([], { env: { IOST_RPC: node, METRICS_PORT: String(port) } });
  await expect.poll(herald.written).toContain('Type help');
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return { herald, get };
}

test('it is alive, can work, and counts what it does', async () => {
  await using devnet = await startDevnet();
  const { herald, get } = await serve(devnet.url);
  expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
  expect(await get('/readyz')).toEqual({ status: 200, text: '{"ready":true,"problems":[]}\n' });

  herald.child.stdin.write('standings\nnonsense nobody said before\n');
  await expect.poll(herald.written).toContain('“nonsense”');
  const { text: metrics } = await get('/metrics');
  expect(metrics).toContain('herald_commands_total{platform="console",command="standings",kind="answered"} 1\n');
  expect(metrics).toContain('herald_commands_total{platform="console",command="unknown",kind="mistake"} 1\n');
  expect(metrics).toMatch(/^herald_rpc_requests_total\{node="node 1",call="getChainInfo",result="ok"\} \d+$/m);
  expect(metrics).toMatch(/^herald_chain_height 519600$/m);
  expect(metrics).toMatch(/^herald_snapshot_age_seconds [\d.]+$/m);
  expect(metrics).not.toContain('nobody');
  herald.child.kill('SIGTERM');
  expect(await herald.ended).toMatchObject({ code: 0, err: '' });
});

test('without a node it is alive and cannot work', async () => {
  const devnet = await startDevnet();
  await devnet.stop();
  const { herald, get } = await serve(devnet.url);
  expect((await get('/healthz')).status).toBe(200);
  const ready = await get('/readyz');
  expect(ready.status).toBe(503);
  expect(ready.text).toMatch(/^\{"ready":false,"problems":\["The chain cannot be read: no node [^"]+\."\]\}\n$/);
  const { text: metrics } = await get('/metrics');
  expect(metrics).toMatch(/^herald_rpc_requests_total\{.*result="network"\} \d+$/m);
  herald.child.stdin.end();
  expect(await herald.ended).toMatchObject({ code: 0, err: '' });
});

test('a taken port, and what is no port, are refused in a sentence', async () => {
  const { port, release } = await takePort();
  const [taken, nonsense] = await Promise.all(
    [String(port), '80x'].map((value) => start([], { env: { HTTP_PORT: value }, input: '' }).ended),
  );
  expect(taken).toMatchObject({ code: 1, out: '' });
  expect(saidAtStart(taken ?? { err: '' })).toMatch(
    /^Herald cannot start: .* the port is taken by another program: set HTTP_PORT .*$/,
  );
  expect(nonsense).toMatchObject({ code: 78, out: '' });
  expect(saidAtStart(nonsense ?? { err: '' })).toMatch(
    /^Herald cannot start: the settings have problems\n {2}- HTTP_PORT must be [^\n]+$/,
  );
  await release();
});
