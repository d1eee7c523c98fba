// Composition root: the only reader of the environment, and the only one to end the process.
import { existsSync } from 'node:fs';
import { createApp } from './app.ts';
import { composeCore, loadCatalogue } from './compose.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { Catalogue } from './core/i18n.ts';
import { createLog } from './log.ts';
import { askOnce, parseAskArgs, type Question } from './platforms/console/ask.ts';
import { createConsoleAdapter } from './platforms/index.ts';
import { StoreUnusable } from './store/unusable.ts';

/** `terminal`: a conversation; `ask`: one question made of the words in `args`. */
export async function run(mode: 'terminal' | 'ask', args: readonly string[]): Promise<void> {
  let exitCode = 1;
  try {
    exitCode = await start(mode, args);
  } catch (error) {
    const isExplained = error instanceof ConfigError || error instanceof StoreUnusable;
    process.stderr.write(`${isExplained ? error.message : `Herald cannot start: ${messageOf(error)}`}\n`);
  }
  process.exit(exitCode);
}

async function start(mode: 'terminal' | 'ask', args: readonly string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const catalogue = await loadCatalogue();
  const config = readConfig(process.env, Object.keys(catalogue));
  if (mode === 'terminal') return converse(config, catalogue);
  const asked = parseAskArgs(args);
  if (asked.kind === 'question') return answerOne(config, catalogue, asked);
  process.stderr.write(`${asked.usage}\n`);
  return 2;
}

async function answerOne(config: Config, catalogue: Catalogue, question: Question): Promise<number> {
  const core = await composeCore(config, catalogue, createLog(config.logLevel, config.secrets));
  const app = createApp(core, []);
  const { stdout } = process;
  const screen = { columns: stdout.columns ?? 80, colours: hasColours(stdout) };
  try {
    return await askOnce({ host: core.host, write: (text) => stdout.write(text), screen }, question);
  } finally {
    await app.stop();
  }
}

async function converse(config: Config, catalogue: Catalogue): Promise<number> {
  const log = createLog(config.logLevel, config.secrets);
  for (const name of config.tokens) log.warn(`${name} is set, but this version answers in the terminal only`);
  const core = await composeCore(config, catalogue, log);
  const { stdin: input, stdout: output } = process;
  const t = core.host.texts(config.defaultLocale);
  const greeting = [t('console.greeting'), ...(config.rpc === 'demo' ? [t('console.demo')] : [])].join('\n');
  const ports = {
    input,
    output,
    isTty: input.isTTY === true && output.isTTY === true,
    colours: hasColours(output),
    get columns() {
      return output.columns ?? 80;
    },
    get rows() {
      return output.rows ?? 24;
    },
  };
  const terminal = createConsoleAdapter(ports, { greeting, locale: config.defaultLocale });
  const app = createApp(core, [terminal]);
  await app.start();
  await Promise.race([terminal.done, ended()]);
  await app.stop();
  return 0;
}

function hasColours(output: NodeJS.WriteStream): boolean {
  return output.isTTY === true && output.hasColors() && !process.env.NO_COLOR;
}

/** Resolves at the first signal to end; the next one ends the process the hard way. */
function ended(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
