// Discord as a chat platform: slash commands and buttons come in through the gateway, answers and messages go out by REST.
import { setTimeout as delay } from 'node:timers/promises';
import { Events, REST, RESTEvents, type RESTOptions } from 'discord.js';
import type { AdapterHost, ChatAdapter } from '../../core/platform.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { answerInteraction } from './answer.ts';
import { type Connection, createConnection } from './connection.ts';
import { createDeliver, REPEATS_DROPPED_FOR_MS } from './deliver.ts';
import { describeError } from './errors.ts';
import { greetGuild } from './greet.ts';
import { PLATFORM } from './inbound.ts';
import { slashCommands } from './menu.ts';
import { keepRegistered } from './register.ts';
import { renderReply } from './render.ts';

export interface DiscordOptions {
  readonly token: string;
  /** Instead of Discord's own, such as http://127.0.0.1:8080/api. */
  readonly apiBase?: string;
  readonly log: Log;
  readonly clock?: Clock;
  /** For one attempt of a request. */
  readonly requestTimeoutMs?: number;
}

const LAST_ANSWERS_MS = 10_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** A longer wait is the caller's business; one without a length would be repeated at once, for ever. */
const LONGEST_WAIT_MS = 10_000;

export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const { log, clock = { now: () => Date.now() } } = options;
  const token = options.token.trim().replace(/^Bot\s+/i, '');
  const restOptions = restOptionsOf(options);
  const rest = new REST(restOptions).setToken(token);
  const deliver = createDeliver({ rest, clock, log });
  const work = createWork(log);
  let running: { readonly host: AdapterHost; readonly connection: Connection } | undefined;

  const send: ChatAdapter['send'] = async (to, reply, key) => {
    if (!running || work.ended.aborted) return { kind: 'unavailable' };
    const { host } = running;
    const delivery = await deliver(to, renderReply(reply, { commands: host.commands }), key);
    host.report(PLATFORM, { kind: 'sent', delivery: delivery.kind });
    return delivery;
  };

  const connect = (host: AdapterHost) =>
    createConnection({
      token,
      rest: restOptions,
      log,
      report: (event) => host.report(PLATFORM, event),
      onClient: (client) => {
        const ports = { host, rest, log };
        client.on(Events.InteractionCreate, (asked) => work.begin(() => answerInteraction(ports, asked)));
        client.on(Events.GuildCreate, (guild) => work.begin(() => greetGuild(host, send, guild)));
      },
      onReady: ({ application }) => {
        // The library has forgotten it if it was refused.
        rest.setToken(token);
        void keepRegistered(rest, application.id, slashCommands(host), log, work.ended);
      },
    });

  return {
    platform: PLATFORM,
    repeatsDroppedForMs: REPEATS_DROPPED_FOR_MS,
    start: (host) => {
      running = { host, connection: connect(host) };
      const { connection } = running;
      watchAnswers(rest, host, connection);
      return connection.open();
    },
    send,
    stop: async () => {
      await work.end();
      await running?.connection.close();
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

function restOptionsOf({ apiBase, requestTimeoutMs = REQUEST_TIMEOUT_MS }: DiscordOptions): Partial<RESTOptions> {
  return {
    ...(apiBase !== undefined && { api: apiBase }),
    timeout: requestTimeoutMs,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > LONGEST_WAIT_MS,
  };
}

function watchAnswers(rest: REST, host: AdapterHost, connection: Connection): void {
  rest.on(RESTEvents.Response, ({ data }, { status, headers }) => {
    if (status === 401 && data.auth) connection.renew('the token was refused');
    if (status !== 429) return;
    host.report(PLATFORM, { kind: 'told-to-wait', retryAfterMs: Number(headers.get('retry-after') ?? 0) * 1_000 });
  });
}

/** Answers on their way. What goes wrong in one stays in it, and the end waits for all of them, for a while. */
function createWork(log: Log) {
  const underWay = new Set<Promise<void>>();
  const ended = new AbortController();
  return {
    ended: ended.signal,
    begin: (task: () => Promise<void>): void => {
      if (ended.signal.aborted) return;
      const done = task()
        .catch((error: unknown) => log.error('an event of Discord was not handled', { error: describeError(error) }))
        .finally(() => underWay.delete(done));
      underWay.add(done);
    },
    end: async (): Promise<void> => {
      ended.abort();
      const patience = delay(LAST_ANSWERS_MS, undefined, { ref: false });
      await Promise.race([Promise.allSettled(underWay), patience]);
    },
  };
}
