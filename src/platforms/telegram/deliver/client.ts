// The library's client with what it lacks: a deadline for every call, errors without the token, and news of each poll.
import { Telegram } from 'telegraf';
import { createAgent, noteTrip, type OnDate, type Trip } from './connections.ts';
import { ApiError, toApiError } from './errors.ts';

export type CallApi = Telegram['callApi'];
type Signal = NonNullable<NonNullable<Parameters<CallApi>[2]>['signal']>;

/** `poll` goes on top of the time for which a long poll asks; `last` is for the acknowledgement at the end. */
export interface Deadlines {
  readonly callMs: number;
  readonly pollMs: number;
  readonly lastMs: number;
}

export const DEADLINES: Deadlines = { callMs: 30_000, pollMs: 15_000, lastMs: 3_000 };

export interface GuardOptions {
  readonly deadlines: Deadlines;
  /** Ends every call and refuses further ones, save the last that acknowledges what was handled. */
  readonly hangUp?: AbortSignal;
  readonly onPolled?: () => void;
  readonly onDate?: OnDate | undefined;
}

export interface ClientOptions {
  readonly token: string;
  readonly apiRoot?: string | undefined;
  /** For a request without an answer. */
  readonly requestTimeoutMs?: number | undefined;
  readonly onDate?: OnDate | undefined;
}

/** For everything that is sent, whatever becomes of the connection that hears. */
export function createClient(options: ClientOptions): CallApi {
  const { token, apiRoot, onDate, requestTimeoutMs: callMs = DEADLINES.callMs } = options;
  const telegram = new Telegram(token, apiRoot === undefined ? {} : { apiRoot });
  guardCalls(telegram, { deadlines: { ...DEADLINES, callMs }, onDate });
  return telegram.callApi;
}

/** Replaces the client's one way out. Every error is an ApiError afterwards, which the library's polling hands to whoever
 *  launched it instead of sleeping on it; only the AbortError of a hang-up stays, for that ends polling in peace. */
export function guardCalls(
  telegram: Telegram,
  { deadlines, hangUp, onPolled, onDate = () => undefined }: GuardOptions,
): void {
  const call = telegram.callApi.bind(telegram);
  telegram.options.agent = createAgent(telegram.options.apiRoot, onDate);
  let hasPolled = false;
  const guarded: CallApi = async (method, payload, { signal } = {}) => {
    const kind = method !== 'getUpdates' ? 'call' : signal ? 'poll' : 'last';
    const given = payload as { timeout?: number }; // of a poll, in seconds
    // A poll that fails is followed by a last one too, which would throw out the other instance when that is the trouble.
    if (kind === 'last' && !hangUp?.aborted) throw new ApiError('unreachable', 'not asked', {});
    if (kind === 'poll' && !hasPolled) given.timeout = 0; // answered at once, so that the connection is known to work
    const limitMs = deadlines[`${kind}Ms`] + (kind === 'poll' ? (given.timeout ?? 0) * 1_000 : 0);
    const own = deadline(limitMs, kind === 'last' ? [] : [signal, hangUp]);
    const trip: Trip = { isOnReused: false };
    try {
      const result = await noteTrip(trip, () => call(method, payload, { signal: own.signal }));
      hasPolled ||= kind === 'poll';
      if (kind === 'poll') onPolled?.();
      return result;
    } catch (error) {
      if (own.isHungUp()) throw Object.assign(new Error('hung up'), { name: 'AbortError' });
      throw own.isLate()
        ? new ApiError('unanswered', `no answer to ${method} in ${limitMs} ms`, {})
        : toApiError(error, trip);
    } finally {
      own.end();
    }
  };
  telegram.callApi = guarded;
}

/** The library's signals are not the platform's, so they are joined by hand. */
function deadline(limitMs: number, others: readonly (Signal | AbortSignal | undefined)[]) {
  const controller = new AbortController();
  let isLate = false;
  const abort = () => controller.abort();
  const timer = setTimeout(() => {
    isLate = true;
    abort();
  }, limitMs);
  for (const other of others) {
    if (other?.aborted) abort();
    other?.addEventListener('abort', abort);
  }
  return {
    signal: controller.signal as Signal,
    isLate: () => isLate,
    isHungUp: () => others.some((other) => other?.aborted),
    end: () => {
      clearTimeout(timer);
      for (const other of others) other?.removeEventListener('abort', abort);
    },
  };
}
