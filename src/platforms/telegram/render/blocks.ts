// The blocks of a reply → lines of styled text, in which nothing is left that Telegram would make something of by itself.
import type { Block, RichText, Span } from '../../../core/reply/reply.ts';
import { plainText } from '../../../core/reply/text.ts';
import { type BlockOf, plainLines, spansOf, utcText } from '../../blocks.ts';
import { mapCells } from '../../cells.ts';
import { inert, linkStyle } from './html.ts';
import type { Line, Token } from './lines.ts';
import { layOutTable } from './table.ts';

const MAX_ALT = 512;
const SPACE: Token = { text: ' ', style: 'plain' };

export function blockLines(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'text':
      return styledLines(tokensOf(block.text));
    case 'fields':
      return block.fields.flatMap(({ label, value }) =>
        styledLines([{ text: `${inert(plainLines(label))}:`, style: 'bold' }, SPACE, ...tokensOf(value)]),
      );
    case 'list':
      return block.items.flatMap((item) => styledLines([{ text: '• ', style: 'plain' }, ...tokensOf(item)]));
    case 'table':
      return tableLines(block);
    case 'image':
    case 'file':
      return altLines(block);
  }
}

function tableLines(table: BlockOf<'table'>): readonly Line[] {
  const lines = layOutTable(mapCells(table, plainLines));
  return lines.map((text) => ({ tokens: [{ text, style: 'plain' }], isPre: true }));
}

/** A line break in a text begins another line. */
export function styledLines(tokens: readonly Token[]): readonly Line[] {
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
  return spansOf(text).map(tokenOf);
}

export function tokenOf(span: Span): Token {
  if (typeof span === 'string') return { text: inert(plainLines(span)), style: 'plain' };
  switch (span.kind) {
    case 'bold':
      return { text: inert(plainLines(span.text)), style: 'bold' };
    case 'code':
      return { text: plainLines(span.text), style: 'code' };
    case 'link':
      return linkToken(plainLines(span.text), plainLines(span.url));
    case 'time':
      return { text: utcText(span.at), style: 'plain' };
  }
}

/** What is no link for us is shown with its address, as characters. */
function linkToken(text: string, url: string): Token {
  const style = linkStyle(url);
  return { text: inert(style !== 'plain' || text === url ? text : `${text} (${url})`), style };
}

/** What a picture or a file is, for who cannot see it. */
export function altLines({ alt }: BlockOf<'image' | 'file'>): readonly Line[] {
  const text = inert(plainText(alt, MAX_ALT));
  return text === '' ? [] : [{ tokens: [{ text, style: 'plain' }], isPre: false }];
}
