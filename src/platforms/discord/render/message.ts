// A group of pieces → one Discord message: a frame in the tone's colour, with its pieces, and the files that they name.
import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
  type RawFile,
} from 'discord.js';
import type { Reply } from '../../../core/reply/reply.ts';
import { plainSpan, plainText } from '../../../core/reply/text.ts';
import type { BlockOf } from '../../blocks.ts';
import { escapeMarkdown } from './markdown.ts';

export interface Message {
  readonly components: readonly [APIContainerComponent];
  readonly attachments: readonly { readonly id: number; readonly filename: string; readonly description?: string }[];
  readonly files: readonly RawFile[];
}

type FileBlock = BlockOf<'image' | 'file'>;

export type Piece =
  | { readonly kind: 'text'; readonly markdown: string }
  | FileBlock
  | { readonly kind: 'buttons'; readonly buttons: readonly APIButtonComponentWithCustomId[] };

const ACCENTS = { neutral: 0x1c73e8, good: 0x2e9e5b, bad: 0xd83a42, warning: 0xe0a100 } as const;
/** https://discord.com/developers/docs/resources/message#attachment-object */
const MAX_ALT = 1_024;
const MAX_FILE_NAME = 100;
/** Of all texts of a message, less what is put above it: https://discord.com/developers/docs/components/reference */
const MAX_TEXT = 3_900;

export function toMessage(pieces: readonly Piece[], tone: Reply['tone']): Message {
  const blocks = pieces.filter((piece) => piece.kind === 'image' || piece.kind === 'file');
  const names = fileNames(blocks);
  const components = pieces.map((piece): APIComponentInContainer => {
    if (piece.kind === 'text') return { type: ComponentType.TextDisplay, content: piece.markdown };
    if (piece.kind === 'buttons') return { type: ComponentType.ActionRow, components: [...piece.buttons] };
    return fileComponent(piece, `attachment://${names.get(piece)}`);
  });
  const named = blocks.map((block, id) => ({ block, id, filename: names.get(block) ?? '' }));
  return {
    components: [{ type: ComponentType.Container, accent_color: ACCENTS[tone], components }],
    attachments: named.map(({ block, id, filename }) => ({ id, filename, ...describe(block) })),
    files: named.map(({ block, filename }) => ({ name: filename, data: Buffer.from(block.data) })),
  };
}

/** The same with the alternative text of each file in its place. */
export function withoutFiles(message: Message): Message {
  if (message.files.length === 0) return message;
  const [container] = message.components;
  const room = roomForText(container.components) / message.attachments.length;
  const alternatives = new Map(message.attachments.map((file) => [`attachment://${file.filename}`, file]));
  const components = container.components.map((component): APIComponentInContainer => {
    const { filename, description = filename } = alternatives.get(urlOf(component) ?? '') ?? {};
    if (description === undefined) return component;
    return { type: ComponentType.TextDisplay, content: escapeMarkdown(plainText(description, Math.floor(room))) };
  });
  return { components: [{ ...container, components }], attachments: [], files: [] };
}

function urlOf(component: APIComponentInContainer): string | undefined {
  if (component.type === ComponentType.File) return component.file.url;
  return component.type === ComponentType.MediaGallery ? component.items[0]?.media.url : undefined;
}

/** What the other texts leave, even when every character has to be escaped. */
function roomForText(components: readonly APIComponentInContainer[]): number {
  const used = components.map((component) =>
    component.type === ComponentType.TextDisplay ? component.content.length : 0,
  );
  return (MAX_TEXT - used.reduce((sum, length) => sum + length, 0)) / 2;
}

function fileComponent(block: FileBlock, url: string): APIComponentInContainer {
  return block.kind === 'image'
    ? { type: ComponentType.MediaGallery, items: [{ media: { url }, ...describe(block) }] }
    : { type: ComponentType.File, file: { url } };
}

/** The alternative text. */
function describe({ alt }: FileBlock): { readonly description?: string } {
  const description = plainText(alt, MAX_ALT);
  return description === '' ? {} : { description };
}

/** Components name files by their names, so each is different and made of characters that Discord leaves alone. */
function fileNames(blocks: readonly FileBlock[]): ReadonlyMap<FileBlock, string> {
  const taken = new Set<string>();
  return new Map(
    blocks.map((block, index) => {
      const plain = plainSpan(block.name)
        .replace(/[^\w.-]+/g, '_')
        .slice(-MAX_FILE_NAME);
      const name = plain === '' || taken.has(plain) ? `${index}-${plain}` : plain;
      taken.add(name);
      return [block, name];
    }),
  );
}
