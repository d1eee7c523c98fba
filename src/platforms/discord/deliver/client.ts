// The library's REST client, twice, so that an answer is never behind what nobody asked for; and what both have in common:
// the token, and what is heard of every answer.
import { REST, RESTEvents, type RESTOptions } from 'discord.js';
import type { AdapterEvent } from '../../../core/ports/platform.ts';

const REQUEST_TIMEOUT_MS = 10_000;
/** A longer wait is the caller's business; one without a length would be repeated at once, for ever. */
const LONGEST_WAIT_MS = 10_000;
/** What Discord allows a bot, and what the library counts: https://discord.com/developers/docs/topics/rate-limits */
const PER_SECOND = 50;
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
}

interface AnswerWatcher {
  report(event: AdapterEvent): void;
  onStatus(status: number): void;
  /** Discord does not know the token any more. */
  onRefused(): void;
}

export interface DiscordClient {
  /** How both are set up. */
  readonly options: Partial<RESTOptions>;
  /** For answers and menus: waits when asked to, and tries again. */
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
  const { token, apiBase, requestTimeoutMs = REQUEST_TIMEOUT_MS, timeScale } = given;
  const options: Partial<RESTOptions> = {
    ...(apiBase !== undefined && { api: apiBase }),
    timeout: requestTimeoutMs,
    globalRequestsPerSecond: PER_SECOND * timeScale,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > LONGEST_WAIT_MS,
  };
  const answers = new REST(options).setToken(token);
  const news = new REST({ ...options, ...NEWS_OPTIONS }).setToken(token);
  const both = [answers, news];
  let hasToken = true;
  return {
    options,
    answers,
    news,
    hasToken: () => hasToken,
    restoreToken: () => {
      for (const rest of both) rest.setToken(token);
      hasToken = true;
    },
    watch: ({ report, onStatus, onRefused }) => {
      for (const rest of both) {
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
      for (const rest of both) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
    },
  };
}
