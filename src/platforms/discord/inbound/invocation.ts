// What Discord says of a person, a place and the arguments → what the core asks for.
import {
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  type User,
} from 'discord.js';
import type { Chat } from '../../../core/command/command.ts';
import type { Invocation } from '../../../core/ports/platform.ts';

export const PLATFORM = 'discord';

export type Question = ChatInputCommandInteraction | ButtonInteraction;

export function invocationOf(
  question: Question,
  command: string,
  values: Readonly<Record<string, string>>,
): Invocation {
  return {
    command,
    raw: { kind: 'named', values },
    actor: { platform: PLATFORM, userId: question.user.id },
    actorName: nameOf(question.user),
    chat: chatOf(question),
    isChatAdmin: isPrivate(question) || (question.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false),
    source: question.isButton() ? 'pressed' : 'typed',
    locale: question.locale,
  };
}

/** A user name is the platform's own and of one person alone. */
function nameOf({ globalName, username }: User): string {
  return globalName === null ? `@${username}` : `@${username} (${globalName})`;
}

/** Values by option; Discord sends numbers for whole numbers, and an option's own name in every language. */
export function valuesOf({ options }: ChatInputCommandInteraction): Readonly<Record<string, string>> {
  return Object.fromEntries(options.data.map(({ name, value }) => [name, String(value ?? '')]));
}

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

function chatOf(question: Question): Chat {
  const chat = {
    platform: PLATFORM,
    chatId: question.channelId ?? question.user.id,
    kind: isPrivate(question) ? 'private' : 'group',
  } as const;
  return canPost(question) ? chat : { ...chat, canPost: false };
}

/** A bot that a person installed for themselves answers everywhere, and posts by itself only where it is a member. */
function canPost(question: Question): boolean {
  if (isPrivate(question)) return true;
  const { GuildInstall } = ApplicationIntegrationType;
  if (question.guildId === null || question.authorizingIntegrationOwners[GuildInstall] === undefined) return false;
  const { SendMessages, SendMessagesInThreads, ViewChannel } = PermissionFlagsBits;
  const send = question.channel?.isThread() ? SendMessagesInThreads : SendMessages;
  return question.appPermissions.has([ViewChannel, send]);
}
