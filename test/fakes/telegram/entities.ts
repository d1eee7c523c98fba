// What Telegram makes of plain text by itself: mentions, commands, tags, addresses. The rules are those of its own library,
// with a part of its list of top-level domains.
import type { Entity } from './html.ts';

const TLD = 'com|net|org|io|me|cn|top|xyz|info|ru|app|dev|link|one|site|online|uk|de|jp|kr|рф|中国';
/** Letters beyond ASCII belong to a domain, general punctuation (with the word joiner) does not. */
const LETTER = '[A-Za-z0-9_~\\-\\u00c0-\\u1fff\\u2010-\\u2015\\u2070-\\u2fff\\u3001-\\uffef]';
const END = `(?::\\d{1,5})?(?:[/?#][^\\s<>"«»\\u2000-\\u200b\\u2016-\\u206f]*)?`;

const PATTERNS: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['mention', /(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}(?![\p{L}\p{N}_])/gu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu],
  ['hashtag', /(?<![\p{L}\d_·\u200c])#(?=[\d_·\u200c]*\p{L})[\p{L}\d_·\u200c]{1,256}/gu],
  ['cashtag', /(?<![$\p{L}\d_])\$[A-Z]{1,8}(?![$\p{L}\d_])/gu],
  ['email', /(?<![\w.+-])[\w.+-]+@(?:[a-z0-9](?:[\w-]*[a-z0-9])?\.)+[a-z]{2,8}(?![\w-])/giu],
  ['url', new RegExp(`(?<![\\p{L}\\p{N}_/#@.])(?:${LETTER}+\\.)+(?:${TLD})(?!${LETTER})${END}`, 'giu')],
  ['url', new RegExp(`(?:https?|ftp)://(?:[^\\s/@<>"]+@)?(?:${LETTER}+\\.)+${LETTER}{2,}${END}`, 'giu')],
  ['url', /(?<![\p{L}\p{N}_.#@])(?:https?:\/\/)?(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/giu],
  ['url', /(?:tg|ton):\/\/[a-z0-9_-]+(?:[/?#]\S*)?/giu],
];

/** `taken`: stretches where nothing is looked for, because the sender said what they are. */
export function detectEntities(text: string, taken: readonly Entity[]): readonly Entity[] {
  const closed = taken.filter(({ type }) => ['code', 'pre', 'text_link'].includes(type));
  return PATTERNS.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ type, offset: index, length: found.length })),
  ).filter(
    (found) =>
      !closed.some(({ offset, length }) => found.offset < offset + length && offset < found.offset + found.length),
  );
}
