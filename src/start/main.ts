// Composition root: the only reader of the environment, and the only one to end the process.
import { existsSync } from 'node:fs';
import type { Catalogue } from '../core/answer/i18n.ts';
import type { ChatAdapter } from '../core/ports/platform.ts';
import { createLog } from '../log.ts';
import { askOnce, parseAskArgs, type Question } from '../platforms/console/inbound/ask.ts';
import { loadConsole, openPlatforms, PLATFORMS } from '../platforms/index.ts';
import { createApp } from './app.ts';
import { type Core, clock, composeCore } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { openAlerts } from './open-alerts.ts';
import { loadCatalogue } from './vocabulary.ts';

const BOT_USAGE =
  'npm start takes no arguments; its settings are environment variables (see docs/operators.md).\n' +
  'For one question: npm run --silent ask -- "standings 1"';

/** `bot`: on the platforms that are configured, or in the terminal; `ask`: one question made of the words in `args`. */
export async function run(mode: 'bot' | 'ask', args: readonly string[]): Promise<void> {
  let exitCode = 1;
  try {
    exitCode = await start(mode, args);
  } catch (error) {
    process.stderr.write(`Herald cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(exitCode);
}

async function start(mode: 'bot' | 'ask', args: readonly string[]): Promise<number> {
  loadEnvironment();
  const catalogue = await loadCatalogue();
  const config = readConfig(process.env, Object.keys(catalogue));
  if (mode === 'bot') return args.length === 0 ? serve(config, catalogue) : refuse(BOT_USAGE);
  const asked = parseAskArgs(args);
  return asked.kind === 'question' ? answerOne(config, catalogue, asked) : refuse(asked.usage);
}

function refuse(usage: string): number {
  process.stderr.write(`${usage}\n`);
  return 2;
}

/** Variables that are set already go before those of the file. */
function loadEnvironment(): void {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (cause) {
    throw new Error('the file .env cannot be read: make it a readable file, or move it away.', { cause });
  }
}

async function answerOne(config: Config, catalogue: Catalogue, question: Question): Promise<number> {
  const log = createLog(config.logLevel ?? 'error', config.secrets);
  const { host, closers } = await composeCore(config, catalogue, log);
  const app = createApp({ host, adapters: [], closers, log });
  const { stdout } = process;
  const screen = { columns: stdout.columns || 80, colours: hasColours(stdout) };
  stdout.on('error', leaveOnLostOutput);
  try {
    return await askOnce({ host, write: (text) => stdout.write(text), screen }, question);
  } finally {
    await app.stop();
  }
}

async function serve(config: Config, catalogue: Catalogue): Promise<number> {
  const platforms = PLATFORMS.map(({ name }) => name).filter((name) => config[name] !== undefined);
  const log = createLog(config.logLevel ?? (platforms.length > 0 ? 'info' : 'error'), config.secrets);
  process.on('unhandledRejection', (error) => log.error('a promise was left to fail', { error }));
  const observer = config.http && (await import('../http/index.ts')).createObserver({ platforms, clock, log });
  const core = await composeCore(config, catalogue, log, observer);
  const http = config.http && (await observer?.serve(config.http, core));
  if (http) log.info('health and metrics are served', { url: http.url });
  const signalled = ended();
  const { adapters, done }: Adapters =
    platforms.length > 0
      ? { adapters: await openPlatforms(config, { log, mount: http?.mount }) }
      : await terminal(config, core);
  const closers = [...(http ? [http.close] : []), ...core.closers];
  const service = openAlerts({ config, core, adapters, log, observer });
  const app = createApp({ host: core.host, adapters, service, closers, log });
  try {
    await app.start();
    await Promise.race([signalled, ...(done ? [done] : [])]);
  } finally {
    await app.stop();
  }
  return 0;
}

interface Adapters {
  readonly adapters: readonly ChatAdapter[];
  /** Resolves when the person at the terminal leaves. */
  readonly done?: Promise<void>;
}

async function terminal({ rpc, defaultLocale }: Config, { host }: Core): Promise<Adapters> {
  const { stdin: input, stdout: output } = process;
  const isTty = input.isTTY === true && output.isTTY === true;
  const t = host.texts(defaultLocale);
  const keys = ['console.greeting', ...(isTty ? ['console.keys'] : []), ...(rpc === 'demo' ? ['console.demo'] : [])];
  const ports = {
    input,
    output,
    isTty,
    colours: hasColours(output),
    get columns() {
      return output.columns || 80;
    },
    get rows() {
      return output.rows || 24;
    },
  };
  const greeting = keys.map((key) => t(key)).join('\n');
  const adapter = (await loadConsole())(ports, { greeting, locale: defaultLocale });
  return { adapters: [adapter], done: adapter.done };
}

function hasColours(output: NodeJS.WriteStream): boolean {
  return output.isTTY === true && output.hasColors() && !process.env.NO_COLOR;
}

/** When the reader at the other end of a pipe is gone, there is nobody to tell. */
function leaveOnLostOutput(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}

/** Pipes are written in the background, and what is not written when the process ends is lost. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

/** Resolves at the first signal to end; the next one ends the process the hard way. */
function ended(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}
