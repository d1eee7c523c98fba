// Every message that leaves has the same few settings: the second component system, and nobody is pinged but one role where
// its chat wants that.
import { ComponentType, MessageFlags, type RawFile } from 'discord.js';
import type { Message } from './message.ts';

export interface BodyOptions {
  readonly flags?: number;
  readonly pingRole?: string | undefined;
  /** A message that is sent again under the same nonce is shown once. */
  readonly nonce?: string;
}

export function bodyOf({ components, attachments, files }: Message, { flags = 0, pingRole, nonce }: BodyOptions = {}) {
  const mention = pingRole === undefined ? [] : [{ type: ComponentType.TextDisplay, content: `<@&${pingRole}>` }];
  const data = {
    ...(nonce !== undefined && { nonce, enforce_nonce: true }),
    flags: MessageFlags.IsComponentsV2 | flags,
    components: [...mention, ...components],
    attachments,
    allowed_mentions: { parse: [], ...(pingRole !== undefined && { roles: [pingRole] }) },
  };
  return { data, files: files satisfies readonly RawFile[] };
}
