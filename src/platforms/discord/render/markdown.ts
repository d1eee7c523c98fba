// Text of a reply → Discord's markdown. The only place where characters are escaped, so that a name from the chain reads as
// it was written, pings nobody and leads nowhere.
import type { RichText, Span } from '../../../core/reply/reply.ts';
import { isHttpUrl, plainSpan, plainText } from '../../../core/reply/text.ts';
import { NOTHING, spansOf } from '../../blocks.ts';
import { packLines } from '../../split.ts';

/** Everything inside a line that Discord's markdown, mentions, emoji names, invites and link finder react to. */
const SPECIAL = /[\\`*_~|[\]()<>#@]|[:/](?=\S)/g;
/** Bullets and numbers at the start of one. */
const LIST_MARK = /^(\s*)(\d*)([-+.])(?=\s|$)/;
/** Text of one span between two marks; longer text becomes several. */
const MAX_SPAN = 1_500;
/** Even with every character escaped, one piece of a span stays below it. */
const MAX_LINE = 3_400;
const MAX_LINK_TEXT = 300;
const ZERO_WIDTH_SPACE = '\u200b';

/** Plain characters as markdown that shows exactly them. */
export function escapeMarkdown(text: string): string {
  return plainSpan(text).replace(SPECIAL, '\\$&').replace(LIST_MARK, '$1$2\\$3');
}

/** Text for the inside of a code block: nothing in it can end the block. */
export function escapeCodeBlock(text: string): string {
  return plainSpan(text).replace(/`(?=`)/g, `\`${ZERO_WIDTH_SPACE}`);
}

/** Lines of markdown, each at most 3,400 characters long. A line break in a text begins a new one. */
export function markdownLines(text: RichText): readonly string[] {
  const lines = [''];
  for (const span of spansOf(text)) {
    for (const [index, part] of spanLines(span).entries()) {
      const last = lines.at(-1) ?? '';
      if (index > 0 || last.length + part.length > MAX_LINE) lines.push(part);
      else lines[lines.length - 1] = last + part;
    }
  }
  return lines;
}

function spanLines(span: Span): readonly string[] {
  if (typeof span === 'string') return cut(span).map(escapeMarkdown);
  switch (span.kind) {
    case 'bold':
      return cut(span.text).map((line) => around(line, (inner) => `**${escapeMarkdown(inner)}**`));
    case 'code':
      return cut(span.text).map((line) => around(line, inlineCode));
    case 'link':
      return linkLines(span.text, span.url);
    case 'time':
      return [timeText(span.at)];
  }
}

/** Lines of at most 1,500 characters, cut behind blanks where there are any. */
function cut(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (line.length <= MAX_SPAN) return [line];
    const words = line.match(/\S{1,750}\s*/gu) ?? [];
    return packLines(words, MAX_SPAN, (word) => word.length).map((group) => group.join(''));
  });
}

/** Marks stand next to text: blanks at the ends go outside, and nothing gets none. */
function around(text: string, mark: (inner: string) => string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(plainSpan(text)) ?? [];
  return inner === '' ? before : before + mark(inner) + after;
}

function inlineCode(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  const padded = escapeCodeBlock(text).replace(/^`/, ' `').replace(/`$/, '` ');
  return `\`\`${padded}\`\``;
}

/** The angle brackets keep Discord from showing a preview. */
function linkLines(text: string, url: string): readonly string[] {
  if (!isHttpUrl(url)) return cut(text === url ? text : `${text} (${url})`).map(escapeMarkdown);
  if (text === url) return [`<${url}>`];
  // Discord shows no link whose text holds an address itself.
  if (text.includes('://')) return [...cut(text).map(escapeMarkdown), `<${url}>`];
  return [`[${escapeMarkdown(plainText(text, MAX_LINK_TEXT))}](<${url}>)`];
}

/** Shown in the reader's own time zone and language. */
function timeText(at: number): string {
  return Number.isNaN(new Date(at).getTime()) ? NOTHING : `<t:${Math.floor(at / 1000)}:f>`;
}
