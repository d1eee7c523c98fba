// Finds the commands: one file or folder each, and one that is no command stops the program instead of being skipped.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LanguageChoices } from '../answer/languages.ts';
import { errorMessage } from '../values/error-message.ts';
import { declarationProblems } from './check.ts';
import type { Command } from './command.ts';

/** The default export of every .ts file in `folder`, and of `index.ts` in every folder there, by name; one that depends on
 *  the languages that there are is a function of them. Throws one error that names every file with a problem. */
export async function loadCommands(folder: string, languages: LanguageChoices): Promise<readonly Command[]> {
  const sources = await sourcesIn(folder);
  const loaded = await Promise.allSettled(sources.map((source) => loadCommand(folder, source, languages)));
  const problems = loaded.flatMap((result, i) =>
    result.status === 'rejected' ? [`${sources[i]?.file}: ${errorMessage(result.reason)}`] : [],
  );
  if (problems.length > 0) throw new Error(`bad commands in ${folder}:\n${problems.join('\n')}`);
  return loaded.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

interface Source {
  /** Relative to the folder of all commands. */
  readonly file: string;
  /** The name that its command must have. */
  readonly name: string;
}

async function sourcesIn(folder: string): Promise<readonly Source[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sources = entries.flatMap((entry): readonly Source[] => {
    if (entry.isDirectory()) return [{ file: join(entry.name, 'index.ts'), name: entry.name }];
    return entry.name.endsWith('.ts') ? [{ file: entry.name, name: entry.name.slice(0, -'.ts'.length) }] : [];
  });
  return sources.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function loadCommand(
  folder: string,
  { file, name: expected }: Source,
  languages: LanguageChoices,
): Promise<Command> {
  const module: unknown = await import(pathToFileURL(join(folder, file)).href);
  const exported = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  const command: unknown = typeof exported === 'function' ? exported(languages) : exported;
  if (!isCommand(command)) throw new Error('its default export is not a command (use defineCommand)');
  const problems = declarationProblems(command);
  if (command.name !== expected) problems.unshift(`it is named "${command.name}", and its file says "${expected}"`);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return command;
}

function isCommand(value: unknown): value is Command {
  if (typeof value !== 'object' || value === null) return false;
  const { name, needs, options, examples, run } = value as Partial<Record<keyof Command, unknown>>; // wire boundary: a module
  return (
    typeof name === 'string' &&
    Array.isArray(needs) &&
    typeof options === 'object' &&
    options !== null &&
    Array.isArray(examples) &&
    typeof run === 'function'
  );
}
