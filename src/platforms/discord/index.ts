// Discord as a chat platform: slash commands and buttons come in through the gateway, answers and messages go out by REST.
import { Events } from 'discord.js';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { AdapterEvent, AdapterHost, ChatAdapter } from '../../core/ports/platform.ts';
import { createPlatformClock } from '../platform-clock.ts';
import { createClient } from './deliver/client.ts';
import { createSendFiles } from './deliver/files.ts';
import { createDeliver, REPEATS_DROPPED_FOR_MS } from './deliver/index.ts';
import { countInvalidRequests } from './deliver/invalid-requests.ts';
import { createInbound } from './inbound/index.ts';
import { createPlaces } from './inbound/places.ts';
import { CALL_STYLE, PLATFORM } from './inbound/question.ts';
import { createLifecycle } from './lifecycle/index.ts';
import { createWork, type Work } from './lifecycle/work.ts';
import { createMenu } from './menu/index.ts';
import type { DiscordSettings } from './settings.ts';

export interface DiscordOptions extends DiscordSettings {
  readonly log: Log;
  readonly clock?: Clock;
  /** For one attempt of a request. */
  readonly requestTimeoutMs?: number;
  /** Of a Discord that counts its limits so many times faster than by the clock. */
  readonly timeScale?: number;
}

/** A started adapter. */
interface Running extends Pick<ChatAdapter, 'send'> {
  open(): Promise<void>;
  close(): Promise<void>;
}

export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const work = createWork(options.log);
  let running: Running | undefined;
  return {
    platform: PLATFORM,
    callStyle: CALL_STYLE,
    repeatsDroppedForMs: REPEATS_DROPPED_FOR_MS / (options.timeScale ?? 1),
    start: async (host) => {
      running = run(options, host, work);
      await running.open();
    },
    send: async (to, reply, key) => running?.send(to, reply, key) ?? { kind: 'unavailable' },
    stop: async () => {
      await work.end();
      await running?.close();
    },
  };
}

function run(options: DiscordOptions, host: AdapterHost, work: Work): Running {
  const { log, clock = { now: () => Date.now() }, timeScale = 1 } = options;
  const { ended } = work;
  const token = options.token.trim().replace(/^Bot\s+/i, '');
  const report = (event: AdapterEvent) => host.report(PLATFORM, event);
  const discordClock = createPlatformClock(clock);
  const client = createClient({ ...options, token, timeScale, clock: discordClock });
  const { answers: rest, menus, news } = client;
  const { commands } = host;
  const invalid = countInvalidRequests(clock);
  const places = createPlaces({ host, begin: work.begin, lookAgain: (place) => deliver.lookAgain(place) });
  const { isRoleGone } = places;
  const deliver = createDeliver({ rest: news, commands, invalid, isRoleGone, clock, log, timeScale, ended });
  const setMenu = createMenu({ host, rest: menus, log, ended });

  const send: ChatAdapter['send'] = async (to, reply, key) => {
    if (!client.hasToken() || ended.aborted) return { kind: 'unavailable' };
    const delivery = await work.follow(deliver.send(to, reply, key));
    report({ kind: 'sent', delivery: delivery.kind });
    return delivery;
  };

  const sendFiles = createSendFiles(clock);
  const { lookAgain } = deliver;
  const inbound = createInbound({ host, rest, clock: discordClock, sendFiles, log, send, lookAgain });
  const lifecycle = createLifecycle({
    token,
    rest: client.options,
    log,
    report,
    onLogin: (login) => {
      places.watch(login);
      login.on(Events.InteractionCreate, (asked) => work.begin(() => inbound.answer(asked)));
      login.on(Events.GuildCreate, (guild) => work.begin(() => inbound.greet(guild)));
    },
    onReady: ({ application }) => {
      client.restoreToken();
      void setMenu(application.id);
    },
  });
  client.watch({ report, onStatus: invalid.note, onRefused: () => lifecycle.renew('the token was refused') });
  const close = async () => {
    await lifecycle.close();
    client.close();
  };
  return { open: lifecycle.open, send, close };
}
