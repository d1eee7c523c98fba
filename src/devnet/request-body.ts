// Reads the JSON body of a request without trusting its size or its text.
import type { IncomingMessage } from 'node:http';
import { RPC_CODE, RpcError } from './request.ts';

const MAX_BODY_BYTES = 1 << 20;

/** The parsed body, undefined when it is empty. Throws RpcError for what is too large or no JSON. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  // What is too large is still read to its end, so that the client sees the answer, but not kept.
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw new RpcError('the body is larger than 1 MiB', RPC_CODE.tooLarge, 413);
  return size === 0 ? undefined : parsed(Buffer.concat(chunks).toString());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RpcError('the body is no JSON', RPC_CODE.invalidArgument);
  }
}
