// Whatever comes over the wire, the server answers others and ends in time.
import { once } from 'node:events';
import { text as readText } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, dial, start } from './stage.ts';

const POST = 'POST /hook HTTP/1.1\r\nHost: x\r\n';

afterEach(closeAll);

describe('hostile requests', () => {
  test.each([
    ['nonsense', Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 37) % 256)), /^(HTTP\/1.1 400|reset)/],
    ['TLS', Buffer.from('16030100c4010000c00303', 'hex'), /^(HTTP\/1.1 400|reset)/],
    ['huge headers', `GET /healthz HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(64_000)}\r\n\r\n`, /^(HTTP\/1.1 431|reset)/],
    ['two lengths', `${POST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`, /^HTTP\/1.1 400/],
    ['smuggling', `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, /^HTTP\/1.1 400/],
    ['CONNECT', 'CONNECT 10.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n', /^$/],
    ['an address of elsewhere', 'GET http://example.com/healthz HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1.1 404/],
    ['upgrade', 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', /200 OK/],
    [
      'a strange expectation',
      'GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: x\r\nConnection: close\r\n\r\n',
      /^HTTP\/1.1 417/,
    ],
    ['pipelining', 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(500), /^HTTP\/1.1 200(?!.*HTTP\/1.1)/s],
  ])('%s', async (_, bytes, expected) => {
    const { server, get } = await start();
    const { socket, ended } = await dial(server, bytes);
    if (expected.source === '^$') socket.end();
    expect(await ended).toMatch(expected);
    expect((await get('/healthz')).status).toBe(200);
  });

  test('a page is one answer on one connection', async () => {
    const { server } = await start();
    const { ended } = await dial(server, 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n');
    expect(await ended).toContain('connection: close');
  });

  test('slow heads and bodies are cut off, and others are served meanwhile', async () => {
    const { server, get } = await start();
    server.mount('/hook', async (request, response) => void response.end(await readText(request).catch(() => 'cut')));
    const slow = await Promise.all([
      dial(server),
      dial(server, 'GET /healthz HTTP/1.1\r\nHost: x\r\n'),
      dial(server, `${POST}Content-Length: 9\r\n\r\nx`),
      dial(server, `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n`),
    ]);
    expect((await get('/healthz')).status).toBe(200);
    const answers = await Promise.all(slow.map(({ ended }) => ended));
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1.1 408|reset|$)/);
    expect((await get('/healthz')).status).toBe(200);
  });

  test('hundreds of connections at once', async () => {
    const { server, get } = await start();
    const all = await Promise.all(Array.from({ length: 400 }, () => dial(server).catch(() => undefined)));
    for (const each of all) each?.socket.destroy();
    await expect
      .poll(() =>
        get('/healthz')
          .then(({ status }) => status)
          .catch(() => 0),
      )
      .toBe(200);
  });
});

describe('closing', () => {
  test('ends idle, silent and half-sent connections at once, and waits a little for an answer under way', async () => {
    const [busy, other] = await Promise.all([start(), start()]);
    const begun = Promise.withResolvers<void>();
    busy.server.mount('/hook', () => begun.resolve());
    const cutOff = busy.get('/hook', { method: 'POST' }).catch(() => 'cut off');
    await begun.promise;
    other.server.mount('/hook', (request, response) => void request.resume().on('end', () => response.end('yes')));
    const idle = await dial(other.server, `${POST}Content-Length: 0\r\n\r\n`);
    await once(idle.socket, 'data');
    const silent = await dial(other.server);
    const half = await dial(other.server, 'GET /healthz HT');
    const closed = [busy, other].map(({ server }) => server.close().then(() => server));
    expect(await Promise.race(closed)).toBe(other.server);
    expect(await silent.ended).toMatch(/^(reset)?$/);
    expect(await half.ended).toMatch(/^(reset)?$/);
    await expect(other.get('/healthz')).rejects.toThrow();
    await Promise.all(closed);
    expect(await cutOff).toBe('cut off');
  });

  test('lets an answer under way finish', async () => {
    const { server, get } = await start();
    const begun = Promise.withResolvers<void>();
    const may = Promise.withResolvers<void>();
    server.mount('/hook', async (_, response) => {
      begun.resolve();
      await may.promise;
      response.end('done');
    });
    const answer = get('/hook', { method: 'POST' }).then((response) => response.text());
    await begun.promise;
    const closed = Promise.all([server.close(), server.close()]);
    may.resolve();
    expect(await answer).toBe('done');
    await closed;
  });
});
