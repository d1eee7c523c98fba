// Lines of styled text, cut to what one message holds and turned into its HTML.
import { packLines, splitLines } from '../../split.ts';
import { preformatted, type Style, toHtml } from './html.ts';

export interface Token {
  readonly text: string;
  readonly style: Style;
}

export interface Line {
  readonly tokens: readonly Token[];
  /** Of a fixed-width block, together with its neighbours. */
  readonly isPre: boolean;
}

export const BLANK: Line = { tokens: [], isPre: false };

/** In UTF-16 units, which are never fewer than the characters that Telegram counts. */
export function lengthOf(line: Line): number {
  return line.tokens.reduce((sum, { text }) => sum + text.length, 0);
}

/** Groups of lines of at most `maxLength` units each, line breaks included. A line that is longer is cut between words. */
export function packMessages(lines: readonly Line[], maxLength: number): readonly (readonly Line[])[] {
  const short = lines.flatMap((line) => cutLine(line, maxLength));
  return packLines(short, maxLength + 1, (line) => lengthOf(line) + 1)
    .map(trimBlank)
    .filter((group) => group.length > 0);
}

export function htmlOf(lines: readonly Line[]): string {
  const parts: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? BLANK;
    const rows = line.isPre ? runOf(lines, index) : [];
    parts.push(line.isPre ? preformatted(rows) : line.tokens.map(({ text, style }) => toHtml(text, style)).join(''));
    index += Math.max(0, rows.length - 1);
  }
  return parts.join('\n');
}

/** The texts of the fixed-width lines that stand together from `start` on. */
function runOf(lines: readonly Line[], start: number): readonly string[] {
  const end = lines.findIndex(({ isPre }, index) => index > start && !isPre);
  return lines.slice(start, end < 0 ? lines.length : end).map(({ tokens }) => tokens.map(({ text }) => text).join(''));
}

function cutLine(line: Line, maxLength: number): readonly Line[] {
  if (lengthOf(line) <= maxLength) return [line];
  const words = line.tokens.flatMap(({ text, style }) =>
    (text.match(/\s+|\S+/gu) ?? [])
      .flatMap((word) => splitLines([word], maxLength).flat())
      .map((word) => ({ text: word, style })),
  );
  return packLines(words, maxLength, ({ text }) => text.length).map((tokens) => ({ ...line, tokens }));
}

/** Telegram cuts empty lines at both ends of a message off by itself, and refuses a message of nothing else. */
function trimBlank(lines: readonly Line[]): readonly Line[] {
  const isShown = ({ tokens }: Line) => tokens.some(({ text }) => text.trim() !== '');
  const first = lines.findIndex(isShown);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isShown) + 1);
}
