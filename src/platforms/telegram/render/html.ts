// Telegram's HTML, and the only place where text becomes part of it: escaped, without characters that cannot be seen, and
// with nothing left in it that Telegram would turn into a mention, a command or a link by itself.
import { isHttpUrl } from '../../../core/reply/text.ts';

/** Zero columns wide, never shown, and no letter of a name or a domain. */
const WORD_JOINER = '\u2060';
/** "@name", "/command", "#tag", "$CASH": the character that begins them, also where the next text may go on. */
const OPENER = /(?<![\p{L}\p{N}_])[@/#$](?=[\p{L}\p{N}_]|$)/gu;
/** The dots of "name.example" and the last two of "10.0.0.1", but not those of "1.5". */
const DOT = /\.(?=\p{L})|(?<=\d\.\d{1,3})\.(?=\d)/gu;

export type Style = 'plain' | 'bold' | 'italic' | 'code' | { readonly href: string };

/** The same characters to the eye, of which Telegram makes nothing. Text in `code` and `pre` needs none of it. */
export function inert(text: string): string {
  return text.replace(OPENER, `$&${WORD_JOINER}`).replace(DOT, `.${WORD_JOINER}`);
}

/** A link only of an http(s) address; any other stays text. */
export function linkStyle(url: string): Style {
  return isHttpUrl(url) ? { href: url } : 'plain';
}

/** `text` is taken as characters, whatever stands in it. */
export function toHtml(text: string, style: Style): string {
  const escaped = escapeHtml(text);
  if (text.trim() === '' || style === 'plain') return escaped;
  if (style === 'bold') return `<b>${escaped}</b>`;
  if (style === 'italic') return `<i>${escaped}</i>`;
  if (style === 'code') return `<code>${escaped}</code>`;
  return `<a href="${escapeHtml(style.href)}">${escaped}</a>`;
}

/** Lines of a fixed-width block. */
export function preformatted(lines: readonly string[]): string {
  return `<pre>${escapeHtml(lines.join('\n'))}</pre>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
