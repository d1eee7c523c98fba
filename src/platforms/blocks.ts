// What every renderer reads of a reply in the same way.
import type { Block, RichText, Span } from '../core/reply/reply.ts';
import { plainAddress, plainSpan } from '../core/reply/text.ts';

/** What stands where there is nothing to show. */
export const NOTHING = '—';

export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

export function spansOf(text: RichText): readonly Span[] {
  return typeof text === 'string' ? [text] : text.map(withPlainAddress);
}

/** Where a link leads is seen, whatever script its host is written in. */
function withPlainAddress(span: Span): Span {
  if (typeof span === 'string' || span.kind !== 'link') return span;
  return { ...span, text: plainAddress(span.text), url: plainAddress(span.url) };
}

/** As `plainSpan`, of a text that may have several lines: line breaks stay, everything else that cannot be seen goes. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainSpan).join('\n');
}

/** For a platform that cannot show a time in the reader's own zone, so it says which it is. */
export function utcText(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? NOTHING : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
