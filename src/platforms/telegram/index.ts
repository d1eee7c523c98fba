// Telegram as a chat platform, through telegraf: long polling, or a webhook on request.
import { setTimeout as delay } from 'node:timers/promises';
import { Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { Log } from '../../core/ports/log.ts';
import type { AdapterHost, ChatAdapter } from '../../core/ports/platform.ts';
import type { AdapterPorts } from '../platform.ts';
import { type CallApi, DEADLINES, guardCalls } from './deliver/client.ts';
import { toApiError } from './deliver/errors.ts';
import { createNews, type SendNews } from './deliver/index.ts';
import { createMessenger } from './deliver/messages.ts';
import { createMoves } from './deliver/moved-chats.ts';
import { createSender } from './deliver/sender.ts';
import { type Conversation, createConversation } from './inbound/index.ts';
import { createMembers } from './inbound/members.ts';
import { PLATFORM } from './inbound/updates.ts';
import { createWebhookHandler } from './inbound/webhook.ts';
import { type Connection, createConnection } from './lifecycle.ts';
import { registerMenus } from './menu.ts';
import { MESSAGES_PER_SECOND, type TelegramSettings } from './settings.ts';

const LAST_ANSWERS_MS = 10_000;

export interface TelegramOptions extends TelegramSettings, AdapterPorts {
  /** Of a Bot API that counts its limits so many times faster than by the clock. */
  readonly timeScale?: number;
  /** For a request without an answer. */
  readonly requestTimeoutMs?: number;
}

/** A started adapter. */
interface Running extends Connection {
  readonly sendNews: SendNews;
  /** Resolves when nothing is being answered. */
  idle(): Promise<void>;
  /** Resolves when no news are on their way; none are sent from now on. */
  endNews(): Promise<void>;
}

export function createTelegramAdapter(options: TelegramOptions): ChatAdapter {
  const closing = new AbortController();
  let running: Running | undefined;
  let stopped: Promise<void> | undefined;
  return {
    platform: PLATFORM,
    repeatsDroppedForMs: 0,
    start: async (host) => {
      running = run(options, host, closing.signal);
      await running.open();
    },
    send: async (to, reply, key) => running?.sendNews(to, reply, key) ?? { kind: 'unavailable' },
    stop: () => {
      stopped ??= stop(running).finally(() => closing.abort());
      return stopped;
    },
  };
}

async function stop(running: Running | undefined): Promise<void> {
  if (!running) return;
  const finished = Promise.all([running.endNews(), running.close().then(running.idle)]);
  await Promise.race([finished, delay(LAST_ANSWERS_MS, undefined, { ref: false })]);
}

function run(options: TelegramOptions, host: AdapterHost, closing: AbortSignal): Running {
  const { token, apiRoot, mount, messagesPerSecond = MESSAGES_PER_SECOND, timeScale = 1, log } = options;
  const webhook = mount && options.webhook;
  const call = createClient(options);
  const moves = createMoves(host);
  const sender = createSender({ call, host, moves, log, perSecond: messagesPerSecond, timeScale, closing });
  const messenger = createMessenger(sender, call);
  const members = createMembers(sender);
  const setMenus = createMenuKeeper(call, host, log);
  let conversation: Conversation | undefined;
  let isClosed = false;
  const onOpen = ({ id: botId, username }: UserFromGetMe) => {
    conversation ??= createConversation({ host, username, botId, sender, messenger, members, moves, log });
    void setMenus();
  };
  const accept = (update: Update): boolean => {
    if (isClosed || !conversation) return false;
    conversation.accept(update);
    return true;
  };
  if (webhook) mount(new URL(webhook.url).pathname, createWebhookHandler(webhook.secret, accept));
  const report = host.report.bind(host, PLATFORM);
  const connection = createConnection({ token, apiRoot, webhook, log, report, onOpen, onUpdate: accept });
  return {
    open: connection.open,
    close: () => {
      isClosed = true;
      return connection.close();
    },
    idle: async () => conversation?.idle(),
    endNews: sender.endNews,
    sendNews: createNews(messenger),
  };
}

/** For everything that is sent, whatever becomes of the connection that hears. */
function createClient({ token, apiRoot, requestTimeoutMs: callMs = DEADLINES.callMs }: TelegramOptions): CallApi {
  const telegram = new Telegram(token, apiRoot === undefined ? {} : { apiRoot });
  guardCalls(telegram, { deadlines: { ...DEADLINES, callMs } });
  return telegram.callApi;
}

/** Registers the commands at every connection until it worked. */
function createMenuKeeper(call: CallApi, host: AdapterHost, log: Log): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    try {
      await registerMenus(call, host);
      isDone = true;
    } catch (error) {
      log.warn('telegram: the menus are not set', { why: toApiError(error).message });
    }
  };
}
