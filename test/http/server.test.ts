// What a probe, Prometheus and a platform that calls get, and what the operator hears when the port cannot be had.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpUnusable } from '../../src/http/listener.ts';
import { closeAll, dial, start } from './stage.ts';

afterEach(closeAll);

describe('pages', () => {
  test('alive', async () => {
    const { get } = await start();
    const response = await get('/healthz?from=probe');
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('ready or not, and why', async () => {
    const { get, state } = await start();
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, problems: [] }]);
    Object.assign(state, { ready: false, problems: ['red is not connected: <gone>.'] });
    const response = await get('/readyz');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ ready: false, problems: ['red is not connected: <gone>.'] });
  });

  test('numbers', async () => {
    const { get } = await start();
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await response.text()).toMatch(/^herald_adapter_connected\{platform="red"\} 0$/m);
  });

  test.each(['/healthz', '/readyz', '/metrics'])('HEAD %s', async (path) => {
    const { get } = await start();
    const response = await get(path, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
  });

  test.each(['/', '/healthz/', '/HEALTHZ', '//healthz', '/healthz/../metrics', '/%2e', '/constructor'])(
    '%s is not found',
    async (path) => {
      const { server } = await start();
      const { ended } = await dial(server, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect(await ended).toMatch(/^HTTP\/1.1 404 .*Not found\.\n$/s);
    },
  );

  test('other methods are told which ones work', async () => {
    const { get } = await start();
    const response = await get('/metrics', { method: 'POST', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('mounted handlers', () => {
  test('get POST requests to exactly their path', async () => {
    const { server, get } = await start();
    server.mount('/hook', async (request, response) => void response.end(`heard ${await readText(request)}`));
    const post = { method: 'POST', body: 'news' };
    expect(await (await get('/hook?x=1', post)).text()).toBe('heard news');
    expect((await get('/hook/', post)).status).toBe(404);
    const read = await get('/hook');
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('may keep their connection', async () => {
    const { server } = await start();
    server.mount('/hook', (request, response) => void request.resume().on('end', () => response.end('yes')));
    const post = 'POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx';
    const { socket, ended } = await dial(server, post);
    await once(socket, 'data');
    socket.write(post);
    await once(socket, 'data');
    await server.close();
    expect((await ended).match(/200 OK/g)).toHaveLength(2);
  });

  test('that throw are a 500 and a line in the log, and the secret of the error stays there', async () => {
    const { server, get, logged } = await start();
    server.mount('/hook', () => {
      throw new Error('token 123:ABC');
    });
    server.mount('/late', async (_, response) => {
      response.write('half');
      throw new Error('too late');
    });
    const response = await get('/hook', { method: 'POST', body: 'x' });
    expect([response.status, await response.text()]).toEqual([500, 'Something went wrong; the log says what.\n']);
    await expect(get('/late', { method: 'POST' }).then((late) => late.text())).rejects.toThrow();
    expect(logged).toEqual(['HTTP request failed', 'HTTP request failed']);
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('where it cannot listen', () => {
  test('a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ host: '127.0.0.1', port })).rejects.toThrow(
      new HttpUnusable(
        `Nothing can be served at 127.0.0.1:${port}, the port is taken by another program: set HTTP_PORT to another one.`,
      ),
    );
    other.close();
  });

  test.each(['192.0.2.1', '2001:db8::1'])('an address of elsewhere: %s', async (host) => {
    await expect(start({ host, port: 0 })).rejects.toThrow('this machine has no such address: set HTTP_PORT');
  });
});

test('listens on every address when it is told to', async () => {
  const { server } = await start({ host: '0.0.0.0', port: 0 });
  expect(server.url).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
  expect((await fetch(`${server.url.replace('0.0.0.0', '127.0.0.1')}/healthz`)).status).toBe(200);
});
