// A node whose answers are of two moments in no order at all, as those of a load-balanced one are: each is given by one of
// two devnets.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface TornNode extends AsyncDisposable {
  readonly url: string;
}

/** `pick` is asked for each request, with its body: the address that answers it. */
export async function startTornNode(pick: (body: string) => string): Promise<TornNode> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    const answer = await fetch(pick(body ?? '') + path, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is no string
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
