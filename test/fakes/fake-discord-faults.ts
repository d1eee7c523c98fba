// Switches that make the fake's HTTP side fail as real servers and networks do.
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: object;
      readonly headers?: Record<string, string>;
    }
  /** A page of HTML with status 404. */
  | { readonly kind: 'html' }
  /** The connection is cut before an answer. */
  | { readonly kind: 'reset' }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Does what is asked, and never answers. */
  | { readonly kind: 'no-answer' };

/** HTTP 429 as Discord words it. */
export function tooMany(retryAfterS: number, isGlobal = false): Fault {
  return {
    kind: 'status',
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: retryAfterS, global: isGlobal },
    headers: {
      'retry-after': String(Math.ceil(retryAfterS)),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal && { 'x-ratelimit-global': 'true' }),
    },
  };
}

export interface Faults {
  /** The next `times` requests whose "METHOD /path" matches meet this fault. */
  next(request: RegExp, fault: Fault, times?: number): void;
  clear(): void;
  take(request: string): Fault | undefined;
}

export function createFaults(): Faults {
  let waiting: { readonly request: RegExp; readonly fault: Fault; times: number }[] = [];
  return {
    next: (request, fault, times = 1) => {
      waiting.push({ request, fault, times });
    },
    clear: () => {
      waiting = [];
    },
    take: (request) => {
      const found = waiting.find((each) => each.times > 0 && each.request.test(request));
      if (found) found.times -= 1;
      return found?.fault;
    },
  };
}

/** False when the request is still to be done; its answer may be unwanted then. */
export function misbehave(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case undefined:
    case 'no-answer':
      return false;
    case 'hang':
      return true;
    case 'reset':
      request.socket.resetAndDestroy();
      return true;
    case 'html':
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>not here</html>');
      return true;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(JSON.stringify(fault.body ?? { message: 'fault', code: 0 }));
      return true;
  }
}
