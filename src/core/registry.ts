// Finds the commands: one file each, and a file that is no command stops the program instead of being skipped.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declarationProblems } from './check-commands.ts';
import type { Command } from './command.ts';

/** The default export of every .ts file in `folder`, by name. Throws one error that names every file with a problem. */
export async function loadCommands(folder: string): Promise<readonly Command[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const loaded = await Promise.allSettled(files.map((file) => loadCommand(join(folder, file))));
  const problems = loaded.flatMap((result, i) =>
    result.status === 'rejected' ? [`${files[i]}: ${messageOf(result.reason)}`] : [],
  );
  if (problems.length > 0) throw new Error(`bad commands in ${folder}:\n${problems.join('\n')}`);
  return loaded.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function loadCommand(path: string): Promise<Command> {
  const module: unknown = await import(pathToFileURL(path).href);
  const command = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  if (!isCommand(command)) throw new Error('its default export is not a command (use defineCommand)');
  const expected = basename(path, '.ts');
  const problems = declarationProblems(command);
  if (command.name !== expected) problems.unshift(`it is named "${command.name}", and its file says "${expected}"`);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return command;
}

function isCommand(value: unknown): value is Command {
  if (typeof value !== 'object' || value === null) return false;
  const { name, options, examples, run } = value as Partial<Record<keyof Command, unknown>>; // wire boundary: a module
  return (
    typeof name === 'string' &&
    typeof options === 'object' &&
    options !== null &&
    Array.isArray(examples) &&
    typeof run === 'function'
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
