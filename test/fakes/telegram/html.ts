// HTML as the Bot API reads it: https://core.telegram.org/bots/api#html-style. Anything else is refused, with its words.
import { Refusal } from './world.ts';

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
};
const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TAG = /^<(\/?)([a-z][a-z0-9-]*)?((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*>/i;

interface Open {
  readonly tag: string;
  readonly offset: number;
  readonly url: string | undefined;
}

export function parseHtml(html: string): { readonly text: string; readonly entities: readonly Entity[] } {
  let text = '';
  let rest = html;
  const open: Open[] = [];
  const entities: Entity[] = [];
  const refuse = (why: string): never => {
    const at = Buffer.byteLength(html.slice(0, html.length - rest.length));
    throw new Refusal(400, `Bad Request: can't parse entities: ${why.replace('$', String(at))}`);
  };
  const close = (name: string) => {
    const last = open.pop() ?? refuse('Unexpected end tag at byte offset $');
    if (name !== '' && name !== last.tag)
      refuse(`Unmatched end tag at byte offset $, expected "</${last.tag}>", found "</${name}>"`);
    const length = text.length - last.offset;
    const type = TYPES[last.tag] ?? '';
    const isBroken = type === 'text_link' && !/^(https?|tg):\/\/\S+$/.test(last.url ?? '');
    if (length > 0 && !isBroken)
      entities.push({ type, offset: last.offset, length, ...(last.url !== undefined && { url: last.url }) });
  };
  while (rest !== '') {
    const [plain = ''] = /^[^<&]*/.exec(rest) ?? [];
    text += plain;
    rest = rest.slice(plain.length);
    if (rest.startsWith('&')) {
      const [whole, character] = readReference(rest);
      text += character;
      rest = rest.slice(whole.length);
    } else if (rest !== '') {
      const [whole, slash, name = '', attributes = ''] =
        TAG.exec(rest) ?? refuse('Unclosed start tag at byte offset $');
      const tag = name.toLowerCase();
      if (slash === '/') close(tag);
      else if (TYPES[tag] === undefined) refuse(`Unsupported start tag "${tag}" at byte offset $`);
      else open.push({ tag, offset: text.length, url: readHref(attributes) });
      rest = rest.slice(whole.length);
    }
  }
  const last = open.at(-1);
  if (last) refuse(`Can't find end tag corresponding to start tag "${last.tag}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

/** What is no reference that Telegram knows stands for itself. */
function readReference(rest: string): readonly [whole: string, character: string] {
  const [whole, name = '', hex, decimal] = /^&(?:([a-z]+)|#x([0-9a-f]+)|#(\d+));/i.exec(rest) ?? ['&'];
  if (hex !== undefined) return [whole, String.fromCodePoint(Number.parseInt(hex, 16))];
  if (decimal !== undefined) return [whole, String.fromCodePoint(Number(decimal))];
  const character = CHARACTERS[name];
  return character === undefined ? ['&', '&'] : [whole, character];
}

function readHref(attributes: string): string | undefined {
  const [, double, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
  const value = double ?? single ?? bare;
  return value?.replace(/&(lt|gt|amp|quot);/g, (whole, name: string) => CHARACTERS[name] ?? whole);
}
