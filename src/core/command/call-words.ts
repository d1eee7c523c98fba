// A call that a text names becomes what a person writes for it on their platform, and can copy.
import { hasCalls, splitAtCalls } from '../reply/marked-calls.ts';
import type { Block, Reply, RichText, Span } from '../reply/reply.ts';
import { nameLine } from './argument-line.ts';
import { splitCommand } from './arguments.ts';
import type { CallStyle } from './call-style.ts';
import type { Command } from './command.ts';

export function writeCall(style: CallStyle, line: string, commands: readonly Command[]): string {
  if (style === 'line') return line;
  const { command, rest } = splitCommand(line);
  const options = commands.find(({ name }) => name === command)?.options;
  if (style === 'slash' || !options || rest === '') return `/${line}`;
  try {
    return [`/${command}`, ...[...nameLine(options, rest)].map(([name, value]) => `${name}:${value}`)].join(' ');
  } catch {
    return `/${line}`;
  }
}

/** The reply with every call as it is written there: a piece of code where the text can have one. The same reply where it
 *  names none, for who shows it may know it already. */
export function resolveCalls(reply: Reply, style: CallStyle, commands: readonly Command[]): Reply {
  const written = (text: string) =>
    splitAtCalls(text).map((part, index) => (index % 2 === 0 ? part : writeCall(style, part, commands)));
  const plain = (text: string) => written(text).join('');
  const spans = (text: string): readonly Span[] =>
    written(text)
      .map((part, index): Span => (index % 2 === 0 ? part : { kind: 'code', text: part }))
      .filter((span) => span !== '');
  // A line shows no code.
  const rewrite = style === 'line' ? plain : spans;
  const rich = (text: RichText): RichText => {
    if (typeof text === 'string') return hasCalls(text) ? rewrite(text) : text;
    if (!text.some((span) => typeof span === 'string' && hasCalls(span))) return text;
    return text.flatMap((span) => (typeof span === 'string' ? rewrite(span) : span));
  };
  const { title, footer } = reply;
  const blocks = reply.blocks.map((block) => resolveBlock(block, rich));
  const isSame = blocks.every((block, index) => block === reply.blocks[index]);
  if (isSame && !hasCalls(title ?? '') && !hasCalls(footer ?? '')) return reply;
  return {
    ...reply,
    ...(title !== undefined && { title: plain(title) }),
    ...(footer !== undefined && { footer: plain(footer) }),
    blocks,
  };
}

function resolveBlock(block: Block, rich: (text: RichText) => RichText): Block {
  switch (block.kind) {
    case 'text': {
      const text = rich(block.text);
      return text === block.text ? block : { ...block, text };
    }
    case 'fields': {
      const fields = block.fields.map(({ label, value }) => ({ label, value: rich(value) }));
      return fields.every(({ value }, index) => value === block.fields[index]?.value) ? block : { ...block, fields };
    }
    case 'list': {
      const items = block.items.map(rich);
      return items.every((item, index) => item === block.items[index]) ? block : { ...block, items };
    }
    default:
      return block;
  }
}
