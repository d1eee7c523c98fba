// The real program as a child process: its own folder, database and environment, and nothing of the outer one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pkg from '../../package.json' with { type: 'json' };

/** `node`, the flags and the entry that `npm start` uses. */
const [, ...FLAGS] = pkg.scripts.start.split(' ').slice(0, -1);
const START = fileURLToPath(new URL('../../src/start.mjs', import.meta.url));
/** Longer than any answer may take. A child that hangs is killed, and has no exit code. */
const PATIENCE_MS = 240_000;

const folders: string[] = [];

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** After so long it is killed. */
  readonly patienceMs?: number;
  /** Without it, standard input stays open. */
  readonly input?: string | Buffer;
  /** A shell's command that reads the output through a pipe; `out` is then what it writes, and `code` its exit code. */
  readonly reader?: string;
}

export interface Herald {
  readonly child: ReturnType<typeof launch>;
  /** What it has written so far, errors too. */
  written(): string;
  readonly ended: Promise<Ended>;
}

/** A new empty folder, with the name of a database file in it. */
export function newFolder(): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'herald-e2e-'));
  folders.push(folder);
  return { folder, file: join(folder, 'herald.db') };
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/** Runs until it ends or is killed. */
export function start(args: readonly string[], options: Start = {}): Herald {
  const { env = {}, input, reader, patienceMs = PATIENCE_MS } = options;
  const { folder, file } = newFolder();
  const command = [process.execPath, ...FLAGS, START, ...args];
  const piped = reader === undefined ? command : ['/bin/sh', '-c', `"$@" | ${reader}`, 'sh', ...command];
  const child = launch(piped, { DATABASE_URL: `sqlite:${file}`, ...env }, folder, patienceMs);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined); // it may end before it has read everything
  if (input !== undefined) child.stdin.end(input);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err })); // as documented
  return { child, written: () => out + err, ended };
}

/** Each line of standard error, which is JSON where nobody sits at a terminal. */
export function logged({ err }: Pick<Ended, 'err'>): readonly Readonly<Record<string, unknown>>[] {
  return err
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** What the program says when it cannot start, and nothing else. */
export function saidAtStart(ended: Pick<Ended, 'err'>): string {
  const [line, ...others] = logged(ended);
  if (others.length > 0) throw new Error(`more than one line: ${ended.err}`);
  return String(line?.msg);
}

/** One question by `ask`. */
export function ask(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return start(['ask', ...args], { env, input: '' }).ended;
}

function launch(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  timeout: number,
) {
  return spawn(program, args, { cwd, env, timeout, killSignal: 'SIGKILL' });
}
