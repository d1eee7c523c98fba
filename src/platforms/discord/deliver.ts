// Messages that nobody asked for. Each part has a nonce, so that one whose answer got lost is not shown twice, and a chat
// that refuses the bot is left alone for a while: Discord bans bots that keep trying.
import { createHash } from 'node:crypto';
import { type REST, Routes } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Delivery, Target } from '../../core/platform.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { bodyOf } from './body.ts';
import { createDirectChats } from './direct.ts';
import { describeError, toDelivery } from './errors.ts';
import type { Message } from './render.ts';

/** Discord forgets a nonce after a few minutes. */
export const REPEATS_DROPPED_FOR_MS = 120_000;
const LEFT_ALONE_MS = 10 * 60_000;
const MAX_REMEMBERED = 1_000;
const MAX_NONCE = 25;
const ID = /^\d{1,20}$/;

export interface DeliverPorts {
  readonly rest: REST;
  readonly clock: Clock;
  readonly log: Log;
}

/** Never rejects. Sending the same `key` again goes on behind the parts that arrived. */
export type Deliver = (to: Target, messages: readonly Message[], key: string) => Promise<Delivery>;

export function createDeliver({ rest, clock, log }: DeliverPorts): Deliver {
  const directChats = createDirectChats(rest);
  /** Channel or person → when they may be tried again. */
  const refused = createBoundedMap<number>(MAX_REMEMBERED);
  /** Key → how many parts have arrived of a message that is not whole yet. */
  const arrived = createBoundedMap<number>(MAX_REMEMBERED);

  async function post(channel: string, messages: readonly Message[], key: string, pingRole: string | undefined) {
    const unsent = [...messages.entries()].slice(arrived.get(key) ?? 0);
    try {
      for (const [part, message] of unsent) {
        const ping = part === 0 ? pingRole : undefined;
        const { data, files } = bodyOf(message, { nonce: nonceOf(key, part), pingRole: ping });
        await rest.post(Routes.channelMessages(channel), { body: data, files: [...files] });
        arrived.set(key, part + 1);
      }
      arrived.delete(key);
      return { kind: 'ok' } as const;
    } catch (error) {
      const delivery = toDelivery(error);
      log.warn('a message was not delivered', { channel, delivery: delivery.kind, error: describeError(error) });
      return delivery;
    }
  }

  async function sendTo(to: Target, messages: readonly Message[], key: string): Promise<Delivery> {
    if (to.kind === 'chat') return post(to.threadId ?? to.chatId, messages, key, roleOf(to.pingRole));
    const opened = await directChats.open(to.userId);
    if (!('channel' in opened)) return opened;
    const delivery = await post(opened.channel, messages, key, undefined);
    if (delivery.kind === 'gone') directChats.forget(to.userId);
    return delivery;
  }

  return async (to, messages, key) => {
    const id = to.kind === 'person' ? to.userId : (to.threadId ?? to.chatId);
    const place = `${to.kind} ${id}`;
    if (!ID.test(id)) return { kind: 'rejected', why: `no id of a ${to.kind}` };
    if ((refused.get(place) ?? 0) > clock.now()) return { kind: 'gone' };
    const delivery = await sendTo(to, messages, key);
    if (delivery.kind === 'gone') refused.set(place, clock.now() + LEFT_ALONE_MS);
    return delivery;
  };
}

function roleOf(pingRole: string | undefined): string | undefined {
  return pingRole !== undefined && ID.test(pingRole) ? pingRole : undefined;
}

function nonceOf(key: string, part: number): string {
  return createHash('sha256').update(`${part} ${key}`).digest('base64url').slice(0, MAX_NONCE);
}
