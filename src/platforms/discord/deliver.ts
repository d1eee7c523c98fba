// Messages that nobody asked for. Each part has a nonce, so that one whose answer got lost is not shown twice, and a chat
// that refuses the bot is left alone for a while: Discord bans bots that keep trying.
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type REST, Routes } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Delivery, Target } from '../../core/platform.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { createBucket } from '../rates.ts';
import { bodyOf } from './body.ts';
import { createDirectChats } from './direct.ts';
import { describeError, toDelivery } from './errors.ts';
import type { InvalidRequests } from './invalid.ts';
import type { Message } from './render.ts';

/** Discord forgets a nonce after a few minutes. */
export const REPEATS_DROPPED_FOR_MS = 120_000;
/** Of the 50 requests that Discord allows: the others are for commands and what they need. */
const PER_SECOND = 40;
const AT_ONCE = 8;
const LEFT_ALONE_MS = 10 * 60_000;
/** A longer wait is the caller's business. */
const LONGEST_WAIT_MS = 2_000;
const MAX_REMEMBERED = 10_000;
const MAX_NONCE = 25;
const ID = /^\d{1,20}$/;

export interface DeliverPorts {
  /** Tries once, and tells instead of waiting when Discord asks to wait. */
  readonly rest: REST;
  readonly invalid: InvalidRequests;
  readonly clock: Clock;
  readonly log: Log;
  /** So many times faster than by the clock limits are counted. */
  readonly timeScale: number;
  /** What is not on its way yet stays. */
  readonly ended: AbortSignal;
}

/** Never rejects. Sending the same `key` again goes on behind the parts that arrived; when that is not known of all of them,
 *  everything is sent again, and what Discord remembers is not shown again. */
export type Deliver = (to: Target, messages: readonly Message[], key: string) => Promise<Delivery>;

export function createDeliver(ports: DeliverPorts): Deliver {
  const { rest, invalid, clock, log } = ports;
  const inTurn = createTurns(ports);
  const directChats = createDirectChats(rest);
  /** Channel or person → until when. */
  const leftAlone = createBoundedMap<{ readonly until: number; readonly isGone: boolean }>(MAX_REMEMBERED);
  /** Channel and key → how many parts have arrived of a message that is not whole yet. */
  const arrived = createBoundedMap<number>(MAX_REMEMBERED);

  async function post(channel: string, messages: readonly Message[], key: string, pingRole?: string) {
    const name = `${channel} ${key}`;
    for (const [part, message] of [...messages.entries()].slice(arrived.get(name) ?? 0)) {
      const ping = part === 0 && pingRole !== undefined && ID.test(pingRole) ? pingRole : undefined;
      const { data, files } = bodyOf(message, { nonce: nonceOf(key, part), pingRole: ping });
      const request = () => rest.post(Routes.channelMessages(channel), { body: data, files: [...files] });
      const delivery = await tryTwice(() => inTurn(() => attempt(request, channel)));
      if (delivery.kind === 'unknown') arrived.delete(name);
      if (delivery.kind !== 'ok') return delivery;
      arrived.set(name, part + 1);
    }
    arrived.delete(name);
    return { kind: 'ok' } as const;
  }

  async function attempt(request: () => Promise<unknown>, channel: string): Promise<Delivery> {
    try {
      await request();
      return { kind: 'ok' };
    } catch (error) {
      const delivery = toDelivery(error);
      log.warn('a message was not delivered', { channel, delivery: delivery.kind, error: describeError(error) });
      return delivery;
    }
  }

  async function sendTo(to: Target, messages: readonly Message[], key: string): Promise<Delivery> {
    if (to.kind === 'chat') return post(to.threadId ?? to.chatId, messages, key, to.pingRole);
    const opened = await directChats.find(to.userId, inTurn);
    if (!('channel' in opened)) return opened;
    const delivery = await post(opened.channel, messages, key);
    if (delivery.kind === 'gone') directChats.forget(to.userId);
    return delivery;
  }

  return async (to, messages, key) => {
    const id = to.kind === 'person' ? to.userId : (to.threadId ?? to.chatId);
    const place = `${to.kind} ${id}`;
    if (!ID.test(id)) return { kind: 'rejected', why: `no id of a ${to.kind}` };
    const { until = 0, isGone = false } = leftAlone.get(place) ?? {};
    const waitMs = Math.max(until - clock.now(), invalid.waitMs());
    if (isGone && until > clock.now()) return { kind: 'gone' };
    if (waitMs > 0) return { kind: 'rate-limited', retryAfterMs: waitMs };
    const delivery = await sendTo(to, messages, key);
    const isGoneNow = delivery.kind === 'gone';
    const aloneMs = isGoneNow ? LEFT_ALONE_MS : delivery.kind === 'rate-limited' ? delivery.retryAfterMs : 0;
    if (aloneMs > 0) leftAlone.set(place, { until: clock.now() + aloneMs, isGone: isGoneNow });
    return delivery;
  };
}

/** Once more at once when the outcome is not known, which the nonce makes harmless, and after a short wait that was asked
 *  for. Both attempts together take a fraction of the time for which Discord remembers a nonce. */
async function tryTwice(attempt: () => Promise<Delivery>): Promise<Delivery> {
  const first = await attempt();
  if (first.kind === 'rate-limited' && first.retryAfterMs <= LONGEST_WAIT_MS) {
    await delay(first.retryAfterMs);
    return attempt();
  }
  if (first.kind !== 'unknown') return first;
  const second = await attempt();
  return second.kind === 'ok' || second.kind === 'gone' || second.kind === 'rejected' ? second : first;
}

type InTurn = <T>(request: () => Promise<T>) => Promise<T | { readonly kind: 'unavailable' }>;

/** Spreads requests over the second, so that commands never find all of it used up. */
function createTurns({ timeScale, ended }: DeliverPorts): InTurn {
  const bucket = createBucket(AT_ONCE, 1_000 / PER_SECOND / timeScale);
  return async (request) => {
    const now = performance.now();
    const waitMs = bucket.wait(now);
    bucket.note(now + waitMs);
    if (waitMs > 0) await delay(waitMs, undefined, { signal: ended }).catch(() => undefined);
    return ended.aborted ? { kind: 'unavailable' } : request();
  };
}

function nonceOf(key: string, part: number): string {
  return createHash('sha256').update(`${part} ${key}`).digest('base64url').slice(0, MAX_NONCE);
}
