// Keeps the bot connected: one library instance after the other, with a pause in between that grows while it does not work.
import { Telegraf } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { Log } from '../../core/ports/log.ts';
import type { AdapterEvent } from '../../core/ports/platform.ts';
import { createBackoff } from '../backoff.ts';
import { pause } from '../pause.ts';
import { type CallApi, DEADLINES, guardCalls } from './deliver/client.ts';
import type { OnDate } from './deliver/connections.ts';
import { type ApiError, toApiError } from './deliver/errors.ts';
import { ALLOWED_UPDATES } from './inbound/updates.ts';
import type { Webhook } from './settings.ts';

/** A registered webhook is registered again this often: that shows whether Telegram can be reached, and heals a lost one. */
const REGISTER_EVERY_MS = 5 * 60_000;
/** Two instances with one token cut each other off again and again, so a connection for a moment changes nothing. */
const WAITS = { firstMs: 1_000, longestMs: 60_000 };

export interface LifecycleDeps {
  readonly token: string;
  readonly apiRoot?: string | undefined;
  readonly webhook?: Webhook | undefined;
  readonly log: Log;
  readonly report: (event: AdapterEvent) => void;
  /** Telegram told who the bot is. Called at every connection, before its updates. */
  readonly onOpen: (me: UserFromGetMe) => void;
  readonly onUpdate: (update: Update) => void;
  /** Telegram said what time it is there. */
  readonly onDate: OnDate;
}

export interface Lifecycle {
  /** Resolves after the first attempt, whether it worked or goes on in the background; rejects when the token is refused. */
  open(): Promise<void>;
  /** Resolves when nothing more will be heard. */
  close(): Promise<void>;
}

export function createLifecycle(deps: LifecycleDeps): Lifecycle {
  const { log, report } = deps;
  const closing = new AbortController();
  const first = Promise.withResolvers<void>();
  const backoff = createBackoff(WAITS);
  let isConnected = false;
  let running: Promise<void> = Promise.resolve();

  const worked = () => {
    if (isConnected || closing.signal.aborted) return;
    isConnected = true;
    report({ kind: 'connected' });
    log.info('telegram: connected');
  };

  function failed(error: ApiError): void {
    isConnected = false;
    const why = reasonOf(error);
    report({ kind: 'disconnected', why });
    if (error.retryAfterMs !== undefined) report({ kind: 'told-to-wait', retryAfterMs: error.retryAfterMs });
    log.warn(`telegram: ${why}`);
  }

  async function keepConnected(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await connectOnce(deps, closing.signal, worked, first.resolve);
      } catch (caught) {
        const error = toApiError(caught);
        if (closing.signal.aborted) break;
        failed(error);
        if (isTokenRefused(error)) first.reject(new Error(reasonOf(error)));
        first.resolve();
        await pause(Math.max(backoff(), error.retryAfterMs ?? 0), closing.signal);
      }
    }
    first.resolve();
  }

  return {
    open: () => {
      running = keepConnected();
      return first.promise.catch((error) => {
        closing.abort();
        throw error;
      });
    },
    close: async () => {
      closing.abort();
      await running;
      if (isConnected) report({ kind: 'disconnected', why: 'stopped' });
      isConnected = false;
    },
  };
}

/** Resolves when it was closed; rejects when the connection is lost. */
async function connectOnce(
  { token, apiRoot, webhook, log, onOpen, onUpdate, onDate }: LifecycleDeps,
  closing: AbortSignal,
  onWorks: () => void,
  onOpened: () => void,
): Promise<void> {
  const bot = new Telegraf(token, apiRoot === undefined ? {} : { telegram: { apiRoot } });
  guardCalls(bot.telegram, { deadlines: DEADLINES, hangUp: closing, onPolled: onWorks, onDate });
  bot.catch((error) => log.error('telegram: an update was not handled', { error: toApiError(error) }));
  bot.use(({ update }) => onUpdate(update));
  const me = await bot.telegram.getMe();
  bot.botInfo = me;
  onOpen(me);
  onOpened();
  if (webhook) return keepWebhook(bot.telegram.callApi, webhook, closing, onWorks);
  await bot.launch({ allowedUpdates: [...ALLOWED_UPDATES] });
}

async function keepWebhook(
  call: CallApi,
  { url, secret }: Webhook,
  closing: AbortSignal,
  onWorks: () => void,
): Promise<void> {
  do {
    await call('setWebhook', { url, secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] });
    onWorks();
  } while (await pause(REGISTER_EVERY_MS, closing));
}

/** Telegram answers 404 to what does not even look like a token. */
function isTokenRefused({ trouble, code }: ApiError): boolean {
  return trouble === 'refused' && (code === 401 || code === 404);
}

function reasonOf(error: ApiError): string {
  if (isTokenRefused(error))
    return 'Telegram refuses TELEGRAM_TOKEN. Copy the token from @BotFather again; it may have been revoked.';
  if (error.code === 409)
    return 'another running instance uses the same token, and Telegram gives updates to one only; this one keeps trying';
  const what = error.trouble === 'refused' ? 'Telegram refuses' : 'no connection to Telegram';
  return `${what} (${error.message}); trying again`;
}
