// Where Telegram brings updates to, when it does: only it knows the secret, and nobody can make us read without end.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Update } from 'telegraf/types';
import { z } from 'zod';

const MAX_BODY = 1024 * 1024;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const updateSchema = z.looseObject({ update_id: z.number() });

/** `accept` is false while updates cannot be taken yet: Telegram then brings them again. */
export function createWebhookHandler(secret: string, accept: (update: Update) => boolean) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    void statusOf(request, secret, accept).then((status) => {
      // What is left of a refused body is not read.
      if (status !== 200) response.setHeader('connection', 'close');
      response.writeHead(status).end();
    });
  };
}

async function statusOf(
  request: IncomingMessage,
  secret: string,
  accept: (update: Update) => boolean,
): Promise<number> {
  if (request.method !== 'POST') return 405;
  if (!isEqual(String(request.headers[SECRET_HEADER] ?? ''), secret)) return 403;
  const body = await readBody(request);
  if (body === undefined) return 413;
  const update = parseUpdate(body);
  if (!update) return 400;
  return accept(update) ? 200 : 503;
}

/** Takes as long whatever is compared. */
function isEqual(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** undefined when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return ''; // cut off: nobody waits for the answer
  }
  return Buffer.concat(chunks).toString();
}

function parseUpdate(body: string): Update | undefined {
  try {
    const parsed = updateSchema.safeParse(JSON.parse(body));
    return parsed.success ? (parsed.data as unknown as Update) : undefined; // who knows the secret is Telegram, whose updates these are
  } catch {
    return undefined;
  }
}
