// Reply → the messages that carry it.
import type { Block, Reply } from '../../../core/reply/reply.ts';
import { oncePer } from '../../../core/values/memo.ts';
import { type BlockOf, plainLines } from '../../blocks.ts';
import { altLines, blockLines, styledLines } from './blocks.ts';
import { inert } from './html.ts';
import { BLANK, htmlOf, type Line, lengthOf, packMessages } from './lines.ts';

/** Of a message's text and of a caption, after entities: https://core.telegram.org/bots/api#sendmessage, #sendphoto */
const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;
const MARKS = { neutral: '', good: '✅ ', bad: '❌ ', warning: '⚠️ ' } as const;

export type Part =
  | { readonly kind: 'text'; readonly html: string }
  /** `html` is the caption. */
  | { readonly kind: 'photo' | 'document'; readonly name: string; readonly data: Uint8Array; readonly html: string };

type Media = BlockOf<'image' | 'file'>;

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

function withoutTitle({ title, ...rest }: Reply): Reply {
  return { ...rest, tone: 'neutral' };
}

function isMedia(block: Block): block is Media {
  return block.kind === 'image' || block.kind === 'file';
}

function mediaPart({ kind, name, data }: Media, caption: readonly Line[]): Part {
  return { kind: kind === 'image' ? 'photo' : 'document', name: plainLines(name), data, html: htmlOf(caption) };
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
    title === undefined ? [] : styledLines([{ text: inert(plainLines(title)), style: 'bold' }]),
    ...blocks.map(blockLines),
    styledLines([{ text: inert(plainLines(footer ?? '')), style: 'italic' }]),
  ].filter((lines) => lines.some((line) => lengthOf(line) > 0));
  const lines = groups.flatMap((group, index) => (index === 0 ? group : [BLANK, ...group]));
  const [first, ...others] = lines;
  if (!first || first.isPre || MARKS[tone] === '') return lines;
  return [{ ...first, tokens: [{ text: MARKS[tone], style: 'plain' }, ...first.tokens] }, ...others];
}
