// The pager's server, on loopback: keeps what was posted to each room, has a person who asks, and fails as it is told.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

type Disturbance = 'gone' | 'broken' | 'reset' | 'wait' | 'unanswered' | 'fine';

export interface FakePager extends AsyncDisposable {
  readonly port: number;
  /** What is shown of the command, once for each language. */
  descriptions(command: string): readonly string[];
  /** As soon as somebody listens. */
  ask(from: string, text: string): Promise<void>;
  shown(room: string): string;
  pinged(): readonly string[];
  disturb(how: Disturbance): void;
  /** Keys that were shown. */
  forget(): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

interface Hello {
  readonly token: string;
  readonly menu: readonly { readonly name: string; readonly about: string }[];
}

interface Page {
  readonly room: string;
  readonly text: string;
  readonly key: string;
  readonly pingRole?: string;
}

export async function startPager(token: string): Promise<FakePager> {
  const rooms = new Map<string, string>();
  const keys = new Set<string>();
  const pinged: string[] = [];
  const sockets = new Set<Socket>();
  let clients: PromiseWithResolvers<Socket> = Promise.withResolvers();
  let menu: Hello['menu'] = [];
  let how: Disturbance = 'fine';

  const show = ({ room, text, key, pingRole }: Page): void => {
    if (pingRole !== undefined) pinged.push(pingRole);
    if (!keys.has(key)) rooms.set(room, `${rooms.get(room) ?? ''}${text}\n`);
    keys.add(key);
  };
  const receive = (socket: Socket, page: Page): unknown => {
    const receipt = (delivery: object) => say(socket, { kind: 'receipt', key: page.key, delivery });
    if (how === 'gone') return receipt({ kind: 'gone' });
    if (how === 'reset') return socket.resetAndDestroy();
    if (how === 'broken') return receipt({ kind: 'unknown' });
    if (how === 'wait') {
      how = 'fine';
      return receipt({ kind: 'rate-limited', retryAfterMs: 1_000 });
    }
    show(page);
    return how === 'unanswered' ? undefined : receipt({ kind: 'ok' });
  };
  const hear = (socket: Socket, message: Hello | Page): void => {
    if ('room' in message) receive(socket, message);
    else if (message.token === token) {
      menu = message.menu;
      clients.resolve(socket);
    }
  };
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      const lines = createInterface({ input: socket }).on('error', () => undefined);
      lines.on('line', (line) => hear(socket, JSON.parse(line)));
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const { port } = server.address() as AddressInfo; // a TCP server's address is no string
  const goDown = async () => {
    clients = Promise.withResolvers();
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    port,
    descriptions: (command) => menu.flatMap(({ name, about }) => (name === command ? [about] : [])),
    ask: async (from, text) => {
      const client = await clients.promise;
      if (client.writable) say(client, { kind: 'question', from, room: from, isPrivate: true, language: 'en', text });
    },
    shown: (room) => rooms.get(room) ?? '',
    pinged: () => pinged,
    disturb: (next) => {
      how = next;
    },
    forget: () => keys.clear(),
    goDown,
    comeBack: async () => {
      server = await listen(port);
    },
    [Symbol.asyncDispose]: goDown,
  };
}

function say(socket: Socket, message: object): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
