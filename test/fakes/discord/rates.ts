// Discord's limits on the number of requests, enforced when a test asks for it: 50 a second for a bot, and five messages in
// five seconds to a channel, told in the headers of each answer. https://discord.com/developers/docs/topics/rate-limits
import { createServerClock, createTokens, type ServerClock } from '../rates.ts';

const PER_SECOND = 50;
const MESSAGES = /^POST \/channels\/(\d+)\/messages$/;
const PER_CHANNEL = 5;
const CHANNEL_MS = 5_000;
/** Whoever gets as many answers like these in ten minutes is banned. */
const INVALID = [401, 403, 429];

export interface RateOptions {
  /** So many times faster than by the clock the limits are counted, and nonces forgotten. */
  readonly scale: number;
}

export type Headers = Readonly<Record<string, string>>;

interface Verdict {
  readonly headers: Headers;
  /** What is answered with 429. */
  readonly tooMany?: { readonly message: string; readonly retry_after: number; readonly global: boolean };
}

export interface Rates {
  /** `request`: "METHOD /path". */
  check(request: string): Verdict;
  note(status: number): void;
  /** Answers with 429 so far. */
  readonly refused: number;
  /** Answers so far that count towards a ban. */
  readonly invalid: number;
}

interface Bucket {
  left: number;
  resetAt: number;
}

export function createRates(options: RateOptions | undefined, clock: ServerClock = createServerClock()): Rates {
  const all = createTokens(PER_SECOND, 1_000);
  const buckets = new Map<string, Bucket>();

  function refuse(waitMs: number, isGlobal: boolean, headers: Headers): Verdict {
    const seconds = clock.toClientSeconds(waitMs);
    const scope = isGlobal
      ? { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }
      : { 'x-ratelimit-scope': 'user' };
    return {
      headers: { ...headers, ...scope, 'retry-after': String(seconds) },
      tooMany: { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal },
    };
  }

  function checkChannel(channel: string): Verdict {
    const now = clock.now();
    const known = buckets.get(channel);
    const bucket = known && known.resetAt > now ? known : { left: PER_CHANNEL, resetAt: now + CHANNEL_MS };
    buckets.set(channel, bucket);
    const isFull = bucket.left === 0;
    if (!isFull) bucket.left -= 1;
    const headers = {
      'x-ratelimit-bucket': 'channel-messages',
      'x-ratelimit-limit': String(PER_CHANNEL),
      'x-ratelimit-remaining': String(bucket.left),
      'x-ratelimit-reset-after': String((bucket.resetAt - now) / 1_000 / (options?.scale ?? 1)),
    };
    return isFull ? refuse(bucket.resetAt - now, false, headers) : { headers };
  }

  const rates = {
    refused: 0,
    invalid: 0,
    check: (request: string): Verdict => {
      // Interactions are not counted with the rest of what a bot asks for.
      if (!options || /^\w+ \/(interactions|webhooks)\//.test(request)) return { headers: {} };
      const waitMs = all(clock.now());
      if (waitMs !== undefined) return refuse(waitMs, true, {});
      const [, channel] = MESSAGES.exec(request) ?? [];
      return channel === undefined ? { headers: {} } : checkChannel(channel);
    },
    note: (status: number) => {
      if (status === 429) rates.refused += 1;
      if (INVALID.includes(status)) rates.invalid += 1;
    },
  };
  return rates;
}
