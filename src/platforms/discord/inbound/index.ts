// What comes in from Discord: commands, buttons, what is being typed, and servers that take the bot in.
import type { Guild, Interaction } from 'discord.js';
import type { Target } from '../../../core/ports/ids.ts';
import { type AnswerPorts, answerButton, answerCommand } from './answers.ts';
import { suggest } from './completion.ts';
import { type GreetingPorts, greetGuild } from './greeting.ts';
import type { PlacePorts } from './places.ts';
import { askerOf, PLATFORM, type Question } from './question.ts';

export interface Inbound {
  /** Never rejects. */
  answer(interaction: Interaction): Promise<void>;
  greet(guild: Guild): Promise<void>;
}

export function createInbound(ports: AnswerPorts & GreetingPorts & Pick<PlacePorts, 'lookAgain'>): Inbound {
  return {
    answer: async (interaction) => {
      if (interaction.isAutocomplete()) return suggest(ports, interaction);
      if (!interaction.isChatInputCommand() && !interaction.isButton()) return;
      // First, for the answer may be to say something to them in private.
      const heard = hearFrom(ports, interaction);
      await (interaction.isButton() ? answerButton(ports, interaction) : answerCommand(ports, interaction));
      await heard;
    },
    greet: (guild) => greetGuild(ports, guild),
  };
}

/** Whoever is there can be written to again: a person who may have opened their private chat, a place where the bot may post. */
async function hearFrom(
  { host, lookAgain }: AnswerPorts & Pick<PlacePorts, 'lookAgain'>,
  asked: Question,
): Promise<void> {
  const { kind, chatId, canPost } = askerOf(asked).chat;
  const person: Target = { kind: 'person', userId: asked.user.id };
  lookAgain(person);
  if (canPost === false) return;
  const place: Target = kind === 'private' ? person : { kind: 'chat', chatId };
  lookAgain(place);
  await host.placeOpened(PLATFORM, place);
}
