// Lines of a terminal are counted in columns, of which a Chinese character takes two and an escape sequence none.
import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from '../../../core/reply/text.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A break may come before each of these: a space, a Han or Kana character with the punctuation that closes it, a word. */
const PIECE = /\s+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}][\p{Po}\p{Pe}\p{Pf}]*|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+/gu;

/** Columns that styled text takes. */
export function visibleWidth(text: string): number {
  return displayWidth(stripVTControlCharacters(text));
}

/** Lines of at most `columns`. A word that is longer stays whole, so that an address can be copied. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECE) ?? []) {
    if (line.trim() !== '' && visibleWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += lines.length > 0 && line === '' ? piece.trimStart() : piece;
  }
  return [...lines, line.trimEnd()];
}

/** Plain text of at most `columns`, ending in "…" when something had to go. */
export function shorten(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let short = '';
  for (const { segment } of graphemes.segment(text)) {
    if (displayWidth(short + segment) > columns - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
