// The programs that a bench measures, each in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pkg from '../../package.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START = join(ROOT, 'src/start.mjs');

/** A folder of its own for databases, gone at the end of the process. */
export const scratch = mkdtempSync(join(tmpdir(), 'herald-bench-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

export interface Program extends AsyncDisposable {
  readonly pid: number;
  say(line: string): void;
  /** Resolves with the match when it stands in the output since the last call. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
}

export async function startDevnet(delayMs: number): Promise<{ readonly url: string } & AsyncDisposable> {
  const recording = join(ROOT, 'test/fixtures/recording.json.gz');
  const program = startProgram(process.execPath, [
    START,
    'devnet',
    '--recording',
    recording,
    '--port',
    '0',
    '--delay-ms',
    String(delayMs),
  ]);
  const [url] = await program.shows(/http:\/\/\S+/);
  return { url, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

/** Herald at a pipe, as "npm start" runs it but without npm in between. */
export function startHerald(env: Readonly<Record<string, string>>): Program {
  const [, ...args] = pkg.scripts.start.split(' ');
  return startProgram(process.execPath, args, env);
}

export function startProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return {
    pid: child.pid ?? 0,
    say: (line) => child.stdin.write(`${line}\n`),
    shows: async (pattern) => {
      for (;;) {
        const found = pattern.exec(output);
        if (found) {
          output = output.slice(found.index + found[0].length);
          return found;
        }
        await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
      }
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** Resident memory of a process in MB (Linux). */
export function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_000;
}
