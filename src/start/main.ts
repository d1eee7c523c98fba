// Where the program meets the process: the only reader of the environment, and the only one to end the process.
import { existsSync } from 'node:fs';
import { errorMessage } from '../core/values/error-message.ts';
import { parseAskArgs } from '../platforms/console/inbound/ask.ts';
import type { ConsolePorts } from '../platforms/console/lifecycle/terminal.ts';
import { answerOne, runBot, type Surroundings } from './bot.ts';
import { ConfigError, readConfig } from './config.ts';
import { FactsUnusable } from './facts.ts';
import { secretsIn } from './secrets.ts';
import { guardStandardError, type StandardError } from './standard-error.ts';
import { loadCatalogue } from './vocabulary.ts';

const BOT_USAGE =
  'npm start takes no arguments; its settings are environment variables (see docs/operators.md).\n' +
  'For one question: npm run --silent ask -- "standings 1"';

/** Of `ask` beside 1 and 2: 0 answered, 3 the chain could not be read. */
const EXIT = { ended: 0, cannotStart: 1, usage: 2, defect: 70, settings: 78 } as const;

/** `bot`: on the platforms that are configured, or in the terminal; `ask`: one question made of the words in `args`. */
export async function run(mode: 'bot' | 'ask', args: readonly string[]): Promise<void> {
  const stderr = guardStandardError(process, {
    secrets: secretsIn(process.env),
    isPlain: mode === 'ask' || process.stderr.isTTY === true,
    end: () => process.exit(EXIT.defect),
  });
  process.exitCode = EXIT.cannotStart;
  try {
    process.exitCode = await (mode === 'bot' ? startBot(args, stderr) : startAsk(args, stderr));
  } catch (error) {
    stderr.say(`Herald cannot start: ${errorMessage(error)}`);
    if (error instanceof ConfigError || error instanceof FactsUnusable) process.exitCode = EXIT.settings;
  }
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit();
}

async function startBot(args: readonly string[], stderr: StandardError): Promise<number> {
  const surroundings = await lookAround(stderr);
  if (args.length > 0) return refuse(BOT_USAGE, stderr);
  await runBot(surroundings, signalled);
  return EXIT.ended;
}

async function startAsk(args: readonly string[], stderr: StandardError): Promise<number> {
  const surroundings = await lookAround(stderr);
  const asked = parseAskArgs(args);
  if (asked.kind === 'usage') return refuse(asked.usage, stderr);
  process.stdout.on('error', leaveOnLostOutput);
  return answerOne(surroundings, asked);
}

function refuse(usage: string, stderr: StandardError): number {
  stderr.say(usage);
  return EXIT.usage;
}

async function lookAround(stderr: StandardError): Promise<Surroundings> {
  loadEnvironment();
  stderr.hide(secretsIn(process.env));
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
