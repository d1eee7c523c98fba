// Who may write where: https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
import { type Channel, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

type Rights = Readonly<PermissionsBitField> | null | undefined;

/** Whether these rights in the channel are enough to write there. Threads have a right of their own; of a channel that is not
 *  known one of the two is enough. */
export function canSend(rights: Rights, channel: Channel | null): boolean {
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  if (channel) return rights?.has(channel.isThread() ? SendMessagesInThreads : SendMessages) === true;
  return rights?.any([SendMessages, SendMessagesInThreads]) === true;
}

/** And to see it. */
export function canWrite(rights: Rights, channel: Channel | null): boolean {
  return rights?.has(PermissionFlagsBits.ViewChannel) === true && canSend(rights, channel);
}

/** Of the bot's rights as its login knows them. */
export function canBotWrite(channel: Channel | undefined): boolean {
  const { user } = channel?.client ?? {};
  if (!channel || !user || channel.isDMBased()) return false;
  return canWrite(channel.permissionsFor(user), channel);
}
