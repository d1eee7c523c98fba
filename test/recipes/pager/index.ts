// The pager as a chat platform: lines of JSON over one connection, a short platform that holds the whole contract.
import type { Log } from '../../../src/core/ports/log.ts';
import type { ChatAdapter } from '../../../src/core/ports/platform.ts';
import { createDeliver, type Deliver, REPEATS_DROPPED_FOR_MS } from './deliver.ts';
import { createInbound, type Inbound, PLATFORM } from './inbound.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createMenu } from './menu.ts';
import { renderReply } from './render.ts';
import type { PagerSettings } from './settings.ts';

interface PagerOptions extends PagerSettings {
  readonly log: Log;
  /** How long to wait for a receipt. */
  readonly receiptMs?: number;
}

interface Running {
  readonly line: Lifecycle;
  readonly deliver: Deliver;
  readonly inbound: Inbound;
}

export function createPagerAdapter({ token, port, log, receiptMs }: PagerOptions): ChatAdapter {
  let running: Running | undefined;
  let isStopped = false;
  return {
    platform: PLATFORM,
    repeatsDroppedForMs: REPEATS_DROPPED_FOR_MS,
    start: (host) => {
      const hello = { token, menu: createMenu(host) };
      const report = host.report.bind(host, PLATFORM);
      const hear = (text: string) => inbound.hear(text);
      const line = createLifecycle({ port, hello, report, hear, onLost: () => deliver.lost() });
      const deliver = createDeliver({ line, report, receiptMs });
      const inbound = createInbound(host, deliver, log);
      running = { line, deliver, inbound };
      return line.open();
    },
    send: async (to, reply, key) => {
      if (!running || isStopped) return { kind: 'unavailable' };
      const text = renderReply(reply);
      if (to.kind === 'person') return running.deliver.post({ room: to.userId, text, key });
      const room = [to.chatId, to.threadId].filter((part) => part !== undefined).join('/');
      return running.deliver.post({ room, text, key, pingRole: to.pingRole });
    },
    stop: async () => {
      isStopped = true;
      await running?.inbound.end();
      running?.line.close();
    },
  };
}
