// Reply → the text of a page. The pager knows no markup, so text from outside only has to be plain.
import type { Action, Block, Reply, RichText } from '../../../src/core/reply/reply.ts';
import { plainSpan, plainText } from '../../../src/core/reply/text.ts';
import { spansOf, utcText } from '../../../src/platforms/blocks.ts';

export function renderReply({ title = '', blocks, actions = [], footer = '' }: Reply): string {
  const parts = [plainText(title), ...blocks.map(blockText), ...actions.map(actionText), plainText(footer)];
  return parts.filter((part) => part !== '').join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return textOf(block.text);
    case 'fields':
      return block.fields.map(({ label, value }) => `${plainText(label)}: ${textOf(value)}`).join('\n');
    case 'table':
      return [block.columns.map(({ label }) => label), ...block.rows].map(rowText).join('\n');
    case 'list':
      return block.items.map((item) => `- ${textOf(item)}`).join('\n');
    case 'image':
    case 'file':
      return `[${plainText(block.alt)}: ${plainText(block.name)}]`;
  }
}

function rowText(cells: readonly string[]): string {
  return cells.map((cell) => plainText(cell)).join('  ');
}

function textOf(text: RichText): string {
  return spansOf(text)
    .map((span) => {
      if (typeof span === 'string') return plainSpan(span);
      if (span.kind === 'time') return utcText(span.at);
      return plainSpan(span.kind === 'link' ? `${span.text} (${span.url})` : span.text);
    })
    .join('');
}

/** "Next page: standings page="2"", to be typed. */
function actionText({ label, command, args }: Action): string {
  const words = Object.entries(args).map(([name, value]) => `${name}="${plainText(value).replaceAll('"', '')}"`);
  return `${plainText(label)}: ${[command, ...words].join(' ')}`;
}
