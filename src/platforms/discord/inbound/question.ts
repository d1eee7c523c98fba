// What Discord says of who asks, and where.
import {
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import type { Chat } from '../../../core/command/command.ts';
import type { Invocation } from '../../../core/ports/platform.ts';
import { canSend, canWrite } from './rights.ts';

export const PLATFORM = 'discord';
export const CALL_STYLE = 'options';

export type Question = ChatInputCommandInteraction | ButtonInteraction;

/** The direct chat with the bot: nobody else reads it. */
export function isPrivate({ context }: Question | AutocompleteInteraction): boolean {
  return context === InteractionContextType.BotDM;
}

/** Whether the message below which the button stands may be changed by whoever pressed it. */
export function mayReplace(press: ButtonInteraction): boolean {
  return isPrivate(press) || isEphemeral(press) || press.message.interactionMetadata?.user.id === press.user.id;
}

export function isEphemeral({ message }: ButtonInteraction): boolean {
  return message.flags.has(MessageFlags.Ephemeral);
}

/** Somebody who sees a channel and may not write there, as in most channels for announcements: what they ask is answered, but
 *  makes the bot say nothing to the others. Of threads another right tells. */
export function isReader({ memberPermissions: may, channel }: Question): boolean {
  const { ViewChannel } = PermissionFlagsBits;
  return may?.has(ViewChannel) === true && !canSend(may, channel);
}

/** Who asks where, and whether that is theirs to run. */
export function askerOf(question: Question): Pick<Invocation, 'actor' | 'chat' | 'isChatAdmin'> {
  const may = question.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
  const actor = { platform: PLATFORM, userId: question.user.id };
  return { actor, chat: chatOf(question), isChatAdmin: isPrivate(question) || may };
}

function chatOf(question: Question): Chat {
  const chat = { platform: PLATFORM, chatId: question.channelId ?? question.user.id, kind: kindOf(question) } as const;
  if (canPost(question)) return chat;
  return { ...chat, canPost: false, ...(isGuest(question) && { inviteUrl: inviteUrl(question.applicationId) }) };
}

/** Where people talk among themselves, without the bot, nobody is an administrator. Channels of a server whose readers only
 *  read are groups all the same: who is one of those readers is told by the right to write, and by person. */
function kindOf({ context }: Question): Chat['kind'] {
  if (context === InteractionContextType.BotDM) return 'private';
  return context === InteractionContextType.PrivateChannel ? 'group-dm' : 'group';
}

/** A bot that a person installed for themselves answers everywhere, and posts by itself only where it is a member. */
function canPost(question: Question): boolean {
  if (isPrivate(question)) return true;
  if (question.guildId === null || isGuest(question)) return false;
  return canWrite(question.appPermissions, question.channel);
}

/** In a server that only the person has taken the bot to. */
export function isGuest({ guildId, authorizingIntegrationOwners: owners }: Question): boolean {
  return guildId !== null && owners[ApplicationIntegrationType.GuildInstall] === undefined;
}

/** With the rights to see channels, to write there and in threads, and to attach files:
 *  https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow */
function inviteUrl(applicationId: string): string {
  const { ViewChannel, SendMessages, SendMessagesInThreads, AttachFiles } = PermissionFlagsBits;
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(ViewChannel | SendMessages | SendMessagesInThreads | AttachFiles),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
