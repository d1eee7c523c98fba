// Switches that make the fake's HTTP side fail as real servers and networks do.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createChance, type RandomFaults, type RandomKind } from '../random-faults.ts';

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
  /** It is closed, as an idle one is at the moment of its reuse. */
  | { readonly kind: 'close' }
  /** Is so long on the way. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Does what is asked, and never answers. */
  | { readonly kind: 'no-answer' }
  /** Does what is asked, and is cut off before it says so. */
  | { readonly kind: 'late-reset' }
  /** Does what is asked, and answers that it has trouble. */
  | { readonly kind: 'late-status'; readonly status: number };

const MESSAGES = /^POST \/channels\/\d+\/messages$/;

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
  /** From now on every message that is sent may meet one of these; undefined: none does any more. */
  randomly(random: RandomFaults | undefined): void;
  /** How many met one by chance. */
  readonly byChance: number;
  clear(): void;
  take(request: string): Fault | undefined;
}

export function createFaults(): Faults {
  let waiting: { readonly request: RegExp; readonly fault: Fault; times: number }[] = [];
  const chance = createChance(byChance);
  return {
    get byChance() {
      return chance.count;
    },
    randomly: chance.randomly,
    next: (request: RegExp, fault: Fault, times = 1) => {
      waiting.push({ request, fault, times });
    },
    clear: () => {
      waiting = [];
    },
    take: (request: string) => {
      const found = waiting.find((each) => each.times > 0 && each.request.test(request));
      if (found) found.times -= 1;
      return found?.fault ?? (MESSAGES.test(request) ? chance.roll() : undefined);
    },
  };
}

function byChance(kind: RandomKind, retryAfterS: number): Fault {
  switch (kind) {
    case 'too-many':
      return tooMany(retryAfterS);
    case 'server-error':
      return { kind: 'status', status: 502 };
    case 'late-error':
      return { kind: 'late-status', status: 502 };
    case 'reset':
      return { kind: 'reset' };
    case 'no-answer':
      return { kind: 'late-reset' };
  }
}

/** False when the request is still to be done; its answer may be unwanted then. */
export function misbehave(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case undefined:
    case 'no-answer':
    case 'late-reset':
    case 'late-status':
    case 'slow':
      return false;
    case 'hang':
      return true;
    case 'reset':
      request.socket.resetAndDestroy();
      return true;
    case 'close':
      request.socket.destroy();
      return true;
    case 'html':
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>not here</html>');
      return true;
    case 'status':
      sayStatus(response, fault);
      return true;
  }
}

/** What becomes of the answer to a request that was done; false when it may go out. */
export function misanswer(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case 'no-answer':
      return true;
    case 'late-reset':
      request.socket.resetAndDestroy();
      return true;
    case 'late-status':
      sayStatus(response, fault);
      return true;
    default:
      return false;
  }
}

function sayStatus(response: ServerResponse, fault: { status: number; body?: object; headers?: object }): void {
  response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
  response.end(JSON.stringify(fault.body ?? { message: 'fault', code: 0 }));
}
