// What can be wrong with an API: switches that the next calls of a method run into.
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Fault = {
  /** Of the Bot API; every method when left out. */
  readonly method?: string;
  /** Only calls for this chat. */
  readonly chatId?: string;
  /** How many calls it hits; for good when left out. */
  readonly times?: number;
} & (
  | { readonly kind: 'refuse'; readonly code: number; readonly description: string; readonly parameters?: object }
  /** A page of some proxy instead of the API's answer. */
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'reset' }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** Does what it was asked for, and is cut off before it says so. */
  | { readonly kind: 'silent' }
);

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  take(method: string, chatId: string | undefined): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      faults = [];
    },
    take: (method, chatId) => {
      const found = faults.find(
        ({ fault, left }) => left > 0 && (fault.method ?? method) === method && (fault.chatId ?? chatId) === chatId,
      );
      if (found) found.left--;
      return found?.fault;
    },
  };
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
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html><h1>nginx</h1></html>');
      return true;
    case 'reset':
      request.socket.resetAndDestroy();
      return true;
    case 'hang':
      return true;
    case 'silent':
      return false;
  }
}

export function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
