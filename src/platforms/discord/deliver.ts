// Messages that nobody asked for. Each part has a nonce, so that one whose answer got lost is not shown twice, and a chat
// that refuses the bot is left alone for a while: Discord bans bots that keep trying.
import { createHash } from 'node:crypto';
import { type REST, Routes } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Delivery, Target } from '../../core/platform.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { bodyOf } from './body.ts';
import { describeError, toDelivery } from './errors.ts';
import type { Message } from './render.ts';

const LEFT_ALONE_MS = 10 * 60_000;
const MAX_REMEMBERED = 1_000;
const MAX_NONCE = 25;

export interface DeliverPorts {
  readonly rest: REST;
  readonly clock: Clock;
  readonly log: Log;
}

/** Never rejects. Sending the same `key` again goes on behind the parts that arrived. */
export type Deliver = (to: Target, messages: readonly Message[], key: string) => Promise<Delivery>;

export function createDeliver({ rest, clock, log }: DeliverPorts): Deliver {
  /** Channel → when it may be tried again. */
  const refused = createBoundedMap<number>(MAX_REMEMBERED);
  /** Key → how many parts have arrived of a message that is not whole yet. */
  const arrived = createBoundedMap<number>(MAX_REMEMBERED);
  return async ({ chatId, threadId }, messages, key) => {
    const channel = threadId ?? chatId;
    if (!/^\d{1,20}$/.test(channel)) return { kind: 'rejected', why: 'no id of a channel' };
    if ((refused.get(channel) ?? 0) > clock.now()) return { kind: 'gone' };
    const unsent = [...messages.entries()].slice(arrived.get(key) ?? 0);
    try {
      for (const [part, message] of unsent) {
        const { data, files } = bodyOf(message, 0, { nonce: nonceOf(key, part), enforce_nonce: true });
        await rest.post(Routes.channelMessages(channel), { body: data, files: [...files] });
        arrived.set(key, part + 1);
      }
      arrived.delete(key);
      return { kind: 'ok' };
    } catch (error) {
      const delivery = toDelivery(error);
      if (delivery.kind === 'gone') refused.set(channel, clock.now() + LEFT_ALONE_MS);
      log.warn('a message was not delivered', { channel, delivery: delivery.kind, error: describeError(error) });
      return delivery;
    }
  };
}

function nonceOf(key: string, part: number): string {
  return createHash('sha256').update(`${part} ${key}`).digest('base64url').slice(0, MAX_NONCE);
}
