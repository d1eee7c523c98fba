// The pages of the documentation as the tests read them: links, headings, tables and what stands in code.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const PAGES: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'data/demo/README.md'],
  ...globSync('docs/**/*.md', { cwd: ROOT }).sort(),
];

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** What stands in blocks between two lines of ```. */
export function codeBlocks(page: string): readonly string[] {
  return [...read(page).matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

/** Without blocks of code. */
export function prose(page: string): string {
  return read(page).replace(/^```.*?^```$/gms, '');
}

/** Pieces of code inside of a text. */
export function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** The text under a heading, up to the next one of its level or above. */
export function section(page: string, heading: string): string {
  const lines = read(page).split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (start < 0) throw new Error(`${page} has no heading "${heading}"`);
  const level = lines[start]?.indexOf(' ') ?? 0;
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n');
}

/** Rows of all tables in a text, without their headers; cells without the space around them. */
export function tableRows(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const isHeader = (index: number) => /^\| ---/.test(lines[index + 1] ?? '');
  return lines
    .filter((line, index) => line.startsWith('|') && !line.startsWith('| ---') && !isHeader(index))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** Names by which headings can be linked to, as GitHub makes them. */
export function anchors(page: string): readonly string[] {
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What only a page has, and what only the program has. */
export function differences(documented: readonly string[], real: readonly string[]) {
  return {
    onlyOnThePage: documented.filter((name) => !real.includes(name)),
    notOnThePage: [...new Set(real)].filter((name) => !documented.includes(name)),
  };
}

export const NONE = { onlyOnThePage: [], notOnThePage: [] };

/** A sentence of the program as a pattern: "…" may be anything. */
export function patternOf(sentence: string): RegExp {
  return new RegExp(`^${sentence.split('…').map(RegExp.escape).join('.+')}$`);
}
