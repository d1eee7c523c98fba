// Discord as a chat platform: slash commands and buttons come in through the gateway, answers and messages go out by REST.
import { setTimeout as delay } from 'node:timers/promises';
import { Events } from 'discord.js';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { AdapterHost, ChatAdapter } from '../../core/ports/platform.ts';
import { createRequests } from './deliver/client.ts';
import { describeError } from './deliver/errors.ts';
import { createDeliver, REPEATS_DROPPED_FOR_MS } from './deliver/index.ts';
import { countInvalidRequests } from './deliver/invalid-requests.ts';
import { greetGuild } from './inbound/greeting.ts';
import { answerInteraction } from './inbound/index.ts';
import { PLATFORM } from './inbound/invocation.ts';
import { type Connection, createConnection } from './lifecycle/index.ts';
import { slashCommands } from './menu/index.ts';
import { keepRegistered } from './menu/registration.ts';
import { renderReply } from './render/index.ts';
import type { DiscordSettings } from './settings.ts';

export interface DiscordOptions extends DiscordSettings {
  readonly log: Log;
  readonly clock?: Clock;
  /** For one attempt of a request. */
  readonly requestTimeoutMs?: number;
  /** Of a Discord that counts its limits so many times faster than by the clock. */
  readonly timeScale?: number;
}

const LAST_ANSWERS_MS = 10_000;

export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const { log, clock = { now: () => Date.now() }, timeScale = 1 } = options;
  const token = options.token.trim().replace(/^Bot\s+/i, '');
  const requests = createRequests({ ...options, token, timeScale });
  const work = createWork(log);
  const invalid = countInvalidRequests(clock);
  const deliver = createDeliver({ rest: requests.news, invalid, clock, log, timeScale, ended: work.ended });
  let running: { readonly host: AdapterHost; readonly connection: Connection } | undefined;

  const send: ChatAdapter['send'] = async (to, reply, key) => {
    if (!running || !requests.hasToken() || work.ended.aborted) return { kind: 'unavailable' };
    const { host } = running;
    const delivery = await work.follow(deliver(to, renderReply(reply, { commands: host.commands }), key));
    host.report(PLATFORM, { kind: 'sent', delivery: delivery.kind });
    return delivery;
  };

  const connect = (host: AdapterHost) =>
    createConnection({
      token,
      rest: requests.options,
      log,
      report: (event) => host.report(PLATFORM, event),
      onClient: (client) => {
        const ports = { host, rest: requests.answers, log };
        client.on(Events.InteractionCreate, (asked) => work.begin(() => answerInteraction(ports, asked)));
        client.on(Events.GuildCreate, (guild) => work.begin(() => greetGuild(host, send, guild)));
      },
      onReady: ({ application }) => {
        requests.restoreToken();
        void keepRegistered(requests.answers, application.id, slashCommands(host), log, work.ended);
      },
    });

  return {
    platform: PLATFORM,
    repeatsDroppedForMs: REPEATS_DROPPED_FOR_MS / timeScale,
    start: (host) => {
      running = { host, connection: connect(host) };
      const { connection } = running;
      requests.watch({
        report: (event) => host.report(PLATFORM, event),
        onStatus: invalid.note,
        onRefused: () => connection.renew('the token was refused'),
      });
      return connection.open();
    },
    send,
    stop: async () => {
      await work.end();
      await running?.connection.close();
      requests.close();
    },
  };
}

/** Answers on their way. What goes wrong in one stays in it, and the end waits for all of them, for a while. */
function createWork(log: Log) {
  const underWay = new Set<Promise<unknown>>();
  const ended = new AbortController();
  const follow = <T>(work: Promise<T>): Promise<T> => {
    const done = work.finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  };
  return {
    ended: ended.signal,
    follow,
    begin: (task: () => Promise<void>): void => {
      if (ended.signal.aborted) return;
      const failed = (error: unknown) =>
        log.error('an event of Discord was not handled', { error: describeError(error) });
      void follow(task().catch(failed));
    },
    end: async (): Promise<void> => {
      ended.abort();
      const patience = delay(LAST_ANSWERS_MS, undefined, { ref: false });
      await Promise.race([Promise.allSettled(underWay), patience]);
    },
  };
}
