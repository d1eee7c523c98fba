// A person's private chat has an id of its own, which Discord tells whoever opens it.
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { Delivery } from '../../../core/ports/platform.ts';
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import { toDelivery } from './errors.ts';

const MAX_REMEMBERED = 10_000;
const TOO_FAST_WAIT_MS = 60_000;
const channelSchema = z.object({ id: z.string() });

/** Opening shows nothing to anybody, so its outcome is always certain. */
type Closed = Exclude<Delivery, { kind: 'ok' | 'unknown' }>;
type Opened = { readonly channel: string } | Closed;

export interface DirectChats {
  /** The channel of this person, or why there is none to write to. What has to be asked is asked in its turn. */
  find(userId: string, inTurn: (ask: () => Promise<Opened>) => Promise<Opened>): Promise<Opened>;
  /** To be opened anew. */
  forget(userId: string): void;
}

export function createDirectChats(rest: REST): DirectChats {
  const channels = createBoundedMap<string>(MAX_REMEMBERED);
  const open = async (userId: string): Promise<Opened> => {
    try {
      const { id } = channelSchema.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
      channels.set(userId, id);
      return { channel: id };
    } catch (error) {
      return whyClosed(error);
    }
  };
  return {
    find: async (userId, inTurn) => {
      const known = channels.get(userId);
      return known === undefined ? inTurn(() => open(userId)) : { channel: known };
    },
    forget: (userId) => {
      channels.delete(userId);
    },
  };
}

/** Whatever Discord has against a private chat, it is the person who cannot be reached. */
function whyClosed(error: unknown): Closed {
  if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.OpeningDirectMessagesTooFast) {
    return { kind: 'rate-limited', retryAfterMs: TOO_FAST_WAIT_MS };
  }
  const delivery = toDelivery(error);
  if (delivery.kind === 'unknown') return { kind: 'unavailable' };
  return delivery.kind === 'rejected' ? { kind: 'gone' } : delivery;
}
