// The terminal as a chat platform: one person, one private chat.
import type { ChatAdapter } from '../../core/ports/platform.ts';
import type { Reply } from '../../core/reply/reply.ts';
import { createDeliver } from './deliver.ts';
import { createInbound, LOCAL } from './inbound/index.ts';
import { createLifecycle, type Lifecycle } from './lifecycle/index.ts';
import { type ConsolePorts, createTerminal } from './lifecycle/terminal.ts';
import { createMenu } from './menu.ts';
import { renderReply } from './render/index.ts';

export interface ConsoleOptions {
  /** Shown once at the start. */
  readonly greeting: string;
  /** The terminal's language, as a hint. */
  readonly locale: string;
}

export interface ConsoleAdapter extends ChatAdapter {
  /** The person left, or the piped input is answered to its end. */
  readonly done: Promise<void>;
}

export function createConsoleAdapter(ports: ConsolePorts, { greeting, locale }: ConsoleOptions): ConsoleAdapter {
  const done = Promise.withResolvers<void>();
  let running: (Lifecycle & Pick<ChatAdapter, 'send'>) | undefined;
  let isStopped = false;
  return {
    platform: LOCAL.chat.platform,
    repeatsDroppedForMs: 0,
    done: done.promise,
    start: async (host) => {
      const terminal = createTerminal(ports, createMenu(host));
      terminal.print([...renderReply(welcome(greeting), ports), '']);
      const lifecycle = createLifecycle(terminal, createInbound({ host, terminal, ports, locale }));
      running = { ...lifecycle, send: createDeliver(terminal, ports) };
      done.resolve(lifecycle.done);
    },
    send: async (to, reply, key) => (isStopped ? undefined : running?.send(to, reply, key)) ?? { kind: 'unavailable' },
    stop: async () => {
      isStopped = true;
      await running?.close();
    },
  };
}

function welcome(greeting: string): Reply {
  return { tone: 'neutral', visibility: 'private', blocks: [{ kind: 'text', text: greeting }] };
}
