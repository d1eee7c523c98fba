// Both fakes in a process of their own, so that a bot can be killed beside them. Prints where it is controlled, and ends when
// whoever started it does. Its argument: JSON of ServeOptions.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createControl } from './control.ts';
import { startFakeDiscord } from './discord/index.ts';
import type { ServeOptions } from './spawn.ts';
import { startFakeTelegram } from './telegram/index.ts';

const { limits } = JSON.parse(process.argv[2] ?? '{}') as ServeOptions; // spawn.ts writes it
const [telegram, discord] = await Promise.all([
  startFakeTelegram(limits && { limits }),
  startFakeDiscord(limits && { limits }),
]);
const control = createControl({ telegram, discord });

async function obey(request: IncomingMessage): Promise<unknown> {
  const [verb, args] = JSON.parse(await text(request)) as [keyof typeof control, readonly never[]]; // spawn.ts writes it
  const act: (...given: readonly never[]) => unknown = control[verb];
  return act(...args);
}

const server = createServer((request, response) => {
  obey(request).then(
    (result) => response.end(JSON.stringify(result ?? null)),
    (error) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // it listens on a port
  process.stdout.write(`${JSON.stringify({ control: `http://127.0.0.1:${port}/`, ...control.addresses() })}\n`);
});
process.stdin.resume().on('end', () => process.exit());
