// Telegram as a chat platform, through telegraf: long polling, or a webhook on request.
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { AdapterEvent, AdapterHost, ChatAdapter } from '../../core/ports/platform.ts';
import { lastAnswers } from '../last-answers.ts';
import type { AdapterPorts } from '../platform.ts';
import { createPlatformClock } from '../platform-clock.ts';
import { createChatKinds } from './deliver/chat-kinds.ts';
import { createClient } from './deliver/client.ts';
import { createDeliver } from './deliver/index.ts';
import { createMessenger } from './deliver/messages.ts';
import { createMovedChats } from './deliver/moved-chats.ts';
import { createSender } from './deliver/sender.ts';
import { createInbound, type Inbound } from './inbound/index.ts';
import { createMembers } from './inbound/members.ts';
import { CALL_STYLE, PLATFORM } from './inbound/updates.ts';
import { createWebhookHandler } from './inbound/webhook.ts';
import { createLifecycle } from './lifecycle.ts';
import { createMenu } from './menu.ts';
import { MESSAGES_PER_SECOND, type TelegramSettings } from './settings.ts';

export interface TelegramOptions extends TelegramSettings, AdapterPorts {
  /** Of a Bot API that counts its limits so many times faster than by the clock. */
  readonly timeScale?: number;
  /** For a request without an answer. */
  readonly requestTimeoutMs?: number;
}

/** A started adapter. */
interface Running extends Pick<ChatAdapter, 'send'> {
  open(): Promise<void>;
  /** Nothing is heard and no news are sent from now on. Resolves when what is on its way has arrived. */
  close(): Promise<void>;
}

export function createTelegramAdapter(options: TelegramOptions): ChatAdapter {
  const closing = new AbortController();
  let running: Running | undefined;
  let stopped: Promise<void> | undefined;
  return {
    platform: PLATFORM,
    repeatsDroppedForMs: 0,
    callStyle: CALL_STYLE,
    start: async (host) => {
      running = run(options, host, closing.signal);
      await running.open();
    },
    send: async (to, reply, key) => running?.send(to, reply, key) ?? { kind: 'unavailable' },
    stop: () => {
      stopped ??= lastAnswers(running?.close()).finally(() => closing.abort());
      return stopped;
    },
  };
}

function run(options: TelegramOptions, host: AdapterHost, closing: AbortSignal): Running {
  const { token, apiRoot, mount, messagesPerSecond: perSecond = MESSAGES_PER_SECOND, timeScale = 1, log } = options;
  const webhook = mount && options.webhook;
  const report = (event: AdapterEvent) => host.report(PLATFORM, event);
  const clock = createPlatformClock({ now: Date.now });
  const call = createClient({ ...options, onDate: clock.note });
  const movedChats = createMovedChats((from, to) => host.chatMoved(PLATFORM, from, to));
  const sender = createSender({ call, report, movedChats, log, perSecond, timeScale, closing });
  const messenger = createMessenger(sender, call);
  const members = createMembers(sender);
  const setMenus = createMenu({ call, host, log });
  const isChannel = createChatKinds(sender);
  let inbound: Inbound | undefined;
  let name: string | undefined;
  let isClosed = false;
  const onOpen = ({ id: botId, username }: UserFromGetMe) => {
    name = username;
    inbound ??= createInbound({ host, username, botId, sender, messenger, members, movedChats, clock, log });
    void setMenus();
  };
  const accept = (update: Update): boolean => {
    if (isClosed || !inbound) return false;
    inbound.accept(update);
    return true;
  };
  if (webhook) mount(new URL(webhook.url).pathname, createWebhookHandler(webhook.secret, accept));
  const lifecycle = createLifecycle({
    token,
    apiRoot,
    webhook,
    log,
    report,
    onOpen,
    onUpdate: accept,
    onDate: clock.note,
  });
  return {
    open: lifecycle.open,
    send: createDeliver({ messenger, isChannel, commands: host.commands, username: () => name }),
    close: async () => {
      isClosed = true;
      await Promise.all([sender.endNews(), lifecycle.close().then(() => inbound?.idle())]);
    },
  };
}
