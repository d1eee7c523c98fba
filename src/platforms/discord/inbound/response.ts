// The answers to one interaction: the first within three seconds, perhaps only a promise, the others as follow-ups.
// https://discord.com/developers/docs/interactions/receiving-and-responding
import {
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { bodyOf } from '../render/body.ts';
import type { Message } from '../render/message.ts';

export interface Asked {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

export interface Place {
  /** Only the asker sees it. */
  readonly isPrivate: boolean;
  /** Takes the place of the message whose button was pressed. */
  readonly isInPlace: boolean;
}

export interface Responder {
  /** Wins 15 minutes. For a button nothing is shown yet; for a command, that the bot is thinking. */
  defer(): Promise<void>;
  /** Shows messages below what was shown before. Throws what the requests throw. */
  show(messages: readonly Message[], place: Place): Promise<void>;
}

type State = 'open' | 'thinking' | 'updating' | 'answered';

export function createResponder(rest: REST, asked: Asked, isButton: boolean): Responder {
  const { UpdateMessage, ChannelMessageWithSource, DeferredMessageUpdate, DeferredChannelMessageWithSource } =
    InteractionResponseType;
  const original = Routes.webhookMessage(asked.applicationId, asked.token, '@original');
  const followUps = Routes.webhook(asked.applicationId, asked.token);
  let state: State = 'open';

  async function callback(type: InteractionResponseType, message?: Message, isPrivate = false): Promise<void> {
    const { data, files = [] } = message ? bodyOf(message, { flags: flagsOf(isPrivate) }) : {};
    const body = { type, ...(data && { data }) };
    await rest
      .post(Routes.interactionCallback(asked.id, asked.token), { body, files: [...files], auth: false })
      .catch(unlessAcknowledged);
  }

  async function followUp(message: Message, isPrivate: boolean): Promise<void> {
    const { data, files } = bodyOf(message, { flags: flagsOf(isPrivate) });
    await rest.post(followUps, { body: data, files: [...files], auth: false });
  }

  async function replaceOriginal(message: Message): Promise<void> {
    const { data, files } = bodyOf(message);
    await rest.patch(original, { body: data, files: [...files], auth: false });
  }

  async function showFirst(message: Message, { isPrivate, isInPlace }: Place): Promise<void> {
    if (state === 'open')
      return callback(isInPlace ? UpdateMessage : ChannelMessageWithSource, message, isPrivate && !isInPlace);
    if (state === 'thinking' && !isPrivate) return replaceOriginal(message);
    if (state === 'updating' && isInPlace) return replaceOriginal(message);
    // What everybody saw the bot think about cannot become private: a new message can.
    if (state === 'thinking') await rest.delete(original, { auth: false });
    await followUp(message, isPrivate);
  }

  return {
    defer: async () => {
      await callback(isButton ? DeferredMessageUpdate : DeferredChannelMessageWithSource);
      state = isButton ? 'updating' : 'thinking';
    },
    show: async (messages, place) => {
      for (const message of messages) {
        if (state === 'answered') await followUp(message, place.isPrivate);
        else await showFirst(message, place);
        state = 'answered';
      }
    },
  };
}

function flagsOf(isPrivate: boolean): number {
  return isPrivate ? MessageFlags.Ephemeral : 0;
}

/** The library repeats a request whose answer did not come: then the first one had arrived. */
function unlessAcknowledged(error: unknown): void {
  const isRepeated =
    error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  if (!isRepeated) throw error;
}
