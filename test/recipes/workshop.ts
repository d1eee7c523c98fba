// A copy of the project in a folder of its own, on which the recipes of CONTRIBUTING.md are performed as they stand there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pkg from '../../package.json' with { type: 'json' };
import { ROOT, section } from '../docs/pages.ts';

/** One piece of a recipe: a file that is new, a line after another one, texts of a language under a key, or a language as
 *  another one with some texts changed. */
type Where = 'after' | 'in place of' | 'under' | 'as' | 'with';

export interface Step {
  readonly file: string;
  readonly where: Where | undefined;
  /** The line, the key, or the other file. */
  readonly place: string;
  readonly code: string;
}

/** Longer than anything takes, however busy the machine is. */
const PATIENCE_MS = 280_000;

const WHERE: readonly Where[] = ['after', 'in place of', 'under', 'as', 'with'];

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Program extends AsyncDisposable {
  written(): string;
  readonly ended: Promise<unknown>;
}

export interface Workshop extends Disposable {
  readonly folder: string;
  perform(steps: readonly Step[]): void;
  edit(file: string, change: (text: string) => string): void;
  /** The program of the copy runs until it is disposed of; `written` is what it has said so far. */
  serve(env: Readonly<Record<string, string>>): Program;
  /** The real program of the copy, in a terminal where nothing is typed. */
  start(env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Tests of the copy, one after the other in one worker. */
  tests(...names: readonly string[]): Promise<Ended>;
  /** What the compiler says of these files and of all that they import. */
  typesOf(...files: readonly string[]): Promise<string>;
}

/** The steps of a recipe, in the order in which they stand on the page. */
export function recipe(heading: string): readonly Step[] {
  const pieces = section('CONTRIBUTING.md', heading).matchAll(
    /^ *In `([^`]+)`(?:, (after|in place of|under|as|with)(?: `([^`]+)`)?(?: with)?)?:\n\n *```\w+\n(.*?)^ *```/gms,
  );
  return [...pieces].map(([piece, file = '', where, place = '', code = '']) => {
    const indent = /^ *(?=In )/.exec(piece)?.[0] ?? '';
    const text = code.replace(new RegExp(`^${indent}`, 'gm'), '');
    return { file, where: WHERE.find((one) => one === where), place, code: text };
  });
}

/** All but those in these files. */
export function without(steps: readonly Step[], ...files: readonly string[]): readonly Step[] {
  const lost = files.filter((file) => !steps.some((step) => step.file === file));
  if (lost.length > 0) throw new Error(`no step in ${lost}`);
  return steps.filter(({ file }) => !files.includes(file));
}

export function openWorkshop(steps: readonly Step[] = []): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'herald-recipe-'));
  copyProject(folder);
  const edit: Workshop['edit'] = (file, change) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`nothing changed in ${file}`);
    writeFileSync(join(folder, file), changed);
  };
  const run = (program: string, ...args: readonly string[]) =>
    ended(folder, [join(folder, 'node_modules/.bin', program), ...args]);
  const workshop: Workshop = {
    folder,
    edit,
    perform: (more) => {
      for (const step of more) performStep(folder, step, edit);
    },
    start: (env) => ended(folder, [...flags(), 'src/start.mjs'], env),
    serve: (env) => {
      const child = launch(folder, [...flags(), 'src/start.mjs'], env);
      let written = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (written += text));
      const closed = once(child, 'close');
      return {
        written: () => written,
        ended: closed,
        [Symbol.asyncDispose]: async () => {
          child.kill('SIGTERM');
          await closed;
        },
      };
    },
    tests: (...names) => run('vitest', 'run', '--reporter=tap-flat', '--no-isolate', '--maxWorkers=1', ...names),
    typesOf: async (...files) => {
      const config = { extends: './tsconfig.json', include: files };
      writeFileSync(join(folder, 'tsconfig.recipe.json'), JSON.stringify(config));
      return (await run('tsc', '-p', 'tsconfig.recipe.json')).out;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
  workshop.perform(steps);
  return workshop;
}

/** Sources are copied; packages and what the tests read are linked, and what Node compiles stays in the copy. */
function copyProject(folder: string): void {
  const isCopied = (path: string) => !/\.db(-\w+)?$|test\/fixtures$/.test(path);
  for (const entry of readdirSync(ROOT).filter((name) => !['node_modules', '.git'].includes(name))) {
    cpSync(join(ROOT, entry), join(folder, entry), { recursive: true, filter: isCopied });
  }
  symlinkSync(join(ROOT, 'test/fixtures'), join(folder, 'test/fixtures'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => entry !== '.cache')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
}

function performStep(folder: string, { file, where, place, code }: Step, edit: Workshop['edit']): void {
  if (where === 'after') edit(file, (text) => putAt(text, place, code, { replaced: 0 }));
  else if (where === 'in place of') edit(file, (text) => putAt(text, place, code, { replaced: 1 }));
  else if (where === 'with') edit(file, (text) => JSON.stringify(merged(JSON.parse(text), JSON.parse(code))));
  else if (where === 'under') edit(file, (text) => insertTexts(text, place.split('.'), JSON.parse(code)));
  else if (where === 'as') {
    const texts: Texts = JSON.parse(readFileSync(join(folder, dirname(file), place), 'utf8'));
    writeFileSync(join(folder, file), JSON.stringify(merged(texts, JSON.parse(code))));
  } else {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
}

function putAt(text: string, line: string, code: string, { replaced }: { readonly replaced: 0 | 1 }): string {
  const lines = text.split('\n');
  const index = lines.findIndex((each) => each.includes(line));
  if (index < 0) throw new Error(`no line has "${line}"`);
  return lines.toSpliced(index + 1 - replaced, replaced, code.replace(/\n$/, '')).join('\n');
}

type Texts = { [key: string]: string | readonly string[] | Texts };

function insertTexts(text: string, key: readonly string[], more: Texts): string {
  const all: Texts = JSON.parse(text);
  let at: Texts = all;
  for (const part of key) {
    const inside = at[part] ?? {};
    if (!isTexts(inside)) throw new Error(`${key.join('.')} is a text`);
    at[part] = inside;
    at = inside;
  }
  Object.assign(at, more);
  return JSON.stringify(all);
}

function merged(texts: Texts, more: Texts): Texts {
  const changed = Object.entries(more).map(([key, value]) => {
    const old = texts[key];
    return [key, isTexts(old) && isTexts(value) ? merged(old, value) : value];
  });
  return { ...texts, ...Object.fromEntries(changed) };
}

function isTexts(value: Texts[string] | undefined): value is Texts {
  return typeof value === 'object' && !Array.isArray(value);
}

/** As of `npm start`. */
function flags(): readonly string[] {
  return pkg.scripts.start.split(' ').slice(1, -1);
}

async function ended(cwd: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
  const child = launch(cwd, args, env);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.end();
  const [code] = await once(child, 'close');
  return { code: code as number | null, out, err }; // as documented
}

function launch(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const all = { DATABASE_URL: 'sqlite::memory:', NO_COLOR: '1', ...env };
  return spawn(process.execPath, args, { cwd, env: all, timeout: PATIENCE_MS, killSignal: 'SIGKILL' });
}
