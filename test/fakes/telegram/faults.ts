// What can be wrong with an API: switches that the next calls of a method run into.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createChance, type RandomFaults, type RandomKind } from '../random-faults.ts';

export type Fault = {
  /** Of the Bot API; every method when left out. */
  readonly method?: string;
  /** Only calls for this chat. */
  readonly chatId?: string;
  /** How many calls it hits; for good when left out. */
  readonly times?: number;
  /** Only calls on a connection that had a call before: the server closes it as it is used again. */
  readonly onReused?: true;
} & (
  | { readonly kind: 'refuse'; readonly code: number; readonly description: string; readonly parameters?: object }
  /** A page of some proxy instead of the API's answer. */
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'reset' }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** Does what it was asked for, and is cut off before it says so. */
  | { readonly kind: 'silent' }
  /** Does what it was asked for, and a proxy answers in its place with a page of its own. */
  | { readonly kind: 'late-html'; readonly status: number }
);

export interface Faults {
  add(fault: Fault): void;
  /** From now on every message that is sent may meet one of these; undefined: none does any more. */
  randomly(random: RandomFaults | undefined): void;
  /** How many met one by chance. */
  readonly byChance: number;
  clear(): void;
  take(method: string, chatId: string | undefined, isReused: boolean): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: { readonly fault: Fault; left: number }[] = [];
  const chance = createChance(byChance);
  return {
    get byChance() {
      return chance.count;
    },
    randomly: chance.randomly,
    add: (fault: Fault) => {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      faults = [];
    },
    take: (method: string, chatId: string | undefined, isReused: boolean) => {
      const found = faults.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method ?? method) === method &&
          (fault.chatId ?? chatId) === chatId &&
          (isReused || !fault.onReused),
      );
      if (found) found.left--;
      return found?.fault ?? (/^send(Message|Photo|Document)$/.test(method) ? chance.roll() : undefined);
    },
  };
}

function byChance(kind: RandomKind, retryAfterS: number): Fault {
  switch (kind) {
    case 'too-many': {
      const description = `Too Many Requests: retry after ${retryAfterS}`;
      return { kind: 'refuse', code: 429, description, parameters: { retry_after: retryAfterS } };
    }
    case 'server-error':
      return { kind: 'html', status: 502 };
    case 'late-error':
      return { kind: 'late-html', status: 502 };
    case 'reset':
      return { kind: 'reset' };
    case 'no-answer':
      return { kind: 'silent' };
  }
}

/** Answers in the place of the API; false when the API should act first. */
export function runInto(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'refuse': {
      const { code: error_code, description, parameters } = fault;
      answer(response, error_code, { ok: false, error_code, description, ...(parameters && { parameters }) });
      return true;
    }
    case 'html':
      page(response, fault.status);
      return true;
    case 'reset':
      request.socket.resetAndDestroy();
      return true;
    case 'hang':
      return true;
    case 'silent':
    case 'late-html':
      return false;
  }
}

/** A page of some proxy. */
export function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html><h1>nginx</h1></html>');
}

export function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
