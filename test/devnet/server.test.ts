// The server around the calls: playing on, counting, hostile clients, its limits, and stopping whatever goes on.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createDevnet, type Devnet, type DevnetOptions } from '../../src/devnet/server.ts';
import { get, post, recording } from './ask.ts';

const short = { ...recording, steps: recording.steps.slice(0, 3) };
const running: Devnet[] = [];
const sockets: Socket[] = [];

async function start(options: Partial<DevnetOptions> = {}): Promise<Devnet> {
  const devnet = await createDevnet({ recording: short, ...options });
  running.push(devnet);
  return devnet;
}

/** A connection on which nothing is said but `text`. */
function open({ url }: Devnet, text = ''): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(running.splice(0).map((devnet) => devnet.stop()));
});

describe('steps', () => {
  test('stands still unless told to go on', async () => {
    const devnet = await start();
    expect(devnet.step).toBe(-1);
    expect(devnet.advance()).toBe(true);
    const { lib_block, head_block, lib_block_time } = (await get(devnet.url, '/getChainInfo')).body;
    expect([lib_block, head_block, lib_block_time]).toEqual(['520200', '520214', '1574468100000000000']);
    expect((await get(devnet.url, '/getNodeInfo')).body.server_time).toBe('1574468100000000000');
  });

  test('plays on to the last state and stays there', async () => {
    const devnet = await start({ stepMs: 5 });
    await expect.poll(() => devnet.step).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(devnet.step).toBe(2);
    expect(devnet.advance()).toBe(false);
  });

  test('starts at a given step, and not at one that is not there', async () => {
    const devnet = await start({ startStep: 1 });
    expect(devnet.step).toBe(1);
    expect((await get(devnet.url, '/getChainInfo')).body.lib_block).toBe(String(short.steps[1]?.block));
    await expect(start({ startStep: 3 })).rejects.toThrow('the recording has steps from -1 to 2, not 3');
  });

  test('two devnets of one recording do not share state', async () => {
    const [first, second] = [await start(), await start()];
    first.advance();
    expect([first.step, second.step]).toEqual([0, -1]);
    expect((await get(second.url, '/getChainInfo')).body.lib_block).toBe('519600');
  });
});

test('counts requests by call', async () => {
  const devnet = await start();
  await Promise.all(
    ['/getNodeInfo', '/getNodeInfo', '/getTokenInfo/iost/0', '/what', '/'].map((path) => get(devnet.url, path)),
  );
  expect(devnet.requestCount).toBe(5);
  expect(Object.fromEntries(devnet.requests)).toEqual({ getNodeInfo: 2, getTokenInfo: 1, unknown: 2 });
});

test('adds its delay to every answer', async () => {
  const devnet = await start({ delayMs: 100 });
  const before = performance.now();
  await Promise.all(['/getNodeInfo', '/what'].map((path) => get(devnet.url, path)));
  expect(performance.now() - before).toBeGreaterThan(90);
});

test('listens on 127.0.0.1, and says so when the port is taken', async () => {
  const devnet = await start();
  expect(devnet.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await expect(start({ port: Number(new URL(devnet.url).port) })).rejects.toThrow('EADDRINUSE');
});

describe('hostile requests', () => {
  const NOT_IMPLEMENTED = { status: 400, body: { code: 12, message: 'Not Implemented' } };

  test('unknown paths, methods and numbers of segments are not implemented', async () => {
    const devnet = await start();
    const paths = [
      '/',
      '//',
      '/getaccount/v00003_x/0',
      '/getAccount/v00003_x',
      '/getNodeInfo/',
      '/constructor',
      '/subscribe',
    ];
    for (const path of paths) expect(await get(devnet.url, path)).toEqual(NOT_IMPLEMENTED);
    for (const path of ['/getNodeInfo', '/getContractStorage/x', '/getBlockTxsByContract']) {
      expect(await post(devnet.url, path, {})).toEqual(NOT_IMPLEMENTED);
    }
    expect(await get(devnet.url, '/getContractStorage')).toEqual(NOT_IMPLEMENTED);
  });

  test('malformed bodies and fields are the client’s error', async () => {
    const devnet = await start();
    const call = (body: unknown) => post(devnet.url, '/listContractStorage', body);
    const bodies = ['{', '[]', '7', '"x"', 'null', '\u0000', { id: 7 }, { id: 'vote.iost', limit: -1 }];
    const more = [
      { limit: 1.5 },
      { limit: 'many' },
      { limit: 1e99 },
      { limit: [] },
      { limit: { valueOf: 1 } },
      { by_longest_chain: { toString: 1 } },
      { by_longest_chain: [1] },
      { prefix: {} },
      { storageType: 'X' },
    ];
    for (const body of [...bodies, ...more.map((fields) => ({ id: 'vote.iost', ...fields }))]) {
      expect(await call(body)).toEqual({ status: 400, body: { code: 3, message: expect.any(String) } });
    }
    for (const key_fields of ['x', [1], [null], [{ key: 1 }]]) {
      const { status } = await post(devnet.url, '/getBatchContractStorage', { id: 'vote.iost', key_fields });
      expect(status).toBe(400);
    }
  });

  test('an empty body asks for nothing', async () => {
    const { url } = await start();
    expect((await post(url, '/listContractStorage', '')).body).toEqual({ code: 2, message: 'invalid contract id' });
    expect((await post(url, '/getBatchContractStorage', '')).body.datas).toEqual([]);
  });

  test('a body above 1 MiB is refused, one of 1 MiB is read', async () => {
    const { url } = await start();
    const sized = (bytes: number) => `{"id":"${'x'.repeat(bytes - 9)}"}`;
    expect((await post(url, '/getContractStorage', sized(1 << 20))).status).toBe(200);
    const refused = await post(url, '/getContractStorage', sized((1 << 20) + 1));
    expect(refused).toEqual({ status: 413, body: { code: 8, message: 'the body is larger than 1 MiB' } });
  });

  test('bad escapes, prototype names and long paths do no harm', async () => {
    const { url } = await start();
    expect((await get(url, '/getAccount/%ff%fe/false')).body.code).toBe(3);
    expect((await get(url, '/getVoterBonus/__proto__/false')).body).toEqual({ bonus: 0, detail: {} });
    expect((await get(url, '/getTokenInfo/__proto__/false')).body.message).toBe('token not found');
    expect((await get(url, '/getTokenBalance/v00003_x/constructor/0')).body.balance).toBe(0);
    expect((await get(url, `/getAccount/${'a'.repeat(10_000)}/0`)).body.message).toContain('10000');
    expect((await get(url, '/getNodeInfo')).status).toBe(200);
  });

  test('what is no HTTP, or only half of it, leaves the others alone', async () => {
    const devnet = await start();
    await once(open(devnet, 'nonsense\r\n\r\n').resume(), 'close');
    const leaving = open(devnet, 'POST /getContractStorage HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n{"id":');
    await expect.poll(() => devnet.requestCount).toBe(1);
    leaving.destroy();
    expect((await get(devnet.url, '/getNodeInfo')).status).toBe(200);
  });

  test('a damaged value of the recording is an error of the node', async () => {
    const contracts = { 'vote.iost': { maps: { u_1: { v00003_x: '{' } } } };
    const { url } = await start({ recording: { ...short, initial: { ...short.initial, contracts } } });
    expect(await get(url, '/getVoterBonus/v00003_x/0')).toEqual({
      status: 500,
      body: { code: 13, message: 'the devnet cannot answer this' },
    });
  });
});

test('takes 128 connections and no more', async () => {
  const devnet = await start();
  const taken = Array.from({ length: 128 }, () => open(devnet));
  await Promise.all(taken.map((socket) => once(socket, 'connect')));
  await once(open(devnet).resume(), 'close');
  expect(taken.some((socket) => socket.destroyed)).toBe(false);
});

test('stop ends hanging, slow, half-sent and idle connections, and may be called again', async () => {
  const devnet = await start({
    intercept: ({ path }) => ({ kind: path === '/hang' ? 'hang' : 'slow', delayMs: 60_000 }),
  });
  const asked = ['/hang', '/slow'].map((path) => expect(fetch(devnet.url + path)).rejects.toThrow('fetch failed'));
  const closed = [open(devnet), open(devnet, 'GET / HT')].map((socket) => once(socket.resume(), 'close'));
  await expect.poll(() => devnet.requestCount).toBe(2);
  await devnet.stop();
  await Promise.all([...asked, ...closed, devnet.stop()]);
});
