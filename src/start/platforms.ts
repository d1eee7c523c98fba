// The chat platforms that are configured, or the terminal where none is: they start side by side, and one that cannot leaves
// the others alone.
import { resolveCalls } from '../core/command/call-words.ts';
import type { Log } from '../core/ports/log.ts';
import type { AdapterHost, ChatAdapter } from '../core/ports/platform.ts';
import type { ConsolePorts } from '../platforms/console/lifecycle/terminal.ts';
import { loadConsole, openPlatforms } from '../platforms/index.ts';
import type { AdapterPorts } from '../platforms/platform.ts';
import { type Config, platformsOf } from './config.ts';

interface PlatformDeps {
  readonly config: Config;
  readonly host: AdapterHost;
  readonly screen: ConsolePorts;
  readonly log: Log;
  readonly mount: AdapterPorts['mount'];
}

export interface Platforms {
  readonly adapters: readonly ChatAdapter[];
  /** Resolves when the person at the terminal leaves; elsewhere never. */
  readonly left: Promise<void>;
  /** Rejects with the first reason when none can start. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function createPlatforms({ config, host, screen, log, mount }: PlatformDeps): Promise<Platforms> {
  const isTerminal = platformsOf(config).length === 0;
  const { adapters: opened, left } = isTerminal
    ? await openTerminal(config, host, screen)
    : { adapters: await openPlatforms(config, { log, mount }), left: new Promise<void>(() => {}) };
  const adapters = opened.map((adapter) => inItsWords(adapter, host));
  return {
    adapters,
    left,
    start: () => startAll(adapters, host, log),
    close: async () => void (await Promise.all(adapters.map((adapter) => adapter.stop()))),
  };
}

/** What it is given to send names commands as they are written there. */
function inItsWords(adapter: ChatAdapter, { commands }: AdapterHost): ChatAdapter {
  const { callStyle = 'line' } = adapter;
  return { ...adapter, send: (to, reply, key) => adapter.send(to, resolveCalls(reply, callStyle, commands), key) };
}

async function openTerminal({ rpc, defaultLocale }: Config, host: AdapterHost, screen: ConsolePorts) {
  const t = host.texts(defaultLocale);
  const said = [
    t('console.greeting'),
    ...(screen.isTty ? [t('console.keys')] : []),
    ...(rpc === 'demo' ? [t('console.demo')] : []),
  ];
  const adapter = (await loadConsole())(screen, { greeting: said.join('\n'), locale: defaultLocale });
  return { adapters: [adapter], left: adapter.done };
}

async function startAll(adapters: readonly ChatAdapter[], host: AdapterHost, log: Log): Promise<void> {
  const starts = await Promise.allSettled(adapters.map((adapter) => adapter.start(host)));
  const failures = starts.flatMap((start, i) =>
    start.status === 'rejected' ? [{ platform: adapters[i]?.platform, error: start.reason as unknown }] : [],
  );
  if (failures.length > 0 && failures.length === adapters.length) throw failures[0]?.error;
  for (const { platform, error } of failures) log.error('platform cannot start', { platform, error });
}
