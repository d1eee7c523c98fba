// Keeps the bot connected: a login that is of no more use is followed by a fresh one, later and later.
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, RESTOptions } from 'discord.js';
import type { Log } from '../../../core/ports/log.ts';
import type { AdapterEvent } from '../../../core/ports/platform.ts';
import { createBackoff } from '../../backoff.ts';
import { pause } from '../../pause.ts';
import { type Login, type Loss, logIn } from './gateway.ts';

export interface LifecyclePorts {
  readonly token: string;
  readonly rest: Partial<RESTOptions>;
  readonly log: Log;
  report(event: AdapterEvent): void;
  /** Each login has a client of its own. */
  onLogin(client: Client): void;
  /** Connected for the first time by this client. */
  onReady(client: Client<true>): void;
}

export interface Lifecycle {
  /** Resolves when connected or, failing that, on the way to the next attempt; in any case soon. Rejects when Discord says
   *  at once that it does not know the token. */
  open(): Promise<void>;
  /** Begins a fresh login, for what is wrong with the present one. */
  renew(why: string): void;
  close(): Promise<void>;
}

const OPEN_WITHIN_MS = 5_000;
const WAITS = { firstMs: 1_000, longestMs: 60_000 };
/** Nobody but the operator can mend these, and refused logins count against the bot. */
const LONG_WAITS = { firstMs: 60_000, longestMs: 900_000 };

const WRONG_TOKEN =
  'Discord does not accept DISCORD_TOKEN: copy the token again from the Bot page of your application at https://discord.com/developers/applications';

export function createLifecycle(ports: LifecyclePorts): Lifecycle {
  const stop = new AbortController();
  const opened = Promise.withResolvers<void>();
  const soon = createBackoff(WAITS);
  const later = createBackoff(LONG_WAITS);
  let isOpen = false;
  let running: Promise<void> | undefined;
  let login: Login | undefined;

  function open(): void {
    isOpen = true;
    opened.resolve();
  }

  async function keepConnected(): Promise<void> {
    while (!stop.signal.aborted) {
      login = connect(ports, open);
      const loss = await login.lost;
      await login.end();
      if (stop.signal.aborted) return;
      if (loss.kind === 'token' && !isOpen) return opened.reject(new Error(WRONG_TOKEN));
      open();
      const waitMs = loss.kind === 'silence' ? soon() : later();
      tell(ports, loss, waitMs);
      await pause(waitMs, stop.signal);
    }
  }

  return {
    open: () => {
      running ??= keepConnected();
      const patience = delay(OPEN_WITHIN_MS, undefined, { signal: stop.signal, ref: false });
      patience.then(open, () => undefined);
      return opened.promise;
    },
    renew: (why) => login?.giveUp(why),
    close: async () => {
      stop.abort();
      open();
      await login?.end();
      await running;
    },
  };
}

/** One login, told about as a change from connected to not connected and back. */
function connect(ports: LifecyclePorts, connected: () => void): Login {
  let isUp = false;
  let isReady = false;
  const login = logIn(ports.token, ports.rest, {
    up: (client) => {
      if (!isReady) ports.onReady(client);
      if (!isUp) ports.report({ kind: 'connected' });
      [isUp, isReady] = [true, true];
      connected();
    },
    down: (why) => {
      if (isUp) ports.report({ kind: 'disconnected', why });
      isUp = false;
    },
  });
  ports.onLogin(login.client);
  return login;
}

function tell({ log, report }: LifecyclePorts, { kind, why }: Loss, waitMs: number): void {
  const said = kind === 'token' ? WRONG_TOKEN : why;
  report({ kind: 'disconnected', why: said });
  const level = kind === 'silence' ? 'warn' : 'error';
  log[level]('not connected to Discord', { why: said, nextAttemptMs: Math.round(waitMs) });
}
