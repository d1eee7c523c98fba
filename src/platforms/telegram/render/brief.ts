// A reply in a few words, without markup, where there is no room for a message.
import type { Reply, RichText } from '../../../core/reply/reply.ts';
import { plainText } from '../../../core/reply/text.ts';
import { spansOf } from '../../blocks.ts';
import { tokenOf } from './blocks.ts';

const MAX_BRIEF = 200;

/** The first sentences: for an alert above the chat. */
export function briefText({ title, blocks }: Reply): string {
  const [first] = blocks;
  return plainText(`${title ?? ''} ${first?.kind === 'text' ? textOf(first.text) : ''}`);
}

/** The first fields: for a line below its title. */
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
  return spansOf(text)
    .map((span) => tokenOf(span).text)
    .join('');
}
