// Listening where a person says, or one sentence that says why not and what to do.
import { once } from 'node:events';
import type { Server } from 'node:http';

export interface Listen {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
}

const LOOPBACK = '127.0.0.1';

/** "8080" (on loopback), "0.0.0.0:8080", "[::]:8080", "localhost:8080"; undefined when it is nothing of that kind. */
export function parseListen(text: string): Listen | undefined {
  const [, ipv6, name, digits] = /^(?:(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+)):)?(\d{1,5})$/i.exec(text.trim()) ?? [];
  const port = Number(digits);
  return port <= 65_535 ? { host: ipv6 ?? name ?? LOOPBACK, port } : undefined;
}

/** Nothing can be served at this address; the message is for the operator. */
export class HttpUnusable extends Error {
  override readonly name = 'HttpUnusable';
}

/** By code of the error, errno(3) and getaddrinfo(3). */
const REASONS: readonly (readonly [codes: RegExp, reason: string])[] = [
  [/^EADDRINUSE$/, 'the port is taken by another program'],
  [/^(EACCES|EPERM)$/, 'this port needs more rights than Herald has'],
  [/^(EADDRNOTAVAIL|EAFNOSUPPORT|ENOTFOUND|EAI_\w+|EINVAL)$/, 'this machine has no such address'],
];

/** The URL at which the server can be reached; `setting` is the variable that says where. Throws HttpUnusable. */
export async function listen(server: Server, { host, port }: Listen, setting = 'HTTP_PORT'): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new HttpUnusable(
      `Nothing can be served at ${authority(host, port)}, ${reasonOf(error)}: set ${setting} to another one.`,
      { cause: error },
    );
  }
  const address = server.address();
  return `http://${authority(host, typeof address === 'object' && address ? address.port : port)}`;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return REASONS.find(([codes]) => codes.test(code))?.[1] ?? `the system says ${code}`;
}

/** IPv6 addresses stand in brackets. */
function authority(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
