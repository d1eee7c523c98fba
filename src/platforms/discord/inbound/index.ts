// What comes in from Discord: commands, buttons, what is being typed, and servers that take the bot in.
import type { Guild, Interaction } from 'discord.js';
import { type AnswerPorts, answerButton, answerCommand } from './answers.ts';
import { suggest } from './completion.ts';
import { type GreetingPorts, greetGuild } from './greeting.ts';

export interface Inbound {
  /** Never rejects. */
  answer(interaction: Interaction): Promise<void>;
  greet(guild: Guild): Promise<void>;
}

export function createInbound(ports: AnswerPorts & GreetingPorts): Inbound {
  return {
    answer: async (interaction) => {
      if (interaction.isAutocomplete()) return suggest(ports, interaction);
      if (interaction.isChatInputCommand()) return answerCommand(ports, interaction);
      if (interaction.isButton()) return answerButton(ports, interaction);
    },
    greet: (guild) => greetGuild(ports, guild),
  };
}
