// The body of a Bot API request, JSON or a form with files. In a form every field is a string, lists and objects as JSON.
import type { IncomingMessage } from 'node:http';

export interface Upload {
  readonly name: string;
  readonly data: Buffer;
}

export type Payload = Readonly<Record<string, unknown>>;

const JSON_FIELDS = ['reply_markup', 'reply_parameters', 'link_preview_options', 'results', 'commands', 'scope'];

export async function readPayload(request: IncomingMessage): Promise<Payload> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const [, boundary] = /boundary=(\S+)/.exec(request.headers['content-type'] ?? '') ?? [];
  if (boundary !== undefined) return readForm(body, boundary);
  return body.length === 0 ? {} : JSON.parse(body.toString());
}

function readForm(body: Buffer, boundary: string): Payload {
  const fields: Record<string, unknown> = {};
  for (const part of partsOf(body, Buffer.from(`--${boundary}`))) {
    const end = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, end).toString();
    const value = part.subarray(end + 4, part.length - 2);
    const [, name = ''] = /\bname="([^"]*)"/.exec(head) ?? [];
    const [, file] = /\bfilename="([^"]*)"/.exec(head) ?? [];
    if (file !== undefined) fields[name] = { name: file, data: value } satisfies Upload;
    else fields[name] = JSON_FIELDS.includes(name) ? JSON.parse(value.toString()) : value.toString();
  }
  return fields;
}

function partsOf(body: Buffer, delimiter: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let at = body.indexOf(delimiter); ; ) {
    const start = at + delimiter.length + 2;
    at = body.indexOf(delimiter, start);
    if (at < 0) return parts;
    parts.push(body.subarray(start, at));
  }
}
