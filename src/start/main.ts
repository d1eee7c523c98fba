// Where the program meets the process: the only reader of the environment, and the only one to end the process.
import { existsSync } from 'node:fs';
import { errorMessage } from '../core/values/error-message.ts';
import { parseAskArgs } from '../platforms/console/inbound/ask.ts';
import type { ConsolePorts } from '../platforms/console/lifecycle/terminal.ts';
import { answerOne, runBot, type Surroundings } from './bot.ts';
import { readConfig } from './config.ts';
import { loadCatalogue } from './vocabulary.ts';

const BOT_USAGE =
  'npm start takes no arguments; its settings are environment variables (see docs/operators.md).\n' +
  'For one question: npm run --silent ask -- "standings 1"';

/** `bot`: on the platforms that are configured, or in the terminal; `ask`: one question made of the words in `args`. */
export async function run(mode: 'bot' | 'ask', args: readonly string[]): Promise<void> {
  let exitCode = 1;
  try {
    exitCode = await (mode === 'bot' ? startBot(args) : startAsk(args));
  } catch (error) {
    process.stderr.write(`Herald cannot start: ${errorMessage(error)}\n`);
  }
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(exitCode);
}

async function startBot(args: readonly string[]): Promise<number> {
  const surroundings = await lookAround();
  if (args.length > 0) return refuse(BOT_USAGE);
  await runBot(surroundings, signalled);
  return 0;
}

async function startAsk(args: readonly string[]): Promise<number> {
  const surroundings = await lookAround();
  const asked = parseAskArgs(args);
  if (asked.kind === 'usage') return refuse(asked.usage);
  process.stdout.on('error', leaveOnLostOutput);
  return answerOne(surroundings, asked);
}

function refuse(usage: string): number {
  process.stderr.write(`${usage}\n`);
  return 2;
}

async function lookAround(): Promise<Surroundings> {
  loadEnvironment();
  const catalogue = await loadCatalogue();
  return { config: readConfig(process.env, Object.keys(catalogue)), catalogue, screen: screen() };
}

/** Variables that are set already go before those of the file. */
function loadEnvironment(): void {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (cause) {
    throw new Error('the file .env cannot be read: make it a readable file, or move it away.', { cause });
  }
}

function screen(): ConsolePorts {
  const { stdin: input, stdout: output } = process;
  return {
    input,
    output,
    isTty: input.isTTY === true && output.isTTY === true,
    colours: output.isTTY === true && output.hasColors() && !process.env.NO_COLOR,
    get columns() {
      return output.columns || 80;
    },
    get rows() {
      return output.rows || 24;
    },
  };
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
function signalled(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}
