// The project's own files as the machine reads them: what they import, what they export, and their words.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  readonly from: string;
  /** A file of the project relative to its root, or the specifier of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

export function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('node_modules/'))
    .map((file) => join(folder, file));
}

export function importsOf(file: string): Import[] {
  const statements = codeOf(file).matchAll(
    /\b(?:import|export)\s+(type\s)?[^'"();]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g,
  );
  return [...statements].map(([, type, fromStatement, dynamic]) => {
    const specifier = fromStatement ?? dynamic ?? '';
    const target = specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), specifier)) : specifier;
    return { from: file, target, typeOnly: type !== undefined };
  });
}

export function exportsOf(file: string): readonly string[] {
  const declared = codeOf(file).matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm);
  return [...declared].map(([, name = '']) => name);
}

/** Every way of imports that comes back to where it began, types counted; each named once, by its first file. */
export function circles(all: readonly Import[]): readonly string[] {
  const next = Map.groupBy(all, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const { target } of next.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}

/** "latestStandings" holds "latest" and "standing". */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => word.replace(/s$/, ''));
}

export function codeOf(file: string): string {
  return read(file).replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '');
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
