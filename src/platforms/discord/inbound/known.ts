// What Discord knows of the roles and channels that a call names: what came with it, else what the bot knows of the server.
import { PermissionFlagsBits } from 'discord.js';
import type { Known, KnownChannel, KnownRole } from '../../../core/ports/known.ts';
import type { Question } from './question.ts';
import { canBotWrite, canWrite } from './rights.ts';

/** An id, or what becomes of a mention. */
const NAMED = /^(?:<(?:@&|#))?(\d{1,20})>?$/;

/** Nothing where there are no roles and channels, as in private chats. */
export function knownIn(question: Question, values: Readonly<Record<string, string>>): Known {
  if (question.guildId === null) return {};
  const ids = Object.values(values).flatMap((value) => NAMED.exec(value)?.[1] ?? []);
  return {
    roles: byId(ids.flatMap((id) => roleIn(question, id) ?? [])),
    channels: byId(ids.flatMap((id) => channelIn(question, id) ?? [])),
  };
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [each.id, each]));
}

/** Whoever may mention all roles may mention this one too; the role that everybody has, has the server's own id. */
function roleIn(question: Question, id: string): KnownRole | undefined {
  const role = resolvedIn(question)?.roles?.get(id) ?? question.guild?.roles.cache.get(id);
  if (!role) return undefined;
  const isEveryone = id === question.guildId;
  const rings = role.mentionable || question.appPermissions.has(PermissionFlagsBits.MentionEveryone);
  return { id, name: role.name, isEveryone, rings };
}

function channelIn(question: Question, id: string): KnownChannel | undefined {
  const cached = question.guild?.channels.cache.get(id);
  const named = resolvedIn(question)?.channels?.get(id) ?? cached;
  if (!named) return undefined;
  // Discord tells the bot's rights in a channel that came along, and only where the bot is a member.
  const rights = 'appPermissions' in named ? named.appPermissions : undefined;
  const canPost = rights ? canWrite(rights, cached ?? null) : canBotWrite(cached);
  return { id, name: ('name' in named ? named.name : undefined) ?? id, canPost };
}

function resolvedIn(question: Question) {
  return question.isChatInputCommand() ? question.options.resolved : null;
}
