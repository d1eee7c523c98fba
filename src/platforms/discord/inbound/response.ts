// What was shown of the answers to one interaction, and so how the next is shown: the first within three seconds, perhaps
// only a promise, the others as follow-ups.
import { InteractionResponseType, type REST } from 'discord.js';
import { isUnsure } from '../deliver/errors.ts';
import type { Message } from '../render/message.ts';
import { type Asked, createAnswerRequests } from './requests.ts';

export interface ResponderOptions {
  readonly isButton: boolean;
  /** Who sees a promise, which is who sees all that follows it. */
  readonly isPromisePrivate: boolean;
  /** Hears why a promise was not taken. */
  note(error: unknown): void;
}

export interface Place {
  /** Only the asker sees it. */
  readonly isPrivate: boolean;
  /** Takes the place of the message whose button was pressed. */
  readonly isInPlace: boolean;
}

/** `refused`: Discord waits no longer, or somebody else has answered. `unsure`: it may have been taken. */
type Promised = 'taken' | 'refused' | 'unsure';

export interface Responder {
  /** Once, however often it is asked for; wins 15 minutes. A press shows nothing yet, a command that the bot is thinking. */
  promise(): Promise<Promised>;
  /** Nothing that is shown would arrive. */
  isOver(): Promise<boolean>;
  /** Shows a message below what was shown before. Throws what the requests throw. */
  show(message: Message, place: Place): Promise<void>;
}

/** `taken-back`: a promise of which nothing is left to see. */
type State = 'open' | 'thinking' | 'thinking-privately' | 'pressed' | 'taken-back' | 'answered';

export function createResponder(rest: REST, asked: Asked, options: ResponderOptions): Responder {
  const { UpdateMessage, ChannelMessageWithSource, DeferredMessageUpdate, DeferredChannelMessageWithSource } =
    InteractionResponseType;
  const { isButton, isPromisePrivate, note } = options;
  const requests = createAnswerRequests(rest, asked);
  let state: State = 'open';
  let isAllPrivate = false;
  let promised: Promise<Promised> | undefined;

  async function promise(): Promise<Promised> {
    if (state !== 'open') return 'taken';
    isAllPrivate = !isButton && isPromisePrivate;
    state = isButton ? 'pressed' : isPromisePrivate ? 'thinking-privately' : 'thinking';
    try {
      await requests.promise(isButton ? DeferredMessageUpdate : DeferredChannelMessageWithSource, isAllPrivate);
      return 'taken';
    } catch (error) {
      note(error);
      return isUnsure(error) ? 'unsure' : 'refused';
    }
  }

  async function showFirst(message: Message, { isPrivate, isInPlace }: Place): Promise<void> {
    if (state === 'open') {
      const type = isInPlace ? UpdateMessage : ChannelMessageWithSource;
      return requests.respond(type, message, isPrivate && !isInPlace);
    }
    const stays =
      (state === 'pressed' && isInPlace) || state === 'thinking-privately' || (state === 'thinking' && !isPrivate);
    if (stays && (await requests.replace(message))) return;
    // What everybody saw the bot think about cannot become private: a new message can.
    if (state === 'thinking' && !stays) await requests.takeBack();
    state = 'taken-back';
    await requests.followUp(message, isPrivate || isAllPrivate);
  }

  return {
    promise: () => {
      promised ??= promise();
      return promised;
    },
    isOver: async () => (await promised) === 'refused',
    show: async (message, place) => {
      await promised;
      if (state === 'answered') await requests.followUp(message, place.isPrivate || isAllPrivate);
      else await showFirst(message, place);
      state = 'answered';
    },
  };
}
