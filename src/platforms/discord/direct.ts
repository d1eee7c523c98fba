// A person's private chat has an id of its own, which Discord tells whoever opens it.
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Delivery } from '../../core/platform.ts';
import { toDelivery } from './errors.ts';

const MAX_REMEMBERED = 10_000;
const TOO_FAST_WAIT_MS = 60_000;
const channelSchema = z.object({ id: z.string() });

export interface DirectChats {
  /** The channel of this person, or why there is none to write to. Opening shows nothing to anybody. */
  open(userId: string): Promise<{ readonly channel: string } | Exclude<Delivery, { kind: 'ok' | 'unknown' }>>;
  /** To be opened anew. */
  forget(userId: string): void;
}

export function createDirectChats(rest: REST): DirectChats {
  const channels = createBoundedMap<string>(MAX_REMEMBERED);
  return {
    open: async (userId) => {
      const known = channels.get(userId);
      if (known !== undefined) return { channel: known };
      try {
        const answer = await rest.post(Routes.userChannels(), { body: { recipient_id: userId } });
        const { id } = channelSchema.parse(answer);
        channels.set(userId, id);
        return { channel: id };
      } catch (error) {
        return whyClosed(error);
      }
    },
    forget: (userId) => {
      channels.delete(userId);
    },
  };
}

/** Whatever Discord has against a private chat, it is the person who cannot be reached. */
function whyClosed(error: unknown): Exclude<Delivery, { kind: 'ok' | 'unknown' }> {
  if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.OpeningDirectMessagesTooFast) {
    return { kind: 'rate-limited', retryAfterMs: TOO_FAST_WAIT_MS };
  }
  const delivery = toDelivery(error);
  if (delivery.kind === 'unknown') return { kind: 'unavailable' };
  return delivery.kind === 'rejected' ? { kind: 'gone' } : delivery;
}
