// Reply → Discord messages of the second component system: a frame in the tone's colour with text, tables, pictures, files
// and buttons in it. Links in such messages get no previews, and no right to post embeds is needed.
import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import type { Command } from '../../../core/command/command.ts';
import type { Block, Reply } from '../../../core/reply/reply.ts';
import { plainText } from '../../../core/reply/text.ts';
import { oncePer } from '../../../core/values/memo.ts';
import { type BlockOf, NOTHING, spansOf } from '../../blocks.ts';
import { packLines, splitLines } from '../../split.ts';
import { encodePress } from './buttons.ts';
import { markdownLines } from './markdown.ts';
import { type Message, type Piece, toMessage } from './message.ts';
import { layOutTable } from './table.ts';

export interface RenderContext {
  readonly commands: readonly Command[];
  /** The command whose answer it is. */
  readonly command?: string;
}

/** Discord allows 4,000 characters and 40 components a message: with this price for a component both hold at once.
 *  https://discord.com/developers/docs/components/reference */
const MESSAGE_SIZE = 4_000;
const COMPONENT_SIZE = MESSAGE_SIZE / 40;
const CONTAINER_SIZE = COMPONENT_SIZE;
/** Of a role, which may be put above the container. */
const MENTION_SIZE = COMPONENT_SIZE + '<@&>'.length + 20;
const ROOM = MESSAGE_SIZE - CONTAINER_SIZE - MENTION_SIZE;
/** At most ten attachments a message: https://discord.com/developers/docs/resources/message#create-message */
const ATTACHMENT_SIZE = ROOM / 10;
/** Of one text, so that its component and a frame fit beside it. */
const TEXT_LENGTH = 3_600;
/** https://discord.com/developers/docs/components/reference#button */
const MAX_LABEL = 80;
/** https://discord.com/developers/docs/components/reference#action-row */
const BUTTONS_A_ROW = 5;
/** More than anybody looks through. */
const MAX_BUTTONS = 25;

const knownMessages = oncePer((_reply: Reply) => new Map<string | undefined, readonly Message[]>());

/** At least one message; long replies become several, cut between lines. A reply that serves many is rendered once. */
export function renderReply(reply: Reply, context: RenderContext): readonly Message[] {
  const known = knownMessages(reply);
  const messages = known.get(context.command) ?? render(reply, context);
  known.set(context.command, messages);
  return messages;
}

function render(reply: Reply, context: RenderContext): readonly Message[] {
  const pieces = [
    ...texts(reply.title === undefined ? [] : markdownLines(reply.title).map((line) => `### ${line}`)),
    ...reply.blocks.flatMap(blockPieces),
    ...texts(reply.footer === undefined ? [] : markdownLines(reply.footer).map((line) => `-# ${line}`)),
    ...buttonPieces(reply, context),
  ];
  const filled = pieces.length > 0 ? pieces : texts([NOTHING]);
  return packLines(filled, ROOM, sizeOf).map((group) => toMessage(group, reply.tone));
}

function sizeOf(piece: Piece): number {
  switch (piece.kind) {
    case 'text':
      return piece.markdown.length + COMPONENT_SIZE;
    case 'buttons':
      return (piece.buttons.length + 1) * COMPONENT_SIZE;
    default:
      return ATTACHMENT_SIZE;
  }
}

function blockPieces(block: Block): readonly Piece[] {
  switch (block.kind) {
    case 'text':
      return texts(markdownLines(block.text));
    case 'fields':
      return texts(
        block.fields.flatMap(({ label, value }) =>
          markdownLines([{ kind: 'bold', text: `${label}:` }, ' ', ...spansOf(value)]),
        ),
      );
    case 'list':
      return texts(
        block.items.flatMap((item) => markdownLines(item).map((line, index) => (index === 0 ? '- ' : '  ') + line)),
      );
    case 'table':
      return tablePieces(block);
    case 'image':
    case 'file':
      return [block];
  }
}

/** Lines of one block, in as many texts as they need. */
function texts(lines: readonly string[]): readonly Piece[] {
  return packLines(lines, TEXT_LENGTH, (line) => line.length + 1)
    .map((group) => group.join('\n'))
    .filter((markdown) => markdown.trim() !== '')
    .map((markdown) => ({ kind: 'text', markdown }));
}

/** Each part repeats the header, and no row is torn apart. */
function tablePieces(table: BlockOf<'table'>): readonly Piece[] {
  const { header, rows } = layOutTable(table);
  const head = splitLines(header, TEXT_LENGTH / 4)[0] ?? [];
  const room = TEXT_LENGTH - 10 - head.join('\n').length;
  const short = rows.flatMap((row) => splitLines(row, room).map((lines) => lines.join('\n')));
  const parts = packLines(short, room, (row) => row.length + 1);
  return (parts.length > 0 || head.length === 0 ? parts : [[]]).map((part) => ({
    kind: 'text',
    markdown: ['```', ...head, ...part, '```'].join('\n'),
  }));
}

function buttonPieces({ actions = [] }: Reply, { command, commands }: RenderContext): readonly Piece[] {
  const byId = new Map<string, APIButtonComponentWithCustomId>();
  for (const action of actions) {
    const customId = encodePress(action, command, commands);
    if (customId === undefined || byId.size === MAX_BUTTONS) continue;
    const label = plainText(action.label, MAX_LABEL) || action.command;
    byId.set(customId, { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: customId });
  }
  return packLines([...byId.values()], BUTTONS_A_ROW, () => 1).map((buttons) => ({ kind: 'buttons', buttons }));
}
