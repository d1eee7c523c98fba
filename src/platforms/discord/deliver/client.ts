// The library's REST client, three times, so that an answer is never behind what nobody asked for; and what they have in
// common: the token, and what is heard of every answer.
import { DefaultRestOptions, REST, RESTEvents, type RESTOptions } from 'discord.js';
import type { AdapterEvent } from '../../../core/ports/platform.ts';
import type { PlatformClock } from '../../platform-clock.ts';

const REQUEST_TIMEOUT_MS = 10_000;
/** A longer wait is the caller's business; one without a length would be repeated at once, for ever. */
const LONGEST_WAIT_MS = 10_000;
/** What Discord allows a bot, and what the library counts: https://discord.com/developers/docs/topics/rate-limits */
const PER_SECOND = 50;
/** Whoever sends an answer knows how long it is of use, and what it means to try again. */
const ANSWER_OPTIONS = { retries: 0 } as const;
/** Whoever sends news knows best when to try again. */
const NEWS_OPTIONS = { retries: 0, rejectOnRateLimit: () => true } as const;
const UNAUTHORIZED = 401;
const TOO_MANY = 429;

export interface ClientOptions {
  readonly token: string;
  readonly apiBase?: string | undefined;
  /** For one attempt of a request. */
  readonly requestTimeoutMs?: number | undefined;
  /** So many times faster than by the clock limits are counted. */
  readonly timeScale: number;
  /** Is told what every answer says of the time. */
  readonly clock: PlatformClock;
}

interface AnswerWatcher {
  report(event: AdapterEvent): void;
  onStatus(status: number): void;
  /** Discord does not know the token any more. */
  onRefused(): void;
}

export interface DiscordClient {
  /** How all are set up. */
  readonly options: Partial<RESTOptions>;
  /** For menus: waits when asked to, and tries again. */
  readonly menus: REST;
  /** For answers to people: waits when asked to. */
  readonly answers: REST;
  /** For news: one attempt, and nothing is waited for. */
  readonly news: REST;
  /** False between a refusal of the token and the next login. */
  hasToken(): boolean;
  /** The library forgets a token that was refused. */
  restoreToken(): void;
  watch(watcher: AnswerWatcher): void;
  close(): void;
}

export function createClient(given: ClientOptions): DiscordClient {
  const { token, apiBase, requestTimeoutMs = REQUEST_TIMEOUT_MS, timeScale, clock } = given;
  const options: Partial<RESTOptions> = {
    ...(apiBase !== undefined && { api: apiBase }),
    timeout: requestTimeoutMs,
    globalRequestsPerSecond: PER_SECOND * timeScale,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > LONGEST_WAIT_MS,
    makeRequest: timed(clock),
  };
  const menus = new REST(options).setToken(token);
  const answers = new REST({ ...options, ...ANSWER_OPTIONS }).setToken(token);
  const news = new REST({ ...options, ...NEWS_OPTIONS }).setToken(token);
  const all = [menus, answers, news];
  let hasToken = true;
  return {
    options,
    menus,
    answers,
    news,
    hasToken: () => hasToken,
    restoreToken: () => {
      for (const rest of all) rest.setToken(token);
      hasToken = true;
    },
    watch: ({ report, onStatus, onRefused }) => {
      for (const rest of all) {
        rest.on(RESTEvents.Response, ({ data }, { status, headers }) => {
          onStatus(status);
          if (status === UNAUTHORIZED && data.auth) {
            hasToken = false;
            onRefused();
          }
          if (status !== TOO_MANY) return;
          report({ kind: 'told-to-wait', retryAfterMs: Number(headers.get('retry-after') ?? 0) * 1_000 });
        });
      }
    },
    close: () => {
      for (const rest of all) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
    },
  };
}

function timed(clock: PlatformClock): RESTOptions['makeRequest'] {
  return async (url, init) => {
    const askedAt = clock.now();
    const answer = await DefaultRestOptions.makeRequest(url, init);
    clock.note(answer.headers.get('date'), askedAt, clock.now());
    return answer;
  };
}
