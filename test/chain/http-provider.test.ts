import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createConnection, FetchProvider, type NodeRequest } from '../../src/chain/http-provider.ts';
import { NodeError } from '../../src/chain/node-error.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => void server.close().closeAllConnections(),
  };
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: NodeError) => error,
  );

test('integers beyond 2^53 arrive exact', async () => {
  await using node = await serve((_, response) => response.end('{"supply":9007199254740993,"rate":0.5,"small":1}'));
  const answer = await new FetchProvider(createConnection(node.url)).send('get', 'x');
  expect(answer).toEqual({ supply: 9_007_199_254_740_993n, rate: 0.5, small: 1 });
});

test('at most 8 requests are under way at once', async () => {
  const full = Promise.withResolvers<void>();
  let open = 0;
  let most = 0;
  await using node = await serve(async (_, response) => {
    open += 1;
    most = Math.max(most, open);
    if (open === 8) full.resolve();
    await full.promise;
    await sleep(20); // for any that should not come
    open -= 1;
    response.end('1');
  });
  const provider = new FetchProvider(createConnection(node.url));
  await Promise.all(Array.from({ length: 40 }, () => provider.send('get', 'x')));
  expect(most).toBe(8);
});

test('connections are kept alive', async () => {
  const sockets = new Set<unknown>();
  await using node = await serve((request, response) => {
    sockets.add(request.socket);
    response.end('1');
  });
  const provider = new FetchProvider(createConnection(node.url));
  for (let i = 0; i < 5; i += 1) await provider.send('get', 'x');
  expect(sockets.size).toBeLessThan(5);
});

test.each([503, 502, 500])('HTTP %i may pass and is tried again', async (status) => {
  let count = 0;
  await using node = await serve((_, response) => {
    count += 1;
    response.writeHead(count < 3 ? status : 200).end('7');
  });
  expect(await new FetchProvider(createConnection(node.url)).send('get', 'x')).toBe(7);
  expect(count).toBe(3);
});

test('429 is tried again only when it says when, and not before', async () => {
  const times: number[] = [];
  await using node = await serve((request, response) => {
    times.push(performance.now());
    const isFirst = times.length === 1;
    const headers = request.url === '/told' ? { 'retry-after': '1' } : {};
    response.writeHead(isFirst ? 429 : 200, isFirst ? headers : {}).end('7');
  });
  const provider = new FetchProvider(createConnection(node.url));
  expect(await provider.send('get', 'told')).toBe(7);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
  times.length = 0;
  const error = await errorOf(provider.send('get', 'untold'));
  expect(error.details.status).toBe(429);
  expect(times).toHaveLength(1);
});

test.each([
  [400, '{"code":2,"message":"id invalid"}', 'rpc'],
  [404, '<html></html>', 'status'],
  [200, '<html></html>', 'garbage'],
])('HTTP %i %s will not pass and is asked once', async (status, body, kind) => {
  let count = 0;
  await using node = await serve((_, response) => {
    count += 1;
    response.writeHead(status).end(body);
  });
  const error = await errorOf(new FetchProvider(createConnection(node.url)).send('get', 'x'));
  expect(error).toBeInstanceOf(NodeError);
  expect(error.kind).toBe(kind);
  expect(count).toBe(1);
});

test("a node's own error carries its HTTP status, code and message", async () => {
  await using node = await serve((_, response) =>
    response.writeHead(400).end('{"code":2,"message":"account not found"}'),
  );
  const error = await errorOf(new FetchProvider(createConnection(node.url)).send('get', 'x'));
  expect(error.details).toMatchObject({ status: 400, rpcCode: 2, rpcMessage: 'account not found' });
});

test('the deadline covers the body', async () => {
  await using node = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{');
  });
  const error = await errorOf(new FetchProvider(createConnection(node.url, 200)).send('get', 'x'));
  expect(error.kind).toBe('timeout');
});

test('credentials go into a header and never into a message', async () => {
  let header: string | undefined;
  await using node = await serve((request, response) => {
    header = request.headers.authorization;
    response.writeHead(404).end();
  });
  const url = `http://user:s3cret@127.0.0.1:${node.port}/path/`;
  const error = await errorOf(new FetchProvider(createConnection(url)).send('get', 'x'));
  expect(header).toBe(`Basic ${Buffer.from('user:s3cret').toString('base64')}`);
  expect(error.message).toBe(`127.0.0.1:${node.port} x: HTTP 404`);
});

test.each([301, 302, 303, 307, 308])(
  'HTTP %i: nobody is sent on, and the credentials go nowhere else',
  async (status) => {
    const elsewhere: unknown[] = [];
    await using other = await serve((request, response) => {
      elsewhere.push(request.url);
      response.end('7');
    });
    await using node = await serve((_, response) => response.writeHead(status, { location: other.url }).end('7'));
    const provider = new FetchProvider(createConnection(`http://user:s3cret@127.0.0.1:${node.port}`));
    for (const method of ['get', 'post'] as const) {
      const error = await errorOf(provider.send(method, 'x', method === 'post' ? {} : undefined));
      expect(error).toMatchObject({
        kind: 'redirect',
        message: `127.0.0.1:${node.port} x: sends on to another address (HTTP ${status})`,
      });
    }
    expect(elsewhere).toEqual([]);
  },
);

test('a key in the address goes with every call, and into no message', async () => {
  const asked: unknown[] = [];
  await using node = await serve((request, response) => {
    asked.push(request.url);
    response.writeHead(404).end();
  });
  const error = await errorOf(
    new FetchProvider(createConnection(`${node.url}/v1/k3y/?apikey=s3cret&a=b#c`)).send('get', 'x'),
  );
  expect(asked).toEqual(['/v1/k3y/x?apikey=s3cret&a=b']);
  expect(error.message).toBe(`127.0.0.1:${node.port} x: HTTP 404`);
});

test('every request is told of, retries too, with how it ended; one that is called off is not', async () => {
  const bodies = ['{}', 503, '{}', '<html>', 404, { code: 2, message: 'no' }, 'hang', 'reset'] as const;
  let count = 0;
  await using node = await serve((_, response) => {
    const body = bodies[count];
    count += 1;
    if (body === 'reset' || body === undefined) response.destroy();
    else if (typeof body === 'object') response.writeHead(400).end(JSON.stringify(body));
    else if (body !== 'hang') response.writeHead(typeof body === 'number' ? body : 200).end(String(body));
  });
  const told: NodeRequest[] = [];
  const connection = {
    ...createConnection(node.url, 300),
    onRequest: (request: NodeRequest) => void told.push(request),
  };
  const provider = new FetchProvider(connection);
  for (let i = 0; i < 7; i += 1) await provider.send('get', 'getTokenInfo/iost/false').catch(() => undefined);
  expect(told.map(({ kind }) => kind)).toEqual([
    ...['ok', 'status', 'ok', 'garbage', 'status', 'rpc', 'timeout'],
    ...['network', 'network', 'network'],
  ]);
  expect(new Set(told.map(({ call }) => call))).toEqual(new Set(['getTokenInfo']));
  for (const { kind, ms } of told) expect(ms).toBeGreaterThanOrEqual(kind === 'timeout' ? 290 : 0);

  told.length = 0;
  const stop = new AbortController();
  const sending = new FetchProvider(connection, stop.signal).send('get', 'x');
  stop.abort();
  await expect(sending).rejects.toThrow('aborted');
  expect(told).toEqual([]);
});
