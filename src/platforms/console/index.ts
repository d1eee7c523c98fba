// The terminal as a chat platform: one person, one private chat.
import type { AdapterHost, ChatAdapter } from '../../core/ports/platform.ts';
import type { Reply } from '../../core/reply/reply.ts';
import { within } from '../../core/values/deadline.ts';
import { converse, LOCAL } from './inbound/index.ts';
import { type ConsolePorts, createTerminal, type Terminal } from './lifecycle/terminal.ts';
import { createCompleter } from './menu.ts';
import { renderReply } from './render/index.ts';

const LAST_ANSWER_MS = 10_000;

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
  let terminal: Terminal | undefined;
  let isStopped = false;
  return {
    platform: LOCAL.chat.platform,
    repeatsDroppedForMs: 0,
    done: done.promise,
    start: async (host: AdapterHost) => {
      const opened = createTerminal(ports, createCompleter(host));
      terminal = opened;
      opened.print([...renderReply(welcome(greeting), ports), '']);
      const session = converse(host, opened, ports, locale).finally(opened.close);
      done.resolve(Promise.race([session, opened.left]));
    },
    send: async (_to, reply) => {
      const isShown = !isStopped && terminal?.print([...renderReply(reply, ports), '']) === true;
      return { kind: isShown ? 'ok' : 'unavailable' };
    },
    stop: async () => {
      isStopped = true;
      terminal?.close();
      if (terminal) await within(LAST_ANSWER_MS, done.promise, () => undefined).catch(() => undefined);
    },
  };
}

function welcome(greeting: string): Reply {
  return { tone: 'neutral', visibility: 'private', blocks: [{ kind: 'text', text: greeting }] };
}
