// Keeps the line to the pager's server open: connects, says who it is, and begins again, later and later, when it breaks.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { AdapterEvent } from '../../../src/core/ports/platform.ts';
import { createBackoff } from '../../../src/platforms/backoff.ts';
import { pause } from '../../../src/platforms/pause.ts';

const WAITS = { firstMs: 1_000, longestMs: 60_000 };

interface LifecycleDeps {
  readonly port: number;
  /** The first line of every connection. */
  readonly hello: object;
  readonly report: (event: AdapterEvent) => void;
  readonly hear: (line: string) => void;
  readonly onLost: () => void;
}

export interface Lifecycle {
  /** Resolves after the first attempt, whether it worked or goes on by itself. */
  open(): Promise<void>;
  /** False when there is no connection, so that nothing was sent. */
  write(message: object): boolean;
  close(): void;
}

export function createLifecycle({ port, hello, report, hear, onLost }: LifecycleDeps): Lifecycle {
  const closing = new AbortController();
  const opened = Promise.withResolvers<void>();
  const backoff = createBackoff(WAITS);
  let socket: Socket | undefined;

  const write = (message: object) => {
    socket?.write(`${JSON.stringify(message)}\n`);
    return socket !== undefined;
  };
  const connectOnce = async (): Promise<void> => {
    const own = connect(port, '127.0.0.1');
    await once(own, 'connect', { signal: closing.signal });
    socket = own;
    write(hello);
    report({ kind: 'connected' });
    opened.resolve();
    // What breaks the connection closes it too.
    createInterface({ input: own })
      .on('line', hear)
      .on('error', () => undefined);
    await new Promise((resolve) => own.once('close', resolve));
    report({ kind: 'disconnected', why: 'the line is down' });
  };
  const keepOpen = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await connectOnce().catch(() => undefined);
      socket = undefined;
      onLost();
      opened.resolve();
      await pause(backoff(), closing.signal);
    }
  };

  return {
    open: () => {
      void keepOpen();
      return opened.promise;
    },
    write,
    close: () => {
      closing.abort();
      socket?.end();
    },
  };
}
