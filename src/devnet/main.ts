// The devnet's command line: serve a recording until Ctrl-C, or cut a shorter recording out of it.
import { parseArgs } from 'node:util';
import { loadRecording, type Recording, saveRecording } from './recording.ts';
import { cutRecording } from './recording-cut.ts';
import { createDevnet } from './server.ts';

const DEFAULT_PORT = 30_001;
const USAGE = `Usage: npm run devnet -- --recording FILE [--port N] [--step-ms N] [--delay-ms N] [--start-step N]
       npm run devnet -- --recording FILE --cut STEPS --out FILE
`;
const OPTIONS = {
  recording: { type: 'string' },
  port: { type: 'string' },
  'step-ms': { type: 'string' },
  'delay-ms': { type: 'string' },
  'start-step': { type: 'string' },
  cut: { type: 'string' },
  out: { type: 'string' },
} as const;

type Values = Readonly<Partial<Record<keyof typeof OPTIONS, string>>>;

/** Serves until SIGINT or SIGTERM. Sets exit code 1, with a sentence on stderr, when it cannot. */
export async function runDevnet(args: readonly string[]): Promise<void> {
  try {
    const values = parsed(args);
    if (!values.recording) throw new UsageError('Which recording? --recording FILE is missing.');
    if (values.cut === undefined) await serve(values, await loadRecording(values.recording));
    else await cut(values, await loadRecording(values.recording));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(USAGE);
    process.exitCode = 1;
  }
}

class UsageError extends Error {}

async function serve(values: Values, recording: Recording): Promise<void> {
  const port = count(values, 'port', DEFAULT_PORT, 65_535);
  const stepMs = count(values, 'step-ms', 0, 86_400_000);
  const delayMs = count(values, 'delay-ms', 0, 3_600_000);
  const startStep = count(values, 'start-step', -1, recording.steps.length - 1, -1);
  const devnet = await createDevnet({ recording, port, stepMs, delayMs, startStep }).catch((error: unknown) => {
    throw new Error(`The devnet cannot start on port ${port}: ${messageOf(error)}. Another one: --port N`);
  });
  const pace = stepMs > 0 ? `a step every ${stepMs} ms` : 'standing still';
  const played = `${startStep + 1} of ${recording.steps.length} steps played`;
  process.stdout.write(`Recorded demo, synthetic votes: an IOST node at ${devnet.url} (${played}, ${pace})\n`);
  const stop = () => void devnet.stop();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

async function cut(values: Values, recording: Recording): Promise<void> {
  if (!values.out) throw new UsageError('Where to? --cut needs --out FILE.');
  const steps = count(values, 'cut', 0, recording.steps.length);
  await saveRecording(values.out, cutRecording(recording, steps));
  process.stdout.write(`Wrote the first ${steps} of ${recording.steps.length} steps to ${values.out}\n`);
}

function parsed(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function count(values: Values, name: keyof Values, absent: number, max: number, min = 0): number {
  const text = values[name] ?? String(absent);
  const value = Number(text);
  if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}.`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
