// Reply → the messages that carry it.

import type { Block, Reply, RichText, Span } from '../../../core/reply/reply.ts';
import { plainText } from '../../../core/reply/text.ts';
import { oncePer } from '../../../core/values/memo.ts';
import { clean, inert, linkStyle } from './html.ts';
import { BLANK, htmlOf, type Line, lengthOf, packMessages, type Token } from './lines.ts';
import { layOutTable } from './table.ts';

/** Of a message's text and of a caption, after entities: https://core.telegram.org/bots/api#sendmessage, #sendphoto */
const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;
const MAX_BRIEF = 200;
const MARKS = { neutral: '', good: '✅ ', bad: '❌ ', warning: '⚠️ ' } as const;

export type Part =
  | { readonly kind: 'text'; readonly html: string }
  /** `html` is the caption. */
  | { readonly kind: 'photo' | 'document'; readonly name: string; readonly data: Uint8Array; readonly html: string };

type Media = Extract<Block, { kind: 'image' | 'file' }>;
type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** A picture or a file that stands alone takes the whole text as its caption where it fits. One picture with more text stands
 *  above it, so that buttons and the turning of pages stay with the text. Otherwise text and media follow each other in the
 *  reply's order. Nothing to show gives no part. */
export const renderReply = oncePer(render);

function render(reply: Reply): readonly Part[] {
  const media = reply.blocks.filter(isMedia);
  const [only] = media;
  const whole = linesOf(reply, reply.blocks);
  if (only && media.length === 1 && sum(whole) <= MAX_CAPTION) return [mediaPart(only, whole)];
  if (only?.kind === 'image' && media.length === 1) {
    const text = reply.blocks.filter((block) => block !== only);
    return [mediaPart(only, altLines(only)), ...textParts(linesOf(reply, text))];
  }
  const parts: Part[] = [];
  let from = 0;
  for (const [index, block] of reply.blocks.entries()) {
    if (!isMedia(block)) continue;
    const before = { ...(from === 0 ? reply : withoutTitle(reply)), footer: '' };
    parts.push(...textParts(linesOf(before, reply.blocks.slice(from, index))), mediaPart(block, altLines(block)));
    from = index + 1;
  }
  const rest = from === 0 ? reply : withoutTitle(reply);
  return [...parts, ...textParts(linesOf(rest, reply.blocks.slice(from)))];
}

/** The first sentences of a reply, without markup: for an alert above the chat. */
export function briefText({ title, blocks }: Reply): string {
  const [first] = blocks;
  return plainText(`${title ?? ''} ${first?.kind === 'text' ? textOf(first.text) : ''}`);
}

/** The first fields of a reply, without markup: for a line below its title. */
export function briefFields({ blocks }: Reply): string {
  const fields = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  return plainText(
    fields
      .slice(0, 3)
      .map(({ label, value }) => `${label}: ${textOf(value)}`)
      .join(' · '),
    MAX_BRIEF,
  );
}

function textOf(text: RichText): string {
  return (typeof text === 'string' ? [text] : text).map((span) => tokenOf(span).text).join('');
}

function withoutTitle({ title, ...rest }: Reply): Reply {
  return { ...rest, tone: 'neutral' };
}

function isMedia(block: Block): block is Media {
  return block.kind === 'image' || block.kind === 'file';
}

function mediaPart({ kind, name, data }: Media, caption: readonly Line[]): Part {
  return { kind: kind === 'image' ? 'photo' : 'document', name: clean(name), data, html: htmlOf(caption) };
}

function altLines({ alt }: Media): readonly Line[] {
  const text = inert(plainText(alt, MAX_CAPTION / 2));
  return text === '' ? [] : [{ tokens: [{ text, style: 'plain' }], isPre: false }];
}

function textParts(lines: readonly Line[]): readonly Part[] {
  return packMessages(lines, MAX_TEXT).map((group) => ({ kind: 'text', html: htmlOf(group) }));
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((total, line) => total + lengthOf(line) + 1, 0);
}

/** Title, blocks and footer, parted by empty lines. The tone marks the first line. */
function linesOf({ title, tone, footer }: Reply, blocks: readonly Block[]): readonly Line[] {
  const groups = [
    title === undefined ? [] : plainLines([{ text: inert(clean(title)), style: 'bold' }]),
    ...blocks.map(blockLines),
    plainLines([{ text: inert(clean(footer ?? '')), style: 'italic' }]),
  ].filter((lines) => lines.some((line) => lengthOf(line) > 0));
  const lines = groups.flatMap((group, index) => (index === 0 ? group : [BLANK, ...group]));
  const [first, ...others] = lines;
  if (!first || first.isPre || MARKS[tone] === '') return lines;
  return [{ ...first, tokens: [{ text: MARKS[tone], style: 'plain' }, ...first.tokens] }, ...others];
}

function blockLines(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'text':
      return plainLines(tokensOf(block.text));
    case 'fields':
      return block.fields.flatMap(({ label, value }) =>
        plainLines([{ text: `${inert(clean(label))}:`, style: 'bold' }, space, ...tokensOf(value)]),
      );
    case 'list':
      return block.items.flatMap((item) => plainLines([{ text: '• ', style: 'plain' }, ...tokensOf(item)]));
    case 'table':
      return tableLines(block);
    case 'image':
    case 'file':
      return altLines(block);
  }
}

const space: Token = { text: ' ', style: 'plain' };

function tableLines({ columns, rows }: BlockOf<'table'>): readonly Line[] {
  const table = {
    columns: columns.map(({ label, align }) => ({ label: clean(label), align })),
    rows: rows.map((row) => row.map(clean)),
  };
  return layOutTable(table).map((text) => ({ tokens: [{ text, style: 'plain' }], isPre: true }));
}

/** A line break in a text begins another line. */
function plainLines(tokens: readonly Token[]): readonly Line[] {
  const lines: Token[][] = [[]];
  for (const { text, style } of tokens) {
    for (const [index, piece] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push({ text: piece, style });
    }
  }
  return lines.map((line) => ({ tokens: line, isPre: false }));
}

function tokensOf(text: RichText): readonly Token[] {
  return typeof text === 'string' ? [tokenOf(text)] : text.map(tokenOf);
}

function tokenOf(span: Span): Token {
  if (typeof span === 'string') return { text: inert(clean(span)), style: 'plain' };
  switch (span.kind) {
    case 'bold':
      return { text: inert(clean(span.text)), style: 'bold' };
    case 'code':
      return { text: clean(span.text), style: 'code' };
    case 'link':
      return linkToken(clean(span.text), clean(span.url));
    case 'time':
      return { text: timeText(span.at), style: 'plain' };
  }
}

/** What is no link for us is shown with its address, as characters. */
function linkToken(text: string, url: string): Token {
  const style = linkStyle(url);
  return { text: inert(style !== 'plain' || text === url ? text : `${text} (${url})`), style };
}

/** Telegram shows no times in the reader's own zone, so it says which it is. */
function timeText(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? '—' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
