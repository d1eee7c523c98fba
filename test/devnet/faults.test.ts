// Each way in which the devnet can misbehave on demand, as a client sees it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fault } from '../../src/devnet/faults.ts';
import { createDevnet, type Devnet } from '../../src/devnet/server.ts';
import { get, post, recording } from './ask.ts';

let devnet: Devnet;
let fault: Fault | undefined;
let asked: unknown;
beforeEach(async () => {
  fault = undefined;
  const intercept = (call: unknown) => {
    asked = call;
    return fault;
  };
  devnet = await createDevnet({ recording, intercept });
});
afterEach(() => devnet.stop());

test('the interceptor sees method, path and body, and may let a call pass', async () => {
  expect((await get(devnet.url, '/getNodeInfo?x=1')).body.mode).toBe('ModeNormal');
  expect(asked).toEqual({ method: 'GET', path: '/getNodeInfo', body: undefined });
  await post(devnet.url, '/getContractStorage', { id: 'vote.iost' });
  expect(asked).toEqual({ method: 'POST', path: '/getContractStorage', body: { id: 'vote.iost' } });
});

test('answer: anything instead', async () => {
  fault = { kind: 'answer', status: 503, body: '<h1>sorry</h1>', headers: { 'content-type': 'text/html' } };
  const response = await fetch(`${devnet.url}/getNodeInfo`);
  expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html']);
  expect(await response.text()).toBe('<h1>sorry</h1>');
});

test('patch: changes a good answer and leaves an error alone', async () => {
  fault = { kind: 'patch', patch: (body) => ({ ...body, chain_id: 1 }) };
  expect((await get(devnet.url, '/getChainInfo')).body).toMatchObject({ net_name: 'mainnet', chain_id: 1 });
  expect((await get(devnet.url, '/nosuch')).body).toEqual({ code: 12, message: 'Not Implemented' });
});

test('reset: the connection breaks before an answer', async () => {
  fault = { kind: 'reset' };
  await expect(fetch(`${devnet.url}/getNodeInfo`)).rejects.toThrow('fetch failed');
});

test('cut: good headers, and a body that ends in the middle', async () => {
  fault = { kind: 'cut' };
  const response = await fetch(`${devnet.url}/getChainInfo`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('hang: no answer until the client gives up, and others are served meanwhile', async () => {
  fault = { kind: 'hang' };
  const hanging = fetch(`${devnet.url}/getNodeInfo`, { signal: AbortSignal.timeout(200) });
  const refused = expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect.poll(() => devnet.requestCount).toBe(1);
  fault = undefined;
  expect((await get(devnet.url, '/getNodeInfo')).status).toBe(200);
  await refused;
});

test('slow: the answer comes after the delay, and a client that has left does no harm', async () => {
  fault = { kind: 'slow', delayMs: 300 };
  const signal = AbortSignal.timeout(100);
  await expect(fetch(`${devnet.url}/getNodeInfo`, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  const before = performance.now();
  expect((await get(devnet.url, '/getNodeInfo')).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(290);
});
