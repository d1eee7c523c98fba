// Who may write where: https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
import { type Channel, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** Threads have a right of their own. */
export function sendIn(channel: Channel | null): bigint {
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  return channel?.isThread() ? SendMessagesInThreads : SendMessages;
}

/** Whether these rights in the channel are enough to see it and to write there. */
export function canWrite(rights: Readonly<PermissionsBitField> | null | undefined, channel: Channel | null): boolean {
  return rights?.has([PermissionFlagsBits.ViewChannel, sendIn(channel)]) === true;
}

/** Of the bot's rights as its login knows them. */
export function canBotWrite(channel: Channel | undefined): boolean {
  const { user } = channel?.client ?? {};
  if (!channel || !user || channel.isDMBased()) return false;
  return canWrite(channel.permissionsFor(user), channel);
}
