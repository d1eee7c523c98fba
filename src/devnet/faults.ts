// How a node can misbehave, for those who must live with it: tests ask for a fault, and this is what goes over the wire.
import type { ServerResponse } from 'node:http';
import type { Answer } from './calls.ts';

export type Fault =
  /** Something else instead: a proxy's page, an error, nonsense. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Breaks the connection at once. */
  | { readonly kind: 'reset' }
  /** Headers that promise the whole body, half of it, then the end of the connection. */
  | { readonly kind: 'cut' }
  /** Changes the body of a good answer: another mode, another chain. */
  | { readonly kind: 'patch'; patch(body: object): object }
  | { readonly kind: 'slow'; readonly delayMs: number };

/** Sends the answer, or what the fault makes of it. */
export function send(response: ServerResponse, { status, body }: Answer, fault?: Fault): void {
  switch (fault?.kind) {
    case 'hang':
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
    case 'cut':
      sendHalf(response, status, JSON.stringify(body));
      break;
    case 'answer':
      response.end(begin(response, fault.status, fault.body, fault.headers));
      break;
    case 'patch':
      response.end(begin(response, status, JSON.stringify(status === 200 ? fault.patch(body) : body)));
      break;
    default:
      response.end(begin(response, status, JSON.stringify(body)));
  }
}

/** Writes the headers; returns the bytes that they promise. */
function begin(response: ServerResponse, status: number, body: string, headers = {}): Buffer {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, ...headers });
  return bytes;
}

function sendHalf(response: ServerResponse, status: number, body: string): void {
  const bytes = begin(response, status, body);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}
