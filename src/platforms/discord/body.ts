// Every message that leaves has the same few settings: the second component system, and nobody is pinged.
import { MessageFlags, type RawFile } from 'discord.js';
import type { Message } from './render.ts';

export function bodyOf(
  { components, attachments, files }: Message,
  flags = 0,
  more: Readonly<Record<string, unknown>> = {},
) {
  const data = {
    ...more,
    flags: MessageFlags.IsComponentsV2 | flags,
    components,
    attachments,
    allowed_mentions: { parse: [] },
  };
  return { data, files: files satisfies readonly RawFile[] };
}
