// The requests that answer one interaction. Nobody waits for an answer for ever, and nobody is left without one: what may not
// have arrived is sent again, at once after a broken connection, then for as long as somebody waits.
// https://discord.com/developers/docs/interactions/receiving-and-responding
import { setTimeout as delay } from 'node:timers/promises';
import {
  DiscordAPIError,
  type InteractionResponseType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { isUnsure } from '../deliver/errors.ts';
import { bodyOf } from '../render/body.ts';
import type { Message } from '../render/message.ts';

export interface Asked {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/** Each throws what its last attempt throws. */
export interface AnswerRequests {
  /** The first answer, within three seconds. */
  respond(type: InteractionResponseType, message: Message, isPrivate: boolean): Promise<void>;
  /** Instead of it: only that there will be one. */
  promise(type: InteractionResponseType, isPrivate: boolean): Promise<void>;
  /** The first answer, or the message whose button was pressed, becomes this one; false when somebody has deleted it. */
  replace(message: Message): Promise<boolean>;
  takeBack(): Promise<void>;
  followUp(message: Message, isPrivate: boolean): Promise<void>;
}

/** Between attempts. A promise is small, and useless when it is late. */
const PAUSES_MS = [0, 1_000, 5_000, 20_000];
const PROMISE_PAUSES_MS = [0, 200];
const PROMISE_TIMEOUT_MS = 2_000;

const { InteractionHasAlreadyBeenAcknowledged: ACKNOWLEDGED } = RESTJSONErrorCodes;

export function createAnswerRequests(rest: REST, { id, token, applicationId }: Asked): AnswerRequests {
  const callbacks = Routes.interactionCallback(id, token);
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const followUps = Routes.webhook(applicationId, token);
  return {
    respond: async (type, message, isPrivate) => {
      const { data, files } = bodyOf(message, { flags: flagsOf(isPrivate) });
      const request = () => rest.post(callbacks, { body: { type, data }, files: [...files], auth: false });
      await insist(PAUSES_MS, request, ACKNOWLEDGED);
    },
    promise: async (type, isPrivate) => {
      const body = { type, ...(isPrivate && { data: { flags: MessageFlags.Ephemeral } }) };
      const request = () =>
        rest.post(callbacks, { body, auth: false, signal: AbortSignal.timeout(PROMISE_TIMEOUT_MS) });
      await insist(PROMISE_PAUSES_MS, request, ACKNOWLEDGED);
    },
    replace: (message) => {
      const { data, files } = bodyOf(message);
      return unlessDeleted(() => rest.patch(original, { body: data, files: [...files], auth: false }));
    },
    takeBack: async () => {
      await unlessDeleted(() => rest.delete(original, { auth: false }));
    },
    followUp: async (message, isPrivate) => {
      const { data, files } = bodyOf(message, { flags: flagsOf(isPrivate) });
      await insist(PAUSES_MS, () => rest.post(followUps, { body: data, files: [...files], auth: false }));
    },
  };
}

function flagsOf(isPrivate: boolean): number {
  return isPrivate ? MessageFlags.Ephemeral : 0;
}

async function unlessDeleted(request: () => Promise<unknown>): Promise<boolean> {
  try {
    await insist(PAUSES_MS, request);
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return false;
    throw error;
  }
}

/** Tries again while nobody knows what became of it. `done`: how Discord says that an attempt before had arrived. */
async function insist(pauses: readonly number[], request: () => Promise<unknown>, done = -1): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await request();
      return;
    } catch (error) {
      if (tries > 0 && error instanceof DiscordAPIError && error.code === done) return;
      const pauseMs = pauses[tries];
      if (pauseMs === undefined || !isUnsure(error)) throw error;
      await delay(pauseMs, undefined, { ref: false });
    }
  }
}
