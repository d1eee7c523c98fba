// Telegram's limits on sending, enforced when a test asks for it. Nobody but Telegram knows how it counts; this counts as its
// FAQ reads: a bucket of 30 that refills within a second, six at once and then one a second in a chat ("short bursts"), and
// no more than 20 in any minute of a group. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this

import { type Counter, createServerClock, createSlidingLog, createTokens, type ServerClock } from '../rates.ts';
import type { Payload } from './body.ts';
import { Refusal } from './world.ts';

const LIMITED = ['sendMessage', 'sendPhoto', 'sendDocument', 'editMessageText'];
const PER_SECOND = 30;
const CHAT_BURST = 6;
const PER_GROUP_MINUTE = 20;

export interface LimitOptions {
  /** So many times faster than by the clock the limits are counted. */
  readonly scale: number;
}

export interface Limits {
  /** Throws a refusal with 429 when it is too much. */
  check(method: string, payload: Payload): void;
  /** Refusals so far. */
  readonly refused: number;
  /** Refusals of those who had been told to wait and did not. */
  readonly impatient: number;
}

export function createLimits(
  options: LimitOptions | undefined,
  clock: ServerClock = createServerClock(options?.scale),
): Limits {
  const all = createTokens(PER_SECOND, 1_000);
  const chats = new Map<string, readonly Counter[]>();
  const heldUntil = new Map<string, number>();
  const limits = {
    refused: 0,
    impatient: 0,
    check: (method: string, { chat_id: id }: Payload) => {
      if (!options || !LIMITED.includes(method)) return;
      const chatId = String(id);
      const counters = chats.get(chatId) ?? countersOf(chatId);
      chats.set(chatId, counters);
      const now = clock.now();
      const held = (heldUntil.get(chatId) ?? 0) - now;
      const waitMs = held > 0 ? held : firstRefusal([...counters, all], now);
      if (waitMs === undefined) return;
      limits.refused += 1;
      if (held > 0) limits.impatient += 1;
      heldUntil.set(chatId, now + waitMs);
      throw tooMany(clock.toClientSeconds(waitMs));
    },
  };
  return limits;
}

function firstRefusal(counters: readonly Counter[], now: number): number | undefined {
  for (const count of counters) {
    const waitMs = count(now);
    if (waitMs !== undefined) return waitMs;
  }
  return undefined;
}

function countersOf(chatId: string): readonly Counter[] {
  const chat = createTokens(CHAT_BURST, 1_000, 1);
  return chatId.startsWith('-') ? [chat, createSlidingLog(PER_GROUP_MINUTE, 60_000)] : [chat];
}

function tooMany(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
