// Messages that nobody asked for. Each part has a nonce, so that one whose answer got lost is not shown twice.
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type REST, Routes } from 'discord.js';
import type { Command } from '../../../core/command/command.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Target } from '../../../core/ports/ids.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { ChatAdapter, Delivery } from '../../../core/ports/platform.ts';
import { createBoundedMap } from '../../../core/values/bounded-map.ts';
import { createLanes } from '../../lanes.ts';
import { bodyOf } from '../render/body.ts';
import { renderReply } from '../render/index.ts';
import type { Message } from '../render/message.ts';
import { createDirectChats } from './direct-chats.ts';
import { describeError, toDelivery } from './errors.ts';
import { createSendFiles } from './files.ts';
import type { InvalidRequests } from './invalid-requests.ts';
import { createRests } from './rests.ts';
import { createTurns, type TurnOptions } from './turns.ts';

/** Discord forgets a nonce of at most 25 characters after "a few minutes":
 *  https://discord.com/developers/docs/resources/message#create-message */
export const REPEATS_DROPPED_FOR_MS = 120_000;
const MAX_NONCE = 25;
/** A longer wait is the caller's business. */
const LONGEST_WAIT_MS = 2_000;
const MAX_REMEMBERED = 10_000;
/** https://discord.com/developers/docs/reference#snowflakes */
const ID = /^\d{1,20}$/;

export interface DeliverPorts extends TurnOptions {
  /** Tries once, and tells instead of waiting when Discord asks to wait. */
  readonly rest: REST;
  /** Those that a button may call. */
  readonly commands: readonly Command[];
  readonly invalid: InvalidRequests;
  /** Whether this role of the channel's server is certainly no more; whoever needs to know is told. */
  isRoleGone(channel: string, role: string): boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Never rejects. Sending the same `key` again goes on behind the parts that arrived; when that is not known of all of them,
 *  everything is sent again, and what Discord remembers is not shown again. */
export interface Deliver {
  readonly send: ChatAdapter['send'];
  /** The next message to them is tried, whatever became of the last one. */
  lookAgain(to: Target): void;
}

export function createDeliver(ports: DeliverPorts): Deliver {
  const { rest, commands, invalid, clock, log } = ports;
  const inTurn = createTurns(ports);
  // The library learns what a channel allows from the answers, so one message at a time goes there.
  const lanes = createLanes();
  const directChats = createDirectChats(rest);
  const rests = createRests(clock);
  const sendFiles = createSendFiles(clock);
  /** Channel and key → how many parts have arrived of a message that is not whole yet. */
  const arrived = createBoundedMap<number>(MAX_REMEMBERED);

  const isRole = (channel: string, role: string) => ID.test(role) && !ports.isRoleGone(channel, role);

  async function post(channel: string, messages: readonly Message[], key: string, pingRole?: string) {
    const name = `${channel} ${key}`;
    for (const [part, message] of [...messages.entries()].slice(arrived.get(name) ?? 0)) {
      const ping = part === 0 && pingRole !== undefined && isRole(channel, pingRole) ? pingRole : undefined;
      const request = (sent: Message) => {
        const { data, files } = bodyOf(sent, { nonce: nonceOf(key, part), pingRole: ping });
        return rest.post(Routes.channelMessages(channel), { body: data, files: [...files] });
      };
      const send = () => sendFiles(channel, message, request);
      const delivery = await tryTwice(() => inTurn(() => attempt(send, channel, log)));
      if (delivery.kind === 'unknown') arrived.delete(name);
      if (delivery.kind !== 'ok') return delivery;
      arrived.set(name, part + 1);
    }
    arrived.delete(name);
    return { kind: 'ok' } as const;
  }

  async function sendTo(to: Target, messages: readonly Message[], key: string): Promise<Delivery> {
    if (to.kind === 'chat') {
      const channel = to.threadId ?? to.chatId;
      return lanes.run(channel, () => post(channel, messages, key, to.pingRole));
    }
    const opened = await directChats.find(to.userId, inTurn);
    if (!('channel' in opened)) return opened;
    const delivery = await lanes.run(opened.channel, () => post(opened.channel, messages, key));
    if (delivery.kind === 'gone') directChats.forget(to.userId);
    return delivery;
  }

  const send: Deliver['send'] = async (to, reply, key) => {
    const place = placeOf(to);
    if (!ID.test(idOf(to))) return { kind: 'rejected', why: `no id of a ${to.kind}` };
    const early = rests.why(place);
    if (early) return early;
    const waitMs = invalid.waitMs();
    if (waitMs > 0) return { kind: 'rate-limited', retryAfterMs: waitMs };
    const delivery = await sendTo(to, renderReply(reply, { commands }), key);
    rests.note(place, delivery);
    return delivery;
  };
  return { send, lookAgain: (to) => rests.forget(placeOf(to)) };
}

function idOf(to: Target): string {
  return to.kind === 'person' ? to.userId : (to.threadId ?? to.chatId);
}

function placeOf(to: Target): string {
  return `${to.kind} ${idOf(to)}`;
}

async function attempt(request: () => Promise<unknown>, channel: string, log: Log): Promise<Delivery> {
  try {
    await request();
    return { kind: 'ok' };
  } catch (error) {
    const delivery = toDelivery(error);
    log.warn('a message was not delivered', { channel, delivery: delivery.kind, error: describeError(error) });
    return delivery;
  }
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

function nonceOf(key: string, part: number): string {
  return createHash('sha256').update(`${part} ${key}`).digest('base64url').slice(0, MAX_NONCE);
}
