// A server that just took the bot in hears once what it is for, where the bot may speak at all.
import { type Guild, PermissionFlagsBits } from 'discord.js';
import type { AdapterHost, ChatAdapter } from '../../../core/ports/platform.ts';
import { PLATFORM } from './question.ts';

export interface GreetingPorts extends Pick<ChatAdapter, 'send'> {
  readonly host: Pick<AdapterHost, 'greeting'>;
}

export async function greetGuild({ host, send }: GreetingPorts, guild: Guild): Promise<void> {
  const { systemChannel: channel } = guild;
  const me = guild.members.me;
  const { SendMessages, ViewChannel } = PermissionFlagsBits;
  if (!channel || !me || !channel.permissionsFor(me).has([ViewChannel, SendMessages])) return;
  const chat = { platform: PLATFORM, chatId: channel.id, kind: 'group' } as const;
  const greeting = await host.greeting(chat, guild.preferredLocale);
  await send({ kind: 'chat', chatId: channel.id }, greeting, `greeting ${guild.id} ${guild.joinedTimestamp}`);
}
